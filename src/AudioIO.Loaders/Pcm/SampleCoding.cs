namespace AudioIO;

/// <summary>How the samples of a WAV file are stored: everything that decoding needs to know.</summary>
internal sealed record SampleCoding
{
    public required AudioEncoding Encoding { get; init; }

    public required int Channels { get; init; }

    /// <summary>Bits of a decoded sample: the scale of integers is 2^(bits − 1).</summary>
    public required int BitsPerSample { get; init; }

    /// <summary>Bits that the header calls valid, 1 to <see cref="BitsPerSample"/>.</summary>
    public required int ValidBits { get; init; }

    /// <summary>Bytes of a stored sample, 1 to 8; 0 for ADPCM.</summary>
    public int BytesPerSample { get; init; }

    /// <summary>True where the most significant byte of a sample comes first.</summary>
    public bool BigEndian { get; init; }

    /// <summary>Bytes of a frame; of a block of ADPCM.</summary>
    public required int BlockBytes { get; init; }

    /// <summary>Frames of a block of ADPCM, 1 for everything else.</summary>
    public int FramesPerBlock { get; init; } = 1;

    /// <summary>Coefficients of Microsoft ADPCM, two for each set.</summary>
    public short[] Coefficients { get; init; } = [];

    public bool IsAdpcm => Encoding is AudioEncoding.ImaAdpcm or AudioEncoding.MsAdpcm;
}
