namespace AudioIO;

/// <summary>What a move of the window keeps and what it loads; the three ranges make up the new window in this order.</summary>
/// <param name="Before">Frames to load before those kept.</param>
/// <param name="Kept">Frames that are held already; empty when the windows have none in common.</param>
/// <param name="After">Frames to load behind those kept.</param>
public readonly record struct RecyclePlan(FrameRange Before, FrameRange Kept, FrameRange After);

/// <summary>Which frames of a window stay when it moves: a pure function, as <see cref="WindowPlacement"/> is.</summary>
public static class WindowRecycling
{
    /// <summary>Keeps what both windows share and loads the at most two gaps.</summary>
    /// <param name="held">Frames held now.</param>
    /// <param name="wanted">Frames to hold.</param>
    /// <returns>Ranges that together are <paramref name="wanted"/>; what need not be loaded, or cannot be kept, is empty.</returns>
    public static RecyclePlan RecycleBuffer(FrameRange held, FrameRange wanted)
    {
        FrameRange kept = held.Intersect(wanted);
        if (kept.IsEmpty) kept = new FrameRange(wanted.Start, wanted.Start);
        return new RecyclePlan(new(wanted.Start, kept.Start), kept, new(kept.Stop, wanted.Stop));
    }

    /// <summary>
    /// What another buffer takes over from the window instead of loading it: whole units of the source, and in the middle no less than is
    /// read at once anyway, so that nothing is decoded twice and no load is cut for a trifle.
    /// </summary>
    /// <param name="window">Frames held by the window.</param>
    /// <param name="wanted">Frames that the other buffer is to hold.</param>
    /// <param name="limits">Sizes.</param>
    internal static RecyclePlan Borrow(FrameRange window, FrameRange wanted, in AccessLimits limits)
    {
        FrameRange shared = window.Intersect(wanted);
        int unit = limits.UnitFrames;
        long shortOfUnit = shared.Start == wanted.Start ? 0 : (unit - shared.Start % unit) % unit;
        long start = shared.Start + Math.Min(shortOfUnit, shared.Count);
        long stop = shared.Stop == wanted.Stop ? shared.Stop : shared.Stop - shared.Stop % unit;
        bool isInTheMiddle = start > wanted.Start && stop < wanted.Stop;
        bool isWorthwhile = !shared.IsEmpty && stop - start >= (isInTheMiddle ? limits.NearFrames : 1);
        return RecycleBuffer(isWorthwhile ? new FrameRange(start, stop) : default, wanted);
    }
}
