using System.Numerics;

namespace AudioIO.Pointwise;

/// <summary>One channel, the weighted sum of all; sums in double, rounded once.</summary>
internal sealed class ChannelMix<T>(Signal<T> source, double[] weights) : DerivedSignal<T, T>(source, source.Rate, [1])
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override FrameRange Needs(FrameRange output) => output;

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        ReadOnlySpan<T> values = source.Span;
        for (int i = 0; i < destination.Length; i++)
        {
            ReadOnlySpan<T> frame = values.Slice(i * weights.Length, weights.Length);
            double sum = 0;
            for (int c = 0; c < frame.Length; c++)
            {
                // A channel without weight is not there, whatever it holds.
                if (weights[c] != 0) sum += weights[c] * double.CreateTruncating(frame[c]);
            }
            destination[i] = T.CreateTruncating(sum);
        }
    }
}
