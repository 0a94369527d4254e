using System.Numerics;

namespace AudioIO.Pointwise;

/// <summary>One channel, the weighted sum of all; sums in double, rounded once.</summary>
internal sealed class ChannelMix<T>(Signal<T> source, double[] weights) : DerivedSignal<T, T>(source, source.Rate, [1, .. source.FrameShape[1..]])
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override FrameRange Needs(FrameRange output) => output;

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        int perChannel = source.ValuesPerFrame / source.Channels;
        ReadOnlySpan<T> values = source.Span;
        for (; !destination.IsEmpty; destination = destination[perChannel..], values = values[source.ValuesPerFrame..])
        {
            for (int i = 0; i < perChannel; i++)
            {
                double sum = 0;
                for (int c = 0; c < weights.Length; c++)
                {
                    // A channel without weight is not there, whatever it holds.
                    if (weights[c] != 0) sum += weights[c] * double.CreateTruncating(values[(c * perChannel) + i]);
                }
                destination[i] = T.CreateTruncating(sum);
            }
        }
    }
}
