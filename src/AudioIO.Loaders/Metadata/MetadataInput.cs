namespace AudioIO;

/// <summary>What the reading of metadata needs to know of an opened file.</summary>
internal sealed record MetadataInput
{
    public required ByteSource Bytes { get; init; }

    /// <summary>Every chunk or metadata block in the order of the file, fmt and data included.</summary>
    public required IReadOnlyList<Chunk> Chunks { get; init; }

    /// <summary>Byte order of the numbers in chunks. Default: little-endian.</summary>
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
