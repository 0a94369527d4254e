namespace AudioIO;

/// <summary>Where safe access finds its frames.</summary>
internal enum AccessPath
{
    /// <summary>In the window, which stays where it is.</summary>
    Window,

    /// <summary>In the window, once it has moved to the frames of the plan.</summary>
    MoveWindow,

    /// <summary>In a side buffer, as it is.</summary>
    Side,

    /// <summary>In a side buffer, once it has loaded the frames of the plan.</summary>
    LoadSide,

    /// <summary>In the buffer for large requests, as it is.</summary>
    Kept,

    /// <summary>In the buffer for large requests, once it has loaded the frames of the plan.</summary>
    LoadKept,

    /// <summary>In none of them: they are too many, and are loaded into the result.</summary>
    Direct,
}

/// <summary>How safe access gets its frames.</summary>
/// <param name="Path">Where they are found.</param>
/// <param name="Frames">What the window, the side buffer or the kept one has to hold.</param>
/// <param name="Side">
/// The side buffer of the plan: 0 is the one used last. Of a window that moves, the buffer whose run it takes over: the kept one is
/// <see cref="KeptSide"/>, <see cref="NoSide"/> none.
/// </param>
/// <param name="Run">Frames that the run of requests has loaded, this one included.</param>
/// <param name="IsRepeated">True when a large request asks again for what a large request has asked for.</param>
internal readonly record struct AccessPlan(AccessPath Path, FrameRange Frames, int Side = 0, long Run = 0, bool IsRepeated = false)
{
    public const int NoSide = -1;
    public const int KeptSide = 2;
}

/// <summary>What a buffer holds, and the requests it has answered.</summary>
/// <param name="Held">Frames held.</param>
/// <param name="Latest">The latest request that was answered from it; empty when there was none since it began anew.</param>
/// <param name="Run">Frames loaded by the requests, each continuing the one before, that led to <paramref name="Latest"/>.</param>
internal readonly record struct BufferState(FrameRange Held, FrameRange Latest, long Run = 0);

/// <summary>What a plan depends on besides the request. There are two side buffers, so that two readers do not evict each other.</summary>
/// <param name="Window">The window.</param>
/// <param name="Recent">The side buffer that was used last.</param>
/// <param name="Older">The other side buffer.</param>
/// <param name="Kept">The latest request that was too large for a side buffer.</param>
/// <param name="KeptInVain">How many of those were kept in a row without being asked for again.</param>
internal readonly record struct AccessState(
    BufferState Window, BufferState Recent, BufferState Older, BufferState Kept = default, int KeptInVain = 0);

/// <summary>Sizes that bound a plan, in frames.</summary>
internal readonly record struct AccessLimits
{
    /// <summary>Length of the recording.</summary>
    public required long TotalFrames { get; init; }

    /// <summary>Usual size of the window.</summary>
    public required int BufferFrames { get; init; }

    /// <summary>Wished number of frames behind a reader.</summary>
    public required int BackFrames { get; init; }

    /// <summary>Largest size of a side buffer.</summary>
    public required int SideFrames { get; init; }

    /// <summary>What the source decodes at once.</summary>
    public required int UnitFrames { get; init; }

    /// <summary>Largest number of frames in memory for one request, as that in the window.</summary>
    public required int MostFrames { get; init; }

    /// <summary>Frames in the page of a file that is read anyway.</summary>
    public int PageFrames { get; init; }

    /// <summary>Frames that are read at once when they are read onward: small enough for the caches of the processor.</summary>
    public int OnwardFrames { get; init; }

    /// <summary>The largest step, in frames, whose frames between cost no more to be read than to be jumped over.</summary>
    public int NearFrames => Math.Max(UnitFrames, PageFrames);
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
