namespace AudioIO;

/// <summary>What a move of the window keeps and what it loads; the three ranges make up the new window in this order.</summary>
/// <param name="Before">Frames to load before those kept.</param>
/// <param name="Kept">Frames that are held already; empty when the windows have none in common.</param>
/// <param name="After">Frames to load behind those kept.</param>
internal readonly record struct RecyclePlan(FrameRange Before, FrameRange Kept, FrameRange After);

/// <summary>Which frames of a window stay when it moves.</summary>
internal static class WindowRecycling
{
    /// <summary>Keeps what both windows share and loads the at most two gaps.</summary>
    /// <param name="held">Frames held now.</param>
    /// <param name="wanted">Frames to hold.</param>
    public static RecyclePlan RecycleBuffer(FrameRange held, FrameRange wanted)
    {
        FrameRange kept = held.Intersect(wanted);
        if (kept.IsEmpty) kept = new FrameRange(wanted.Start, wanted.Start);
        return new RecyclePlan(new(wanted.Start, kept.Start), kept, new(kept.Stop, wanted.Stop));
    }
}
