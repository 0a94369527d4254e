namespace AudioIO.Samples.Viewer;

/// <summary>What to show, and to whom.</summary>
internal sealed record ViewerOptions
{
    /// <summary>Paths of the files: one, or several that are read as one recording. Nothing else is ever read.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>In which order several files make up the recording.</summary>
    public FileOrder Order { get; init; }

    /// <summary>Path of the labels, which are read if they exist and written at every change; null to keep them in memory.</summary>
    public string? Labels { get; init; }

    /// <summary>Folder that keeps overviews and coarse spectrograms, so that they are there the next time; null to keep them in memory.</summary>
    public string? Cache { get; init; }

    /// <summary>TCP port; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>How often to look whether the recording has grown.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True to listen to other computers, too.</summary>
    public bool AllowRemote { get; init; }
}
