using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>Bins and samples gathered to one bin.</summary>
internal sealed class BinTotal<T>(int channels)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly T[] _min = new T[channels], _max = new T[channels];
    private readonly double[] _energies = new double[channels]; // RMS² · frames
    private readonly byte[] _entry = new byte[BinKernel.EntryBytes<T>(channels)];

    public long Frames { get; private set; }

    public void Clear()
    {
        Frames = 0;
        _energies.AsSpan().Clear();
    }

    /// <summary>Adds a bin as it is kept.</summary>
    public void Add(ReadOnlySpan<byte> entry, long frames)
    {
        int size = Unsafe.SizeOf<T>();
        ReadOnlySpan<T> min = MemoryMarshal.Cast<byte, T>(entry[..(channels * size)]);
        ReadOnlySpan<T> max = MemoryMarshal.Cast<byte, T>(entry.Slice(channels * size, channels * size));
        ReadOnlySpan<float> rms = MemoryMarshal.Cast<byte, float>(entry[(channels * 2 * size)..]);
        for (int c = 0; c < channels; c++)
        {
            _min[c] = Frames == 0 ? min[c] : T.Min(_min[c], min[c]);
            _max[c] = Frames == 0 ? max[c] : T.Max(_max[c], max[c]);
            double root = rms[c];
            _energies[c] += root * root * frames;
        }
        Frames += frames;
    }

    /// <summary>Adds samples, at least one frame.</summary>
    public void Add(ReadOnlySpan<T> values)
    {
        Span<byte> entry = _entry;
        BinKernel.Reduce(
            values, BinKernel.Minima<T>(entry, channels), BinKernel.Maxima<T>(entry, channels), BinKernel.Rms<T>(entry, channels));
        Add(entry, values.Length / channels);
    }

    public void CopyTo(Span<T> min, Span<T> max, Span<float> rms)
    {
        _min.CopyTo(min);
        _max.CopyTo(max);
        for (int c = 0; c < channels; c++) rms[c] = (float)Math.Sqrt(_energies[c] / Frames);
    }
}
