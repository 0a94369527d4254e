using System.Numerics;

namespace AudioIO.Spectra;

/// <summary>The root of the mean square of blocks of frames; sums in double, rounded once. The last block is as long as there are frames.</summary>
internal sealed class RootMeanSquares<T>(Signal<T> source, int size, int hop, Breaks across)
    : DerivedSignal<T, T>(source, source.Rate / hop, source.FrameShape, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override long OutputFrames(long sourceFrames) => (sourceFrames / hop) + (sourceFrames % hop == 0 ? 0 : 1);

    protected override FrameRange Needs(FrameRange output) => new(output.Start * hop, ((output.Stop - 1) * hop) + size);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        int channels = source.Channels;
        for (long block = output.Start; block < output.Stop; block++)
        {
            // At most the size, an int.
            int count = (int)Math.Min(size, source.StretchFrames - (block * hop));
            ReadOnlySpan<T> values = source.Slice(block * hop, count);
            for (int c = 0; c < channels; c++)
            {
                double sum = 0;
                for (int at = c; at < values.Length; at += channels)
                {
                    double value = double.CreateTruncating(values[at]);
                    sum += value * value;
                }
                destination[c] = T.CreateTruncating(Math.Sqrt(sum / count));
            }
            destination = destination[channels..];
        }
    }
}
