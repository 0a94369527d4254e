namespace AudioIO;

/// <summary>What the MD5 that STREAMINFO stores says about the samples (RFC 9639 §8.2).</summary>
public enum FlacMd5Result
{
    /// <summary>The encoder stored none.</summary>
    Absent,

    /// <summary>The samples are those that were encoded.</summary>
    Matches,

    /// <summary>The samples are not those that were encoded, or the stored checksum is wrong.</summary>
    Differs,

    /// <summary>
    /// The stored one is that of a longer stream, of which this recording is a part: it says nothing about the samples. The FlacFrames are
    /// numbered as those of a part, or STREAMINFO, whose checksum it is, announces more frames than there are.
    /// </summary>
    OfLongerStream,
}

/// <summary>The result of <see cref="FlacSource.Verify"/>.</summary>
public sealed record FlacVerification
{
    /// <summary>Number of frames of the recording.</summary>
    public required long Frames { get; init; }

    /// <summary>
    /// Frames that STREAMINFO announces beyond those that are there: the file was cut, or is the first part of a longer stream, which nothing
    /// tells apart. 0 for a part whose numbers show that it was cut out.
    /// </summary>
    public long MissingFrames { get; init; }

    /// <summary>
    /// What cannot be decoded, with frames and byte position, in the order of the file: the first 1000 places, and an entry that says how many
    /// further ones there are.
    /// </summary>
    public required IReadOnlyList<Diagnostic> Damage { get; init; }

    /// <summary>What the stored checksum says; it differs wherever there is damage.</summary>
    public required FlacMd5Result Md5 { get; init; }

    /// <summary>
    /// True when every frame can be decoded, none is missing, and the stored checksum, if there is one of these frames, agrees.
    /// </summary>
    public bool IsSound => Damage.Count == 0 && MissingFrames == 0 && Md5 != FlacMd5Result.Differs;
}
