namespace AudioIO.Window;

/// <summary>Where safe access finds its frames.</summary>
internal enum AccessPath
{
    /// <summary>In the window, which stays where it is.</summary>
    Window,

    /// <summary>In the side buffer, as it is.</summary>
    Side,

    /// <summary>In the side buffer, after it has loaded the frames of the plan.</summary>
    LoadSide,

    /// <summary>In the window, after it has moved to the frames of the plan.</summary>
    MoveWindow,

    /// <summary>Nowhere: too many for the side buffer, they are loaded into the result.</summary>
    Direct,
}

/// <summary>How safe access gets its frames.</summary>
/// <param name="Path">Where they are found.</param>
/// <param name="Frames">What the window or the side buffer has to hold then.</param>
internal readonly record struct AccessPlan(AccessPath Path, FrameRange Frames);

/// <summary>What a plan depends on besides the request.</summary>
internal readonly record struct AccessState
{
    /// <summary>Frames in the window.</summary>
    public FrameRange Window { get; init; }

    /// <summary>The latest request that was answered from the window.</summary>
    public FrameRange LastInWindow { get; init; }

    /// <summary>Frames in the side buffer.</summary>
    public FrameRange Side { get; init; }

    /// <summary>The latest request that was answered from outside the window.</summary>
    public FrameRange LastAside { get; init; }

    /// <summary>Frames loaded outside the window by the requests that led, each continuing the one before, to <see cref="LastAside"/>.</summary>
    public long Run { get; init; }
}

/// <summary>Sizes that bound a plan, in frames.</summary>
internal readonly record struct AccessLimits
{
    /// <summary>Length of the recording.</summary>
    public long TotalFrames { get; init; }

    /// <summary>Usual size of the window.</summary>
    public int BufferFrames { get; init; }

    /// <summary>Wished number of frames behind a reader.</summary>
    public int BackFrames { get; init; }

    /// <summary>Largest size of the side buffer.</summary>
    public int SideFrames { get; init; }

    /// <summary>What the source decodes at once.</summary>
    public int UnitFrames { get; init; }
}

/// <summary>
/// Decides what safe access loads. A request out of the blue loads its own frames. One that continues the latest request in the
/// window takes the window along. One that continues the latest request outside of it reads ahead as far as that run of requests has
/// come, and takes the window over when the run has read as much as the window holds. So no pattern of requests loads much more
/// than twice what it uses, and several readers do not tear the window from each other.
/// </summary>
internal static class AccessPolicy
{
    /// <summary>Plans a request.</summary>
    /// <param name="request">Frames asked for, within the recording, not empty.</param>
    /// <param name="state">What is held, and what was asked for before.</param>
    /// <param name="limits">Sizes.</param>
    public static AccessPlan Plan(FrameRange request, in AccessState state, in AccessLimits limits)
    {
        if (state.Window.Contains(request)) return new AccessPlan(AccessPath.Window, state.Window);
        if (state.Side.Contains(request)) return new AccessPlan(AccessPath.Side, state.Side);

        Direction inWindow = DirectionFrom(state.LastInWindow, request);
        Direction aside = DirectionFrom(state.LastAside, request);
        if (request.Count < limits.BufferFrames)
        {
            if (inWindow != Direction.None) return MoveWindow(request, inWindow, limits);
            if (aside != Direction.None && state.Run >= limits.BufferFrames) return MoveWindow(request, aside, limits);
        }

        FrameRange wanted = request.RoundedTo(limits.UnitFrames, limits.TotalFrames);
        if (wanted.Count > limits.SideFrames) return new AccessPlan(AccessPath.Direct, request);
        if (aside != Direction.None)
        {
            long ahead = Math.Min(state.Run, limits.SideFrames - limits.SideFrames % limits.UnitFrames);
            FrameRange reach = Reach(request, aside, ahead, limits.TotalFrames).RoundedTo(limits.UnitFrames, limits.TotalFrames);
            if (reach.Count <= limits.SideFrames) wanted = reach;
        }
        return new AccessPlan(AccessPath.LoadSide, wanted);
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

    /// <summary>The request, lengthened in its direction to at least <paramref name="frames"/> where the recording reaches that far.</summary>
    private static FrameRange Reach(FrameRange request, Direction direction, long frames, long totalFrames)
    {
        if (frames <= request.Count) return request;
        return direction == Direction.Forward
            ? new FrameRange(request.Start, request.Start + Math.Min(frames, totalFrames - request.Start))
            : new FrameRange(Math.Max(0, request.Stop - frames), request.Stop);
    }
}

/// <summary>How a request lies to the one before.</summary>
internal enum Direction
{
    /// <summary>It does not continue it.</summary>
    None,

    /// <summary>It continues it towards the end.</summary>
    Forward,

    /// <summary>It continues it towards the beginning.</summary>
    Backward,
}
