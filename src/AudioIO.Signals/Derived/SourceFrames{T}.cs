namespace AudioIO;

/// <summary>
/// The frames of a source from which a derived signal computes. Positions count from the beginning of a stretch of the source without a
/// break; what lies outside of it is zeros. Valid during the call that it is given to.
/// </summary>
/// <typeparam name="T">Type of a value.</typeparam>
public readonly ref struct SourceFrames<T>
    where T : unmanaged
{
    internal SourceFrames(ReadOnlySpan<T> values, long startFrame, Signal source, long stretchFrames)
    {
        Span = values;
        StartFrame = startFrame;
        Channels = source.Channels;
        ValuesPerFrame = source.ValuesPerFrame;
        Rate = source.Rate;
        StretchFrames = stretchFrames;
    }

    /// <summary>All values, frame after frame.</summary>
    public ReadOnlySpan<T> Span { get; }

    /// <summary>Position of the first frame; negative where the frames before the stretch are asked for.</summary>
    public long StartFrame { get; }

    /// <summary>Number of frames.</summary>
    public int FrameCount => Span.Length / ValuesPerFrame;

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Number of values of one frame.</summary>
    public int ValuesPerFrame { get; }

    /// <summary>Frames per second of the source, in Hz.</summary>
    public double Rate { get; }

    /// <summary>Number of frames of the whole stretch: those from 0 up to it are real.</summary>
    public long StretchFrames { get; }

    /// <summary>A value by its position; of a frame of more than two dimensions, the first one of the channel.</summary>
    /// <param name="frame">Position from the beginning of the stretch.</param>
    /// <param name="channel">Channel.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is not among those asked for, or there is no such channel.</exception>
    public T this[long frame, int channel]
    {
        get
        {
            if ((uint)channel >= (uint)Channels) throw new ArgumentOutOfRangeException(nameof(channel), channel, null);
            return Frame(frame)[channel * (ValuesPerFrame / Channels)];
        }
    }

    /// <summary>The values of a frame.</summary>
    /// <param name="frame">Position from the beginning of the stretch.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame is not among those asked for.</exception>
    public ReadOnlySpan<T> Frame(long frame) => Slice(frame, 1);

    /// <summary>The values of some frames, one after the other.</summary>
    /// <param name="start">Position of the first one, from the beginning of the stretch.</param>
    /// <param name="count">Number of frames, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frames are not all among those asked for.</exception>
    public ReadOnlySpan<T> Slice(long start, int count)
    {
        if (count < 0 || start < StartFrame || start - StartFrame > FrameCount - count)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start,
                $"{count} frames from {start} are not among the {FrameCount} from {StartFrame} that were asked for.");
        }
        // At most FrameCount, an int; the values are those of the span.
        return Span.Slice((int)(start - StartFrame) * ValuesPerFrame, count * ValuesPerFrame);
    }
}
