namespace AudioIO;

/// <summary>How a file codes its samples.</summary>
public enum AudioEncoding
{
    /// <summary>Unsigned integers (8 bits and fewer in WAV), silence at 2^(n−1).</summary>
    PcmUnsigned,

    /// <summary>Signed integers of 1 to 8 bytes.</summary>
    PcmSigned,

    /// <summary>IEEE 754 floating point of 32 or 64 bits.</summary>
    IeeeFloat,

    /// <summary>A-law companding (ITU-T G.711), decoded to 16 bits.</summary>
    ALaw,

    /// <summary>µ-law companding (ITU-T G.711), decoded to 16 bits.</summary>
    MuLaw,

    /// <summary>IMA/DVI ADPCM, decoded to 16 bits.</summary>
    ImaAdpcm,

    /// <summary>Microsoft ADPCM, decoded to 16 bits.</summary>
    MsAdpcm,

    /// <summary>FLAC, lossless, 4 to 32 bits.</summary>
    Flac,

    /// <summary>MPEG audio layer III, decoded to 32-bit floats (package AudioIO.NAudio).</summary>
    Mp3,

    /// <summary>Several files that do not all hold integers of the same number of bits: they read as float and double alone.</summary>
    Mixed,
}

/// <summary>What the header of a recording says, as far as it was found true.</summary>
public sealed record AudioInfo
{
    /// <summary><see cref="Format"/> of samples without a header.</summary>
    public const string RawFormat = "raw";

    /// <summary><see cref="Format"/> of several files read as one.</summary>
    public const string JoinedFormat = "several files";

    /// <summary>
    /// How the file arranges its content: <c>RIFF</c>, <c>RIFX</c>, <c>RF64</c>, <c>BW64</c>, <c>Wave64</c>, <c>FLAC</c>, the name that another
    /// package gives to a format of its own, <see cref="RawFormat"/> for samples without a header, <see cref="JoinedFormat"/> for several files
    /// read as one.
    /// </summary>
    public required string Format { get; init; }

    /// <summary>How the file codes its samples.</summary>
    public required AudioEncoding Encoding { get; init; }

    /// <summary>
    /// Bits of a decoded sample, 1 to 64: the scale of integers is 2^(bits − 1). The container's bits for PCM
    /// (24-bit for 20 valid bits in 3 bytes), 16 for companded and ADPCM samples.
    /// </summary>
    public required int BitsPerSample { get; init; }

    /// <summary>Bits that the header calls valid, 1 to <see cref="BitsPerSample"/>: for information, never for scaling.</summary>
    public int ValidBitsPerSample { get => field == 0 ? BitsPerSample : field; init; }

    /// <summary>Sampling rate in Hz, 1 to 2^32 − 1.</summary>
    public required double Rate { get; init; }

    /// <summary>Number of channels, 1 to 1024.</summary>
    public required int Channels { get; init; }

    /// <summary>Number of frames that can be read: measured, not claimed.</summary>
    public required long Frames { get; init; }

    /// <summary>Speaker positions as the bits of dwChannelMask; 0 where the file does not say. Channels are never reordered by it.</summary>
    public uint ChannelMask { get; init; }

    /// <summary>True where samples are integers, so that <c>int</c> (and <c>short</c> up to 16 bits) can be read unscaled.</summary>
    public bool IsInteger => Encoding is not (AudioEncoding.IeeeFloat or AudioEncoding.Mp3 or AudioEncoding.Mixed);

    /// <summary>Length of the recording to the nearest 100 ns, at most <see cref="TimeSpan.MaxValue"/>; that of an array over it.</summary>
    public TimeSpan Duration => Signal.TimeAt(Frames, Rate);
}
