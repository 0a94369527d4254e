using System.Numerics;

namespace AudioIO.Filters;

/// <summary>As many streams as there are lanes, or fewer, on their way into the lanes and out of them.</summary>
internal readonly unsafe ref struct StreamGroup<T>(
    T* input, T* output, ReadOnlySpan<int> starts, ReadOnlySpan<int> outputStarts, StreamFrames frames)
    where T : unmanaged, INumber<T>
{
    private readonly ReadOnlySpan<int> _starts = starts;
    private readonly ReadOnlySpan<int> _outputStarts = outputStarts;

    public StreamFrames Frames { get; } = frames;

    public int Streams => _starts.Length;

    /// <summary>Reads values from the one at <paramref name="frame"/> on.</summary>
    public void Enter(double* lanes, int width, int frame, int count)
    {
        int stride = Frames.Stride;
        nint offset = (nint)stride * frame;
        for (int l = 0; l < _starts.Length; l++)
        {
            bool isPair = stride == 1 && l + 1 < _starts.Length;
            T* from = input + _starts[l] + offset;
            if (isPair && typeof(T) == typeof(float))
                StreamTranspose.Enter((float*)from, (float*)(input + _starts[++l] + offset), lanes + l - 1, width, count);
            else if (isPair && typeof(T) == typeof(double))
                StreamTranspose.Enter((double*)from, (double*)(input + _starts[++l] + offset), lanes + l - 1, width, count);
            else StreamTranspose.Enter(from, stride, lanes + l, width, count);
        }
    }

    /// <summary>Writes values from the one at <paramref name="frame"/> of those kept on, rounded once.</summary>
    public void Leave(double* lanes, int width, int frame, int count)
    {
        int stride = Frames.Stride;
        nint offset = (nint)stride * frame;
        for (int l = 0; l < _outputStarts.Length; l++)
        {
            bool isPair = stride == 1 && l + 1 < _outputStarts.Length;
            T* to = output + _outputStarts[l] + offset;
            if (isPair && typeof(T) == typeof(float))
                StreamTranspose.Leave(lanes + l, width, (float*)to, (float*)(output + _outputStarts[++l] + offset), count);
            else if (isPair && typeof(T) == typeof(double))
                StreamTranspose.Leave(lanes + l, width, (double*)to, (double*)(output + _outputStarts[++l] + offset), count);
            else StreamTranspose.Leave(lanes + l, width, to, stride, count);
        }
    }
}
