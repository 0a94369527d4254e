namespace AudioIO;

/// <summary>A part of an overview that is kept by itself, as that of one file of a recording; a picture of the moment.</summary>
public sealed record OverviewPart
{
    /// <summary>Which frames of the signal it is about.</summary>
    public required FrameRange Frames { get; init; }

    /// <summary>Up to which frame of the signal it is there.</summary>
    public required long FilledTo { get; init; }

    /// <summary>The file in which it is kept; null: in memory.</summary>
    public string? Path { get; init; }

    /// <summary>Why what was found in the file was not believed, so that it is computed anew; null where that was not the case.</summary>
    public string? Rebuilt { get; init; }

    /// <summary>Why it is kept in memory though it should be in a file, as on a disk that is full or write-protected; null: it is not so.</summary>
    public Exception? Fault { get; init; }
}
