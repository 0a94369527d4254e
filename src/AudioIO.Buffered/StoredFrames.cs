namespace AudioIO;

/// <summary>Frames of a signal that are all the frames of one file.</summary>
public sealed record StoredFrames
{
    /// <summary>Which frames of the signal they are.</summary>
    public required FrameRange Frames { get; init; }

    /// <summary>Path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// How the file is read, where there are several ways that lead to other values, as with silence in the place of damage; empty for the
    /// usual one.
    /// </summary>
    public string Reading { get; init; } = "";
}
