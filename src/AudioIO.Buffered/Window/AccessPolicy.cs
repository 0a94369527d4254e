namespace AudioIO;

/// <summary>
/// Decides what safe access loads. A request out of the blue loads its own frames. One that continues the latest request in the
/// window takes the window along. One that continues the latest request in a side buffer reads ahead as far as that run of requests
/// has come, and takes the window over when the run has read as much as the window holds. So no pattern of requests loads much
/// more than twice what it uses, and readers at several places do not tear the window from each other.
/// </summary>
internal static class AccessPolicy
{
    /// <summary>Plans a request.</summary>
    /// <param name="request">Frames asked for, within the recording, not empty.</param>
    /// <param name="state">What is held, and what was asked for before.</param>
    /// <param name="limits">Sizes.</param>
    public static AccessPlan Plan(FrameRange request, in AccessState state, in AccessLimits limits)
    {
        if (state.Window.Held.Contains(request)) return new AccessPlan(AccessPath.Window, state.Window.Held);
        if (state.Recent.Held.Contains(request)) return new AccessPlan(AccessPath.Side, state.Recent.Held, 0, state.Recent.Run);
        if (state.Older.Held.Contains(request)) return new AccessPlan(AccessPath.Side, state.Older.Held, 1, state.Older.Run);

        bool fitsWindow = request.Count < limits.BufferFrames;
        Direction direction = DirectionFrom(state.Window.Latest, request);
        if (fitsWindow && direction != Direction.None) return MoveWindow(request, direction, limits);

        int side = 0;
        direction = DirectionFrom(state.Recent.Latest, request);
        if (direction == Direction.None)
        {
            side = 1;
            direction = DirectionFrom(state.Older.Latest, request);
        }
        if (direction == Direction.None) return LoadAside(request, request, side, 0, limits);

        long run = side == 0 ? state.Recent.Run : state.Older.Run;
        if (fitsWindow && run >= limits.BufferFrames) return MoveWindow(request, direction, limits);
        return LoadAside(request, Ahead(request, direction, run, limits), side, run, limits);
    }

    /// <summary>Whether a request goes on where the latest one ended, or ends where it began; the two may overlap.</summary>
    public static Direction DirectionFrom(FrameRange latest, FrameRange request)
    {
        if (latest.IsEmpty) return Direction.None;
        if (latest.Start < request.Start && request.Start <= latest.Stop && latest.Stop < request.Stop) return Direction.Forward;
        if (request.Start < latest.Start && latest.Start <= request.Stop && request.Stop < latest.Stop) return Direction.Backward;
        return Direction.None;
    }

    private static AccessPlan MoveWindow(FrameRange request, Direction direction, in AccessLimits limits)
    {
        FrameRange window = direction == Direction.Forward
            ? WindowPlacement.BufferPosition(request, limits.BufferFrames, limits.BackFrames, limits.TotalFrames)
            : WindowPlacement.BufferPositionBackward(request, limits.BufferFrames, limits.BackFrames, limits.TotalFrames);
        return new AccessPlan(AccessPath.MoveWindow, window);
    }

    /// <summary>Loads whole units of what is wished, or where that is too much of what is asked for; or where that is, nothing.</summary>
    private static AccessPlan LoadAside(FrameRange request, FrameRange wished, int side, long run, in AccessLimits limits)
    {
        FrameRange frames = wished.RoundedTo(limits.UnitFrames, limits.TotalFrames);
        if (frames.Count > limits.SideFrames) frames = request.RoundedTo(limits.UnitFrames, limits.TotalFrames);
        return frames.Count <= limits.SideFrames
            ? new AccessPlan(AccessPath.LoadSide, frames, side, run + frames.Count)
            : new AccessPlan(AccessPath.Direct, request, side, run + request.Count);
    }

    /// <summary>The request, lengthened in its direction to what its run has loaded, as side buffer and recording allow.</summary>
    private static FrameRange Ahead(FrameRange request, Direction direction, long run, in AccessLimits limits)
    {
        long frames = Math.Min(run, limits.SideFrames - limits.SideFrames % limits.UnitFrames);
        if (frames <= request.Count) return request;
        return direction == Direction.Forward
            ? new FrameRange(request.Start, request.Start + Math.Min(frames, limits.TotalFrames - request.Start))
            : new FrameRange(Math.Max(0, request.Stop - frames), request.Stop);
    }
}
