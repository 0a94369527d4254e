using System.Numerics;

namespace AudioIO;

/// <summary>How the two subframes of a stereo FlacFrame are related (RFC 9639 §9.1.3).</summary>
internal enum FlacStereoMode : byte
{
    /// <summary>Every subframe is a channel.</summary>
    Independent,

    /// <summary>Left, and left − right.</summary>
    LeftSide,

    /// <summary>Left − right, and right.</summary>
    SideRight,

    /// <summary>(left + right) / 2 rounded down, and left − right.</summary>
    MidSide,
}

/// <summary>The header of a FlacFrame (RFC 9639 §9.1), its CRC-8 checked.</summary>
internal readonly struct FlacFrameHeader
{
    /// <summary>Fixed part 4, coded number 7, uncommon block size 2, uncommon rate 2, CRC-8 1.</summary>
    public const int MaxLength = 16;

    /// <summary>Fixed part 4, coded number 1, CRC-8 1.</summary>
    public const int MinLength = 6;

    private const int MaxBlockSize = 65535;

    /// <summary>Bytes of the smallest FlacFrame: header 6, one constant subframe of 8 bits 2, footer 2.</summary>
    public const int SmallestFrameBytes = 10;

    /// <summary>Length in bytes, 6 to 16.</summary>
    public int Length { get; private init; }

    /// <summary>True where the coded number counts frames of sound, false where it counts FlacFrames (before 2007: either).</summary>
    public bool VariableBlockSize { get; private init; }

    /// <summary>0 to 2^36 − 1; 0 to 2^31 − 1 where it counts FlacFrames.</summary>
    public long CodedNumber { get; private init; }

    /// <summary>Frames in the block, 1 to 65535.</summary>
    public int BlockSize { get; private init; }

    /// <summary>Number of channels, 1 to 8.</summary>
    public int Channels { get; private init; }

    public FlacStereoMode StereoMode { get; private init; }

    /// <summary>Sampling rate in Hz; 0 where STREAMINFO has it.</summary>
    public int Rate { get; private init; }

    /// <summary>Bits per sample; 0 where STREAMINFO has it.</summary>
    public int BitsPerSample { get; private init; }

    /// <summary>Parses the header at the beginning of <paramref name="bytes"/>; false where there is none, or none that is whole.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out FlacFrameHeader header) =>
        TryParse(bytes, MaxBlockSize, out header);

    /// <summary>True where the header is right but for its block of 65536 frames, which some encoders have written.</summary>
    public static bool HasForbiddenBlockSize(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, MaxBlockSize + 1, out FlacFrameHeader header) && header.BlockSize > MaxBlockSize;

    private static bool TryParse(ReadOnlySpan<byte> bytes, int maxBlockSize, out FlacFrameHeader header)
    {
        header = default;
        // Fifteen bits 111111111111100, then the blocking strategy. The lowest bit of the fourth byte is reserved and 0.
        if (bytes.Length < MinLength || bytes[0] != 0xFF || (bytes[1] & 0xFE) != 0xF8 || (bytes[3] & 1) != 0) return false;
        bool variable = (bytes[1] & 1) != 0;
        int position = 4;
        if (!TryParseCodedNumber(bytes, ref position, out long number)
            || !TryParseBlockSize(bytes, bytes[2] >> 4, ref position, out int blockSize)
            || !TryParseRate(bytes, bytes[2] & 0xF, ref position, out int rate)
            || blockSize > maxBlockSize
            || position >= bytes.Length)
        {
            return false;
        }
        int assignment = bytes[3] >> 4;
        int bits = BitsOf((bytes[3] >> 1) & 0x7);
        if (assignment > 10 || bits < 0 || FlacCrc8.Compute(bytes[..position]) != bytes[position]) return false;
        header = new FlacFrameHeader
        {
            Length = position + 1,
            VariableBlockSize = variable,
            CodedNumber = number,
            BlockSize = blockSize,
            Rate = rate,
            Channels = assignment < 8 ? assignment + 1 : 2,
            StereoMode = assignment < 8 ? FlacStereoMode.Independent : (FlacStereoMode)(assignment - 7),
            BitsPerSample = bits,
        };
        return true;
    }

    /// <summary>
    /// RFC 9639 §9.1.5: the scheme of UTF-8, extended to 7 bytes and 36 bits. FlacFrame numbers end at 31 bits, but
    /// before 2007 frames of sound were counted under the same bit.
    /// </summary>
    private static bool TryParseCodedNumber(ReadOnlySpan<byte> bytes, ref int position, out long number)
    {
        int lead = bytes[position++];
        number = lead;
        if (lead < 0x80) return true;
        // The leading ones count the bytes of the code, 2 to 7; the lead itself keeps 7 − count bits.
        int count = BitOperations.LeadingZeroCount(~((uint)lead << 24));
        if (count < 2 || count > 7 || bytes.Length - position < count - 1) return false;
        number = lead & ((1 << (7 - count)) - 1);
        for (int i = 1; i < count; i++)
        {
            int next = bytes[position++];
            if ((next & 0xC0) != 0x80) return false;
            number = (number << 6) | (long)(next & 0x3F);
        }
        return true;
    }

    /// <summary>RFC 9639 §9.1.1, §9.1.6. Code 0 is reserved; a block of 65536 frames can be written, but is forbidden.</summary>
    private static bool TryParseBlockSize(ReadOnlySpan<byte> bytes, int code, ref int position, out int blockSize)
    {
        blockSize = code switch
        {
            1 => 192,
            >= 2 and <= 5 => 144 << code,
            >= 8 => 1 << code,
            _ => 0,
        };
        if (code is 6 or 7)
        {
            int count = code - 5;
            if (bytes.Length - position < count) return false;
            blockSize = (count == 1 ? bytes[position] : (bytes[position] << 8) | bytes[position + 1]) + 1;
            position += count;
        }
        return blockSize > 0;
    }

    /// <summary>RFC 9639 §9.1.2, §9.1.7. Code 15 is forbidden.</summary>
    private static bool TryParseRate(ReadOnlySpan<byte> bytes, int code, ref int position, out int rate)
    {
        rate = code switch
        {
            1 => 88200,
            2 => 176400,
            3 => 192000,
            4 => 8000,
            5 => 16000,
            6 => 22050,
            7 => 24000,
            8 => 32000,
            9 => 44100,
            10 => 48000,
            11 => 96000,
            _ => 0,
        };
        int count = code switch
        {
            12 => 1,
            13 or 14 => 2,
            _ => 0,
        };
        if (code == 15 || bytes.Length - position < count) return false;
        if (code == 12) rate = 1000 * bytes[position];
        if (code >= 13) rate = ((bytes[position] << 8) | bytes[position + 1]) * (code == 14 ? 10 : 1);
        position += count;
        return code < 12 || rate > 0;
    }

    /// <summary>RFC 9639 §9.1.4. Code 3 is reserved.</summary>
    private static int BitsOf(int code)
    {
        ReadOnlySpan<sbyte> bits = [0, 8, 12, -1, 16, 20, 24, 32];
        return bits[code];
    }
}
