using System.Buffers.Binary;
using NLayer;

namespace AudioIO;

/// <summary>
/// The four bytes that an Mp3Frame begins with (ISO/IEC 11172-3 §2.4.2.3 and 13818-3 §2.4.2.3; MPEG 2.5 halves the rates once more). Layer III
/// with a stated bit rate alone: everything else is no header here.
/// </summary>
internal readonly record struct Mp3Header
{
    /// <summary>Bytes of the header.</summary>
    public const int Length = 4;

    /// <summary>Bytes of the longest Mp3Frame: 320 kbit/s at 32 kHz or 160 kbit/s at 8 kHz, with a byte of padding.</summary>
    public const int MaxFrameBytes = 1441;

    private const uint SyncMask = 0xFFE0_0000;
    private const uint LayerMask = 0x0006_0000;
    private const uint LayerIII = 0x0002_0000;
    private const uint RateBits = 0x0000_F000;

    /// <summary>Version, layer and sampling rate: what never changes within a stream.</summary>
    private const uint StreamMask = SyncMask | 0x0018_0000 | LayerMask | 0x0000_0C00;

    private static readonly ushort[] Version1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    private static readonly ushort[] Version2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

    private readonly uint _bits;

    private Mp3Header(uint bits) => _bits = bits;

    public MpegVersion Version => ((_bits >> 19) & 3) switch
    {
        3 => MpegVersion.Version1,
        2 => MpegVersion.Version2,
        _ => MpegVersion.Version25,
    };

    public bool IsVersion1 => Version == MpegVersion.Version1;

    /// <summary>Sampling rate in Hz.</summary>
    public int Rate => SamplingRate(_bits);

    /// <summary>Index of the sampling rate as the header has it.</summary>
    public int RateIndex => (int)(_bits >> 10) & 3;

    /// <summary>Bits per second, 8000 to 320000.</summary>
    public int BitRate => 1000 * (IsVersion1 ? Version1 : Version2)[BitRateIndex];

    /// <summary>Index of the bit rate as the header has it, 1 to 14.</summary>
    public int BitRateIndex => (int)(_bits >> 12) & 15;

    public MpegChannelMode Mode => (MpegChannelMode)((_bits >> 6) & 3);

    /// <summary>How the channels of joint stereo depend on each other.</summary>
    public int ModeExtension => (int)(_bits >> 4) & 3;

    /// <summary>True where the second channel is, above some frequency, the first one at another place.</summary>
    public bool HasIntensityStereo => Mode == MpegChannelMode.JointStereo && (ModeExtension & 1) != 0;

    public int Channels => Mode == MpegChannelMode.Mono ? 1 : 2;

    /// <summary>True where two bytes of CRC follow the header.</summary>
    public bool HasCrc => (_bits & 0x0001_0000) == 0;

    /// <summary>Frames of sound: 1152, or 576 of the lower sampling rates.</summary>
    public int FrameCount => IsVersion1 ? 1152 : 576;

    /// <summary>Bytes of the whole Mp3Frame, 24 to <see cref="MaxFrameBytes"/>.</summary>
    public int FrameBytes => (FrameCount / 8 * BitRate / Rate) + ((int)(_bits >> 9) & 1);

    /// <summary>Bytes of an Mp3Frame on average, where all have this bit rate.</summary>
    public double MeanFrameBytes => FrameCount / 8.0 * BitRate / Rate;

    /// <summary>Bytes of the side information behind header and CRC.</summary>
    public int SideInfoBytes => IsVersion1 ? (Channels == 1 ? 17 : 32) : (Channels == 1 ? 9 : 17);

    /// <summary>Where the side information begins.</summary>
    public int SideInfoOffset => Length + (HasCrc ? 2 : 0);

    /// <summary>Where the part of the main data begins that lies in this Mp3Frame.</summary>
    public int MainDataOffset => SideInfoOffset + SideInfoBytes;

    /// <summary>The two bytes of the header that a CRC covers.</summary>
    public ushort Protected => (ushort)_bits;

    /// <summary>Parses a header.</summary>
    /// <param name="bytes">Bytes that may be one.</param>
    /// <param name="header">The header.</param>
    /// <returns>False where there are fewer than four bytes, or they are none.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out Mp3Header header)
    {
        bool isHeader = TryBits(bytes, out uint bits) && (bits & RateBits) != 0;
        header = isHeader ? new Mp3Header(bits) : default;
        return isHeader;
    }

    /// <summary>True where bytes are a header whose bit rate is not stated (free format), and such a header follows.</summary>
    public static bool IsFreeFormat(ReadOnlySpan<byte> head)
    {
        if (!TryBits(head, out uint first) || (first & RateBits) != 0) return false;
        for (int i = Length; i <= head.Length - Length; i++)
        {
            if (head[i] == 0xFF && TryBits(head[i..], out uint next) && (next & (StreamMask | RateBits)) == (first & (StreamMask | RateBits))) return true;
        }
        return false;
    }

    /// <summary>True where another header belongs to the same stream: version, rate and number of channels are the same.</summary>
    public bool Continues(Mp3Header other) => ((_bits ^ other._bits) & StreamMask) == 0 && Channels == other.Channels;

    private static bool TryBits(ReadOnlySpan<byte> bytes, out uint bits) =>
        BinaryPrimitives.TryReadUInt32BigEndian(bytes, out bits)
        && (bits & SyncMask) == SyncMask
        && (bits & LayerMask) == LayerIII
        && (bits & RateBits) != RateBits // no such bit rate
        && SamplingRate(bits) != 0;

    private static int SamplingRate(uint bits)
    {
        int rate = ((bits >> 10) & 3) switch { 0 => 44_100, 1 => 48_000, 2 => 32_000, _ => 0 };
        return ((bits >> 19) & 3) switch { 3 => rate, 2 => rate / 2, 0 => rate / 4, _ => 0 };
    }
}
