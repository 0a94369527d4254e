namespace AudioIO;

/// <summary>What was read of a file's metadata.</summary>
internal sealed record MetadataResult
{
    /// <summary>Of what says nothing.</summary>
    public static MetadataResult Empty { get; } = new();

    /// <summary>The tree and the raw chunks.</summary>
    public Metadata Metadata { get; init; } = Metadata.Empty;

    /// <summary>In ascending order of their first frame; equal ones in the order of the file.</summary>
    public IReadOnlyList<Marker> Markers { get; init; } = [];

    /// <summary>Null where nothing tells.</summary>
    public StartTime? StartTime { get; init; }

    /// <summary>
    /// Where the file itself says when parts of it were recorded: these, in ascending order of their first frame, the first at frame 0.
    /// Else empty.
    /// </summary>
    public IReadOnlyList<ClockStretch> Stretches { get; init; } = [];
}
