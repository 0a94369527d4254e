namespace AudioIO;

/// <summary>Takes what it needs of frames that come in pieces, each while it is in memory.</summary>
internal interface IFrameTarget<T>
    where T : unmanaged
{
    /// <summary>Takes what it needs of a piece.</summary>
    /// <param name="piece">Where the piece lies in the recording.</param>
    /// <param name="frames">All values of its frames.</param>
    void Take(FrameRange piece, ReadOnlySpan<T> frames);
}

/// <summary>Neighbouring channels, frame after frame.</summary>
internal readonly ref struct ChannelsTarget<T>(FrameLayout layout, long start, int firstChannel, int channels, Span<T> destination)
    : IFrameTarget<T>
    where T : unmanaged
{
    private readonly Span<T> _destination = destination;

    public void Take(FrameRange piece, ReadOnlySpan<T> frames)
    {
        int width = channels * layout.ValuesPerChannel;
        layout.CopyChannels(frames, firstChannel, channels, _destination[((int)(piece.Start - start) * width)..]);
    }
}

/// <summary>All channels, one after the other.</summary>
internal readonly ref struct PlanarTarget<T>(FrameLayout layout, FrameRange request, Span<T> destination) : IFrameTarget<T>
    where T : unmanaged
{
    private readonly Span<T> _destination = destination;

    public void Take(FrameRange piece, ReadOnlySpan<T> frames)
    {
        int length = (int)request.Count * layout.ValuesPerChannel;
        int offset = (int)(piece.Start - request.Start) * layout.ValuesPerChannel;
        for (int channel = 0; channel < layout.Channels; channel++)
            layout.CopyChannels(frames, channel, 1, _destination[(channel * length + offset)..]);
    }
}

/// <summary>Frames at equal distances, or neighbouring channels of them, each at its place.</summary>
internal readonly ref struct StepsTarget<T>(FrameLayout layout, FrameSteps steps, int firstChannel, int channels, Span<T> destination)
    : IFrameTarget<T>
    where T : unmanaged
{
    private readonly Span<T> _destination = destination;

    public void Take(FrameRange piece, ReadOnlySpan<T> frames)
    {
        int width = channels * layout.ValuesPerChannel;
        int offset = firstChannel * layout.ValuesPerChannel;
        (long first, long stop) = steps.IndicesWithin(piece);
        for (long i = first; i < stop; i++)
        {
            // The piece is in memory and the steps in an array: both are indexed by an int.
            int from = (int)(steps[i] - piece.Start) * layout.ValuesPerFrame + offset;
            frames.Slice(from, width).CopyTo(_destination.Slice((int)i * width, width));
        }
    }
}
