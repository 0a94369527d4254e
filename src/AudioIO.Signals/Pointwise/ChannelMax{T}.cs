using System.Numerics;

namespace AudioIO.Pointwise;

/// <summary>One channel, the largest value of all; not a number where one of them is none.</summary>
internal sealed class ChannelMax<T>(Signal<T> source) : DerivedSignal<T, T>(source, source.Rate, [1, .. source.FrameShape[1..]])
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
                T largest = values[i];
                for (int c = 1; c < source.Channels; c++) largest = T.Max(largest, values[(c * perChannel) + i]);
                destination[i] = largest;
            }
        }
    }
}
