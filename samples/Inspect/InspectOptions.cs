namespace AudioIO.Samples.Inspect;

/// <summary>What to look at, and what to say about it.</summary>
internal sealed record InspectOptions
{
    /// <summary>Paths of the files, as they were named: one, or several that are read as one recording.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>In which order several files make up the recording.</summary>
    public FileOrder Order { get; init; }

    /// <summary>What becomes of files that do not fit together.</summary>
    public JoinPolicy Policy { get; init; } = JoinPolicy.Report;

    /// <summary>Around which time samples are printed; null for none.</summary>
    public TimeSpan? At { get; init; }

    /// <summary>How many frames are printed.</summary>
    public int Count { get; init; }

    /// <summary>True to list the chunks of the files.</summary>
    public bool Chunks { get; init; }

    /// <summary>True to check every FlacFrame.</summary>
    public bool Verify { get; init; }

    /// <summary>The range that is written into a file of its own, in place of the report; null for none.</summary>
    public Excerpt? Export { get; init; }

    /// <summary>Path of labels that belong to the recording; null for none.</summary>
    public string? Labels { get; init; }

    /// <summary>Path that the labels, or without any the markers, are written to in place of the report; null for none.</summary>
    public string? LabelOutput { get; init; }

    /// <summary>True for JSON, false for text.</summary>
    public bool Json { get; init; }
}
