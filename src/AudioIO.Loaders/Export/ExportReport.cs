namespace AudioIO;

/// <summary>What was exported.</summary>
public sealed record ExportReport
{
    /// <summary>Full path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>Number of frames in it.</summary>
    public required long Frames { get; init; }

    /// <summary>Number of samples, over all channels, that did not fit into the integers of the file and were clipped, NaN
    /// included.</summary>
    public required long ClippedSamples { get; init; }

    /// <summary>
    /// What is not as it should be in the file: frames that are silence because they are damaged, counted in the recording, and what it
    /// says that could not be kept.
    /// </summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
