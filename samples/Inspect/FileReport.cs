namespace AudioIO.Samples.Inspect;

/// <summary>What is known about one file of a recording.</summary>
internal sealed record FileReport
{
    /// <summary>Place among the files of the recording, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Path of the file, as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long SizeBytes { get; init; }

    public required string Format { get; init; }

    public required AudioEncoding Encoding { get; init; }

    public required int BitsPerSample { get; init; }

    /// <summary>Where the file's frames begin in the recording.</summary>
    public required long StartFrame { get; init; }

    public required long FrameCount { get; init; }

    /// <summary>When the file's first frame was recorded; null where the file does not say.</summary>
    public required StartTime? StartTime { get; init; }

    /// <summary>The chunks or metadata blocks in the order of the file; null where they were not asked for.</summary>
    public IReadOnlyList<MetadataChunk>? Chunks { get; init; }

    /// <summary>What decoding the whole file has shown; null where it was not asked for, and where the file is not FLAC.</summary>
    public FlacVerification? Verification { get; init; }

    /// <summary>Gathers what is known about a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Its path, as it was named.</param>
    /// <param name="withChunks">True to list its chunks.</param>
    /// <param name="verification">What decoding it has shown, if anybody did.</param>
    public static FileReport Of(RecordingFile file, string path, bool withChunks, FlacVerification? verification) => new()
    {
        Index = file.Index,
        Path = path,
        SizeBytes = new FileInfo(path).Length,
        Format = file.Info.Format,
        Encoding = file.Info.Encoding,
        BitsPerSample = file.Info.BitsPerSample,
        StartFrame = file.StartFrame,
        FrameCount = file.FrameCount,
        StartTime = file.StartTime,
        Chunks = withChunks ? file.Metadata.Chunks : null,
        Verification = verification,
    };
}

/// <summary>A file that is not part of the recording.</summary>
/// <param name="Path">Path of the file, as it was named.</param>
/// <param name="Reason">Why it is not.</param>
internal sealed record LeftOutReport(string Path, string Reason);
