using System.Buffers;
using System.Numerics;

namespace AudioIO.Spectra;

/// <summary>The root of the mean square of blocks of frames; sums in double, rounded once. The last block is as long as there are frames.</summary>
internal sealed class RootMeanSquares<T>(Signal<T> source, int size, int hop, Breaks across)
    : DerivedSignal<T, T>(source, source.Rate / hop, source.FrameShape, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A sum is made of several, by place: until one has been added to, others are.
    private const int Turns = 16;

    protected override long OutputFrames(long sourceFrames) => (sourceFrames / hop) + (sourceFrames % hop == 0 ? 0 : 1);

    protected override FrameRange Needs(FrameRange output) => new(output.Start * hop, ((output.Stop - 1) * hop) + size);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        int channels = source.Channels;
        // Whole frames, of at least as many values as sums take turns.
        int row = (Turns + channels - 1) / channels * channels;
        double[] rented = ArrayPool<double>.Shared.Rent(row);
        Span<double> sums = rented.AsSpan(0, row);
        for (long block = output.Start; block < output.Stop; block++)
        {
            // At most the size, an int.
            int count = (int)Math.Min(size, source.StretchFrames - (block * hop));
            sums.Clear();
            ReadOnlySpan<T> values = source.Slice(block * hop, count);
            for (; values.Length >= row; values = values[row..]) Add(values[..row], sums);
            Add(values, sums[..values.Length]);
            for (int c = 0; c < channels; c++)
            {
                double sum = 0;
                for (int i = c; i < row; i += channels) sum += sums[i];
                destination[c] = T.CreateTruncating(Math.Sqrt(sum / count));
            }
            destination = destination[channels..];
        }
        ArrayPool<double>.Shared.Return(rented);
    }

    private static void Add(ReadOnlySpan<T> values, Span<double> sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            double value = double.CreateTruncating(values[i]);
            sums[i] += value * value;
        }
    }
}
