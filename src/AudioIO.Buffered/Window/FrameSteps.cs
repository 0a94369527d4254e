namespace AudioIO;

/// <summary>Frames at equal distances.</summary>
/// <param name="Start">First frame.</param>
/// <param name="Step">Distance to the next one, negative when going backward.</param>
/// <param name="Count">Number of frames.</param>
internal readonly record struct FrameSteps(long Start, long Step, long Count)
{
    /// <summary>The frames from <paramref name="start"/> up to, but without, <paramref name="stop"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A frame does not exist, or the step is 0.</exception>
    public static FrameSteps Between(long start, long stop, long step, long totalFrames)
    {
        ArgumentOutOfRangeException.ThrowIfZero(step);
        // Going backward, the frame before the first one is where the slice that includes frame 0 stops.
        long lowest = step > 0 ? 0 : -1;
        ArgumentOutOfRangeException.ThrowIfLessThan(start, lowest);
        ArgumentOutOfRangeException.ThrowIfLessThan(stop, lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, totalFrames + lowest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stop, totalFrames + lowest);

        // Both lie within the recording, so that their distance is no overflow; that of the steps is avoided by dividing.
        long distance = step > 0 ? stop - start : start - stop;
        ulong width = step > 0 ? (ulong)step : (ulong)-step;
        return new FrameSteps(start, step, distance <= 0 ? 0 : (long)(((ulong)distance - 1) / width) + 1);
    }

    /// <summary>All frames from the lowest to the highest one, those between included; the steps are not empty.</summary>
    public FrameRange Extent
    {
        get
        {
            long last = this[Count - 1];
            return new FrameRange(Math.Min(Start, last), Math.Max(Start, last) + 1);
        }
    }

    /// <summary>The frame after <paramref name="index"/> steps.</summary>
    public long this[long index] => Start + index * Step;

    /// <summary>Which of the steps lie in a range: the first one's index, and the index after the last one's.</summary>
    public (long First, long Stop) IndicesWithin(FrameRange range)
    {
        // Going backward, a frame lies below the range's end where its distance from the start exceeds start − stop.
        return Step > 0
            ? (IndexAtDistance(range.Start - Start), IndexAtDistance(range.Stop - Start))
            : (IndexAtDistance(Start - range.Stop + 1), IndexAtDistance(Start - range.Start + 1));
    }

    /// <summary>Index of the first step that is at least this far from the start; at most <see cref="Count"/>.</summary>
    private long IndexAtDistance(long frames)
    {
        if (frames <= 0) return 0;
        (long whole, long rest) = Math.DivRem(frames, Math.Abs(Step));
        return Math.Min(Count, rest == 0 ? whole : whole + 1);
    }
}
