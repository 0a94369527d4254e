namespace AudioIO;

/// <summary>What is known of a file of a recording without opening it again.</summary>
public sealed record IndexedFile
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long LengthBytes { get; init; }

    /// <summary>When the file was last written (UTC).</summary>
    public required DateTime ModifiedUtc { get; init; }

    /// <summary>Format, rate and measured length.</summary>
    public required AudioInfo Info { get; init; }

    /// <summary>When its first frame was recorded; null where the file does not say.</summary>
    public StartTime? StartTime { get; init; }

    /// <summary>The parts of the file that have a start time of their own; empty where it says nothing of parts.</summary>
    internal IReadOnlyList<ClockStretch> Stretches { get; init; } = [];

    /// <summary>Number of frames that are decoded at once, from 1.</summary>
    public int FramesPerUnit { get; init; } = 1;

    internal FileStamp Stamp => new(LengthBytes, ModifiedUtc);
}
