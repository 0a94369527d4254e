using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace AudioIO.Spectra;

/// <summary>The root of the mean square of blocks of frames; sums in double, rounded once. The last block is as long as there are frames.</summary>
internal sealed class RootMeanSquares<T>(Signal<T> source, int size, int hop, Breaks across)
    : DerivedSignal<T, T>(source, source.Rate / hop, source.FrameShape, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // A sum is made of as many or more, by place: added to side by side, whatever the width of vectors, in the same order.
    private const int Sums = 64;

    private const int ChunkValues = 1024;

    protected override long OutputFrames(long sourceFrames) => (sourceFrames / hop) + (sourceFrames % hop == 0 ? 0 : 1);

    protected override FrameRange Needs(FrameRange output) => new(output.Start * hop, ((output.Stop - 1) * hop) + size);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        int channels = source.Channels;
        // Whole frames.
        int row = (Sums + channels - 1) / channels * channels, chunk = Math.Max(1, ChunkValues / row) * row;
        double[] rented = ArrayPool<double>.Shared.Rent(row + chunk);
        Span<double> sums = rented.AsSpan(0, row), doubles = rented.AsSpan(row, chunk);
        for (long block = output.Start; block < output.Stop; block++)
        {
            // At most the size, an int.
            int count = (int)Math.Min(size, source.StretchFrames - (block * hop));
            sums.Clear();
            ReadOnlySpan<T> values = source.Slice(block * hop, count);
            while (!values.IsEmpty)
            {
                Span<double> some = doubles[..Math.Min(chunk, values.Length)];
                TensorPrimitives.ConvertTruncating(values[..some.Length], some);
                AddSquares(some, sums);
                values = values[some.Length..];
            }
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

    private static void AddSquares(ReadOnlySpan<double> values, Span<double> sums)
    {
        while (!values.IsEmpty)
        {
            ReadOnlySpan<double> row = values[..Math.Min(sums.Length, values.Length)];
            Span<double> these = sums[..row.Length];
            TensorPrimitives.MultiplyAdd(row, row, these, these);
            values = values[row.Length..];
        }
    }
}
