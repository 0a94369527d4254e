namespace AudioIO;

/// <summary>
/// Decides what safe access loads, so that it costs what it asks for, whatever the pattern:
/// <list type="bullet">
/// <item>A request out of the blue loads its own frames, in whole units of the source, into one of two side buffers: the window stays, and
/// two readers do not evict each other.</item>
/// <item>One that continues the latest request in the window, in either direction, takes the window along: a loop runs from memory.</item>
/// <item>One that continues the latest request in a side buffer reads ahead as far as that run of requests has come, and takes the window
/// over when the run has read as much as the window holds. So no run loads much more than twice what it passes. What lies within a unit, or
/// within the page of a file that is read anyway, is passed, not jumped over: a strided loop is a run.</item>
/// <item>A request too large for a side buffer is kept in a buffer of its own, in the hope that it comes again, as it does channel by channel:
/// the copy costs less than loading it twice. Where that hope was vain twice, such requests go straight into the result, until one comes
/// again.</item>
/// </list>
/// </summary>
internal static class AccessPolicy
{
    /// <summary>How many large requests are kept in a row though none of them was asked for again.</summary>
    private const int MaxKeptInVain = 2;

    /// <summary>Plans a request.</summary>
    /// <param name="request">Frames asked for, within the recording, not empty.</param>
    /// <param name="state">What is held, and what was asked for before.</param>
    /// <param name="limits">Sizes.</param>
    public static AccessPlan Plan(FrameRange request, in AccessState state, in AccessLimits limits)
    {
        if (state.Window.Held.Contains(request)) return new AccessPlan(AccessPath.Window, state.Window.Held);
        if (state.Recent.Held.Contains(request)) return new AccessPlan(AccessPath.Side, state.Recent.Held, 0, state.Recent.Run);
        if (state.Older.Held.Contains(request)) return new AccessPlan(AccessPath.Side, state.Older.Held, 1, state.Older.Run);
        if (state.Kept.Held.Contains(request)) return new AccessPlan(AccessPath.Kept, state.Kept.Held, 0, state.Kept.Run, true);

        bool fitsWindow = request.Count < limits.BufferFrames;
        Direction direction = DirectionFrom(state.Window.Latest, request, limits.NearFrames);
        if (fitsWindow && direction != Direction.None) return MoveWindow(request, direction, AccessPlan.NoSide, limits);

        (direction, int side, long run) = Continued(request, state, limits);
        if (fitsWindow && direction != Direction.None && run >= limits.BufferFrames)
            return MoveWindow(request, direction, side, limits);

        if (side == AccessPlan.KeptSide) side = 1;
        FrameRange frames = Ahead(request, direction, run, limits).RoundedTo(limits.UnitFrames, limits.TotalFrames);
        if (frames.Count > limits.SideFrames) frames = request.RoundedTo(limits.UnitFrames, limits.TotalFrames);
        return frames.Count <= limits.SideFrames
            ? new AccessPlan(AccessPath.LoadSide, frames, side, run + frames.Count)
            : PlanLarge(request, run + request.Count, state, limits);
    }

    /// <summary>
    /// Whether a request goes on where the latest one ended, or ends where it began; the two may overlap, or leave out fewer frames than
    /// <paramref name="nearFrames"/>.
    /// </summary>
    public static Direction DirectionFrom(FrameRange latest, FrameRange request, int nearFrames)
    {
        if (latest.IsEmpty) return Direction.None;
        if (latest.Start < request.Start && request.Start - latest.Stop < nearFrames && latest.Stop < request.Stop) return Direction.Forward;
        if (request.Start < latest.Start && latest.Start - request.Stop < nearFrames && request.Stop < latest.Stop) return Direction.Backward;
        return Direction.None;
    }

    /// <summary>The run that a request continues, and the buffer it has read from.</summary>
    private static (Direction Direction, int Side, long Run) Continued(FrameRange request, in AccessState state, in AccessLimits limits)
    {
        Direction direction = DirectionFrom(state.Recent.Latest, request, limits.NearFrames);
        if (direction != Direction.None) return (direction, 0, state.Recent.Run);
        direction = DirectionFrom(state.Older.Latest, request, limits.NearFrames);
        if (direction != Direction.None) return (direction, 1, state.Older.Run);
        direction = DirectionFrom(state.Kept.Latest, request, limits.NearFrames);
        if (direction != Direction.None) return (direction, AccessPlan.KeptSide, state.Kept.Run);

        // One that grows on both sides continues nothing, and yet is not out of the blue: what is held of it stays.
        bool isInRecent = state.Recent.Held.Intersect(request).Count > state.Older.Held.Intersect(request).Count;
        return (Direction.None, isInRecent ? 0 : 1, 0);
    }

    private static AccessPlan MoveWindow(FrameRange request, Direction direction, int side, in AccessLimits limits)
    {
        FrameRange window = direction == Direction.Forward
            ? WindowPlacement.BufferPosition(request, limits.BufferFrames, limits.BackFrames, limits.TotalFrames)
            : WindowPlacement.BufferPositionBackward(request, limits.BufferFrames, limits.BackFrames, limits.TotalFrames);
        return new AccessPlan(AccessPath.MoveWindow, window, side);
    }

    private static AccessPlan PlanLarge(FrameRange request, long run, in AccessState state, in AccessLimits limits)
    {
        long again = Math.Max(state.Kept.Latest.Intersect(request).Count, state.Kept.Held.Intersect(request).Count);
        bool isRepeated = 2 * again >= request.Count;
        bool isHopeful = state.KeptInVain < MaxKeptInVain && request.Count <= 2L * limits.BufferFrames;
        bool isKept = (isRepeated || isHopeful) && request.Count <= limits.MostFrames;
        return new AccessPlan(isKept ? AccessPath.LoadKept : AccessPath.Direct, request, 0, run, isRepeated);
    }

    /// <summary>The request, lengthened in its direction to what its run has loaded, as side buffer and recording allow.</summary>
    private static FrameRange Ahead(FrameRange request, Direction direction, long run, in AccessLimits limits)
    {
        long frames = Math.Min(run, limits.SideFrames - limits.SideFrames % limits.UnitFrames);
        if (direction == Direction.None || frames <= request.Count) return request;
        return direction == Direction.Forward
            ? new FrameRange(request.Start, request.Start + Math.Min(frames, limits.TotalFrames - request.Start))
            : new FrameRange(Math.Max(0, request.Stop - frames), request.Stop);
    }
}
