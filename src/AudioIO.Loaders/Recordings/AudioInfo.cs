namespace AudioIO;

/// <summary>How a file arranges its content.</summary>
public enum AudioContainer
{
    /// <summary>RIFF/WAVE, little-endian, 32-bit sizes.</summary>
    Riff,

    /// <summary>RIFX: RIFF/WAVE in big-endian byte order.</summary>
    Rifx,

    /// <summary>RF64 (EBU Tech 3306): RIFF with 64-bit sizes in a ds64 chunk.</summary>
    Rf64,

    /// <summary>BW64 (ITU-R BS.2088): the same layout as RF64.</summary>
    Bw64,

    /// <summary>Sony Wave64: GUIDs and 64-bit sizes.</summary>
    Wave64,

    /// <summary>Native FLAC (RFC 9639).</summary>
    Flac,

    /// <summary>Raw samples without a header.</summary>
    Raw,

    /// <summary>Several files read as one.</summary>
    Concatenated,
}

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

    /// <summary>Several files that do not all hold integers of the same number of bits: they read as float and double alone.</summary>
    Mixed,
}

/// <summary>What the header of a recording says, as far as it was found true.</summary>
public sealed record AudioInfo
{
    /// <summary>How the file arranges its content.</summary>
    public required AudioContainer Container { get; init; }

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
    public bool IsInteger => Encoding is not (AudioEncoding.IeeeFloat or AudioEncoding.Mixed);

    /// <summary>Length of the recording to the nearest 100 ns, at most <see cref="TimeSpan.MaxValue"/>; that of an array over it.</summary>
    public TimeSpan Duration => new(ClockStarts.Ticks(Frames, Rate));
}
