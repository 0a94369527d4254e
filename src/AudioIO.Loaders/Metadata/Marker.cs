namespace AudioIO;

/// <summary>A named point or region of a recording: a cue point, a sampler loop, a track of a cue sheet.</summary>
public sealed record Marker
{
    /// <summary>First frame, 0 or more. It is kept as the file has it, even beyond the end of the recording.</summary>
    public required long StartFrame { get; init; }

    /// <summary>Number of frames, 0 for a point.</summary>
    public long FrameCount { get; init; }

    /// <summary>Short name; empty where the file gives none.</summary>
    public string Label { get; init; } = "";

    /// <summary>Longer text, lines separated by <c>\n</c>; empty where the file gives none.</summary>
    public string Text { get; init; } = "";
}
