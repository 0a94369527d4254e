namespace AudioIO;

/// <summary>What the reading of metadata needs to know of an opened file.</summary>
internal sealed record MetadataInput
{
    public required ByteSource Bytes { get; init; }

    /// <summary>Every chunk or metadata block in the order of the file, fmt and data included.</summary>
    public required IReadOnlyList<Chunk> Chunks { get; init; }

    /// <summary>True for the metadata blocks of FLAC, false for chunks of RIFF and Wave64.</summary>
    public bool IsFlac { get; init; }

    /// <summary>Byte order of the numbers in chunks.</summary>
    public ByteOrder Order { get; init; }

    /// <summary>True where lists may have GUIDs for the ids of their parts, as in Wave64.</summary>
    public bool HasGuids { get; init; }

    /// <summary>Sampling rate in Hz.</summary>
    public required double Rate { get; init; }

    /// <summary>Number of frames that can be read; markers beyond it are reported.</summary>
    public required long Frames { get; init; }

    public required DiagnosticLog Log { get; init; }

    /// <summary>True to keep keys whose value is empty.</summary>
    public bool KeepEmpty { get; init; }
}

/// <summary>What was read.</summary>
/// <param name="Metadata">The tree and the raw chunks.</param>
/// <param name="Markers">In ascending order of position; equal positions in the order of the file.</param>
/// <param name="StartTime">Null where nothing tells.</param>
internal sealed record MetadataResult(Metadata Metadata, IReadOnlyList<Marker> Markers, StartTime? StartTime);
