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

    /// <summary>The stored one is that of a longer stream, of which this recording is a part: it says nothing about the samples.</summary>
    OfLongerStream,
}

/// <summary>The result of <see cref="FlacSource.Verify"/>.</summary>
public sealed record FlacVerification
{
    /// <summary>Number of frames of the recording.</summary>
    public required long Frames { get; init; }

    /// <summary>
    /// What cannot be decoded, with frames and byte position, in the order of the file: the first 1000 places, and an entry that says how many
    /// further ones there are.
    /// </summary>
    public required IReadOnlyList<Diagnostic> Damage { get; init; }

    /// <summary>What the stored checksum says; it differs wherever there is damage or frames are missing.</summary>
    public required FlacMd5Result Md5 { get; init; }

    /// <summary>True when every frame can be decoded and the stored checksum, if there is one, agrees.</summary>
    public bool IsSound => Damage.Count == 0 && Md5 != FlacMd5Result.Differs;
}
