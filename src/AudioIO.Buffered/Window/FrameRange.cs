namespace AudioIO;

/// <summary>A range of frames: those from <paramref name="Start"/> up to, but without, <paramref name="Stop"/>.</summary>
/// <param name="Start">First frame.</param>
/// <param name="Stop">The frame after the last one, not below <paramref name="Start"/>.</param>
public readonly record struct FrameRange(long Start, long Stop)
{
    /// <summary>Number of frames.</summary>
    public long Count => Stop - Start;

    /// <summary>True when there is no frame.</summary>
    public bool IsEmpty => Stop == Start;

    /// <summary>True when every frame of <paramref name="other"/> lies in this range.</summary>
    public bool Contains(FrameRange other) => Start <= other.Start && other.Stop <= Stop;

    /// <summary>The frames common to both; empty, at an arbitrary place, when there are none.</summary>
    public FrameRange Intersect(FrameRange other)
    {
        long start = Math.Max(Start, other.Start);
        return new FrameRange(start, Math.Max(start, Math.Min(Stop, other.Stop)));
    }

    /// <summary>This range with an eighth of what it has before and behind <paramref name="inner"/>, which it contains.</summary>
    internal FrameRange ShrunkTo(FrameRange inner) => new(inner.Start - ((inner.Start - Start) / 8), inner.Stop + ((Stop - inner.Stop) / 8));

    /// <summary>The same frames counted from the other end of a recording: what lay before lies behind.</summary>
    internal FrameRange Mirrored(long totalFrames) => new(totalFrames - Stop, totalFrames - Start);

    /// <summary>The smallest range of whole units that holds this one, as far as the recording reaches.</summary>
    internal FrameRange RoundedTo(int unitFrames, long totalFrames)
    {
        long start = Start - Start % unitFrames;
        long shortOfUnit = (unitFrames - Stop % unitFrames) % unitFrames;
        return new FrameRange(start, Stop + Math.Min(shortOfUnit, totalFrames - Stop));
    }
}
