namespace AudioIO;

/// <summary>
/// What every FlacFrame of a stream has in common, as its frames say it. A header that differs is not one of this stream.
/// </summary>
internal sealed record FlacStreamFormat
{
    /// <summary>Largest FlacFrame: STREAMINFO has 24 bits for its bytes (RFC 9639 §8.2).</summary>
    public const int MaxFrameBytes = (1 << 24) - 1;

    public required FlacStreamInfo StreamInfo { get; init; }

    /// <summary>Bits per sample, 4 to 32.</summary>
    public required int BitsPerSample { get; init; }

    /// <summary>Rate in Hz that the headers have; it differs from STREAMINFO's where one of them lies.</summary>
    public required int FrameRate { get; init; }

    public required bool VariableBlockSize { get; init; }

    /// <summary>Frames per block where coded numbers count FlacFrames; 0 where they count frames of sound.</summary>
    public required int NumberedBlockSize { get; init; }

    /// <summary>Largest block in frames, as far as known.</summary>
    public required int MaxBlockSize { get; init; }

    /// <summary>
    /// The number of the recording's first frame: 0, except for a part that was cut out of a longer stream and kept its numbers.
    /// </summary>
    public long FirstFrame { get; init; }

    public int Channels => StreamInfo.Channels;

    /// <summary>
    /// Bytes within which any sound FlacFrame ends that is not larger than its samples: header 16, footer 2, and for each channel one
    /// byte of header, 4 of wasted bits, and samples of one bit more than the depth. 65535 · 33 bits · 8 channels are below 2^22 bytes.
    /// </summary>
    public int VerbatimFrameBytes => 18 + (Channels * (5 + (((MaxBlockSize * (BitsPerSample + 1)) + 7) / 8)));

    /// <summary>True where STREAMINFO says that the recording ends here: it counts from 0, or from the part's first frame.</summary>
    public bool IsAnnouncedEnd(long frame) =>
        frame > 0 && (frame == StreamInfo.TotalFrames || frame + FirstFrame == StreamInfo.TotalFrames);

    public bool Accepts(in FlacFrameHeader header) =>
        HasParameters(header) && header.VariableBlockSize == VariableBlockSize
        && (NumberedBlockSize == 0 || header.BlockSize <= NumberedBlockSize);

    public bool HasParameters(in FlacFrameHeader header) =>
        header.Channels == Channels && BitsOf(header) == BitsPerSample && RateOf(header) == FrameRate;

    /// <summary>
    /// First frame of the block: a number of at most 2^36 · 2^16 = 2^52, less that of the recording's first frame. Below 0 where the
    /// block belongs to the stream before the part.
    /// </summary>
    public long StartFrame(in FlacFrameHeader header) => (header.CodedNumber * Math.Max(NumberedBlockSize, 1)) - FirstFrame;

    public int BitsOf(in FlacFrameHeader header) => header.BitsPerSample == 0 ? StreamInfo.BitsPerSample : header.BitsPerSample;

    public int RateOf(in FlacFrameHeader header) => header.Rate == 0 ? StreamInfo.Rate : header.Rate;

    /// <summary>Bits of a subframe: a side channel has one more than the depth (RFC 9639 §9.2).</summary>
    public int SubframeBits(FlacStereoMode mode, int channel)
    {
        bool side = mode switch
        {
            FlacStereoMode.LeftSide or FlacStereoMode.MidSide => channel == 1,
            FlacStereoMode.SideRight => channel == 0,
            _ => false,
        };
        return BitsPerSample + (side ? 1 : 0);
    }
}
