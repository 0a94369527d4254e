namespace AudioIO.Window;

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

    /// <summary>The same frames in the opposite order.</summary>
    public FrameSteps Reversed => new(this[Count - 1], -Step, Count);
}
