namespace AudioIO.Pointwise;

/// <summary>Some channels of a signal, in any order.</summary>
internal sealed class ChannelSelection<T> : DerivedSignal<T, T>
    where T : unmanaged
{
    private readonly int[] _channels;

    public ChannelSelection(Signal<T> source, int[] channels)
        : base(source, source.Rate, [channels.Length, .. source.FrameShape[1..]])
    {
        _channels = channels;
    }

    protected override FrameRange Needs(FrameRange output) => output;

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        int stride = source.ValuesPerFrame, perChannel = stride / source.Channels;
        ReadOnlySpan<T> values = source.Span;
        if (perChannel == 1)
        {
            for (int c = 0; c < _channels.Length; c++)
            {
                for (int from = _channels[c], to = c; from < values.Length; from += stride, to += _channels.Length) destination[to] = values[from];
            }
            return;
        }
        for (; !values.IsEmpty; values = values[stride..])
        {
            foreach (int channel in _channels)
            {
                values.Slice(channel * perChannel, perChannel).CopyTo(destination);
                destination = destination[perChannel..];
            }
        }
    }
}
