using System.Numerics;

namespace AudioIO.Pointwise;

/// <summary>Every channel minus the mean or the median of all channels of the same frame; in double, rounded once.</summary>
internal sealed class Referenced<T>(Signal<T> source, ReferenceKind kind) : DerivedSignal<T, T>(source)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Bytes of the stack: 512 doubles, more than the channels of most probes.
    private const int StackChannels = 512;

    protected override FrameRange Needs(FrameRange output) => output;

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        int channels = source.Channels;
        T[]? rented = channels > StackChannels ? System.Buffers.ArrayPool<T>.Shared.Rent(channels) : null;
        Span<T> sorted = rented is null ? stackalloc T[StackChannels] : rented;
        sorted = sorted[..channels];
        ReadOnlySpan<T> values = source.Span;
        for (int at = 0; at < values.Length; at += channels)
        {
            ReadOnlySpan<T> frame = values.Slice(at, channels);
            double reference = kind == ReferenceKind.Mean ? Mean(frame) : Median(frame, sorted);
            for (int c = 0; c < channels; c++) destination[at + c] = T.CreateTruncating(double.CreateTruncating(frame[c]) - reference);
        }
        if (rented is not null) System.Buffers.ArrayPool<T>.Shared.Return(rented);
    }

    private static double Mean(ReadOnlySpan<T> frame)
    {
        double sum = 0;
        foreach (T value in frame) sum += double.CreateTruncating(value);
        return sum / frame.Length;
    }

    private static double Median(ReadOnlySpan<T> frame, Span<T> sorted)
    {
        frame.CopyTo(sorted);
        sorted.Sort();
        // What is no number is sorted to the front.
        if (T.IsNaN(sorted[0])) return double.NaN;
        int middle = sorted.Length / 2;
        double upper = double.CreateTruncating(sorted[middle]);
        return sorted.Length % 2 == 1 ? upper : (double.CreateTruncating(sorted[middle - 1]) + upper) / 2;
    }
}
