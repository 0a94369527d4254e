using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// What STREAMINFO claims (RFC 9639 §8.2). Only the rate, the channels and the depth are needed to decode, and the frames are asked
/// whether they agree; every other field is a hint that a frame can refute.
/// </summary>
/// <param name="MinBlockSize">Smallest block in frames, the last one excepted.</param>
/// <param name="MaxBlockSize">Largest block in frames.</param>
/// <param name="Rate">Sampling rate in Hz, 0 to 2^20 − 1; 0 is for content that is not audio.</param>
/// <param name="Channels">Number of channels, 1 to 8.</param>
/// <param name="BitsPerSample">Bits per sample, 1 to 32; the format begins at 4.</param>
/// <param name="TotalFrames">Number of frames, 0 to 2^36 − 1; 0 is unknown.</param>
/// <param name="Md5">MD5 of the samples, 16 bytes; all zero is unknown.</param>
internal sealed record FlacStreamInfo(
    int MinBlockSize, int MaxBlockSize, int Rate, int Channels, int BitsPerSample, long TotalFrames, byte[] Md5)
{
    /// <summary>Bytes of the block that the format defines; a longer block is read and its rest ignored.</summary>
    public const int Size = 34;

    /// <summary>Bytes of the largest FlacFrame, 24 bits; 0 is unknown.</summary>
    public int MaxFrameBytes { get; init; }

    /// <summary>True where the encoder stored a checksum of the samples.</summary>
    public bool HasMd5 => Md5.AsSpan().ContainsAnyExcept((byte)0);

    public static FlacStreamInfo Parse(ReadOnlySpan<byte> payload)
    {
        // After two 16-bit block sizes and two 24-bit frame sizes: 20 bits rate, 3 bits channels − 1, 5 bits depth − 1, 36 bits length.
        ulong packed = BinaryPrimitives.ReadUInt64BigEndian(payload[10..]);
        return new FlacStreamInfo(
            BinaryPrimitives.ReadUInt16BigEndian(payload),
            BinaryPrimitives.ReadUInt16BigEndian(payload[2..]),
            (int)(packed >> 44),
            (int)((packed >> 41) & 0x7) + 1,
            (int)((packed >> 36) & 0x1F) + 1,
            (long)(packed & 0xF_FFFF_FFFF),
            payload.Slice(18, 16).ToArray())
        {
            MaxFrameBytes = (int)(BinaryPrimitives.ReadUInt32BigEndian(payload[6..]) & 0xFF_FFFF),
        };
    }
}
