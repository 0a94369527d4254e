using System.Buffers.Binary;
using System.Text;

namespace AudioIO;

/// <summary>
/// What encoders say in a first Mp3Frame that holds no sound: the tags <c>Xing</c> and <c>Info</c>, with the extension that LAME brought, and
/// <c>VBRI</c>. Their seek tables are not used.
/// </summary>
/// <param name="Name">The tag: Xing, Info or VBRI.</param>
/// <param name="FrameCount">Mp3Frames behind this one, as claimed; null where the tag does not say.</param>
/// <param name="Encoder">What made the file, as it calls itself; empty where the tag does not say.</param>
/// <param name="Delay">Frames of sound that the encoder put before the recording; null where the tag does not say.</param>
/// <param name="Padding">Frames of sound that the encoder put behind the recording, the delay of decoders included.</param>
internal sealed record Mp3InfoTag(string Name, long? FrameCount, string Encoder, int? Delay, int Padding)
{
    /// <summary>
    /// Frames of sound by which a decoder comes later than the encoder assumes: 528 of the filter bank and the overlap, and one.
    /// </summary>
    public const int DecoderDelay = 529;

    private const int EncoderBytes = 9;
    private const int DelayOffset = 21; // from the name of the encoder on

    /// <summary>Frames of sound at the beginning that are no recording.</summary>
    public int SkippedFrames => Delay is { } delay ? delay + DecoderDelay : 0;

    /// <summary>Frames of sound at the end that are no recording: as much of the padding as the decoder's delay leaves.</summary>
    public int PaddedFrames => Delay is null ? 0 : Math.Max(0, Padding - DecoderDelay);

    /// <summary>The tag in an Mp3Frame; null where it holds none.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="frame">The whole of it.</param>
    public static Mp3InfoTag? Parse(Mp3Header header, ReadOnlySpan<byte> frame)
    {
        // Behind the side information; some encoders forget the CRC when they count.
        foreach (int offset in (ReadOnlySpan<int>)[header.MainDataOffset, Mp3Header.Length + header.SideInfoBytes])
        {
            ReadOnlySpan<byte> tag = frame[Math.Min(offset, frame.Length)..];
            if (tag.StartsWith("Xing"u8) || tag.StartsWith("Info"u8)) return Xing(tag);
        }
        const int VbriOffset = 36; // always, as if it were behind the side information of stereo
        return frame.Length >= VbriOffset + 18 && frame[VbriOffset..].StartsWith("VBRI"u8)
            ? new Mp3InfoTag("VBRI", BinaryPrimitives.ReadUInt32BigEndian(frame[(VbriOffset + 14)..]), "", null, 0)
            : null;
    }

    private static Mp3InfoTag Xing(ReadOnlySpan<byte> tag)
    {
        string name = Encoding.ASCII.GetString(tag[..4]);
        if (tag.Length < 8) return new Mp3InfoTag(name, null, "", null, 0);
        uint flags = BinaryPrimitives.ReadUInt32BigEndian(tag[4..]);
        int position = 8;
        long? frames = (flags & 1) != 0 && tag.Length >= position + 4 ? BinaryPrimitives.ReadUInt32BigEndian(tag[position..]) : null;
        if ((flags & 1) != 0) position += 4;
        if ((flags & 2) != 0) position += 4; // bytes
        if ((flags & 4) != 0) position += 100; // seek table
        if ((flags & 8) != 0) position += 4; // quality
        if (tag.Length < position + DelayOffset + 3) return new Mp3InfoTag(name, frames, "", null, 0);
        ReadOnlySpan<byte> lame = tag[position..];
        string encoder = Encoding.Latin1.GetString(lame[..EncoderBytes]).TrimEnd('\0', ' ');
        // Others leave these bytes undefined.
        bool hasDelay = encoder.StartsWith("LAME", StringComparison.Ordinal) || encoder.StartsWith("Lavf", StringComparison.Ordinal)
            || encoder.StartsWith("Lavc", StringComparison.Ordinal);
        if (!hasDelay) return new Mp3InfoTag(name, frames, "", null, 0);
        // 12 bits each.
        int delays = (lame[DelayOffset] << 16) | (lame[DelayOffset + 1] << 8) | lame[DelayOffset + 2];
        return new Mp3InfoTag(name, frames, encoder, delays >> 12, delays & 0xFFF);
    }
}
