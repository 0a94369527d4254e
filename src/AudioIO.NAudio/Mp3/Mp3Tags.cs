using System.Buffers.Binary;
using System.Globalization;

namespace AudioIO;

/// <summary>
/// Tags that stand behind the Mp3Frames of a file or, where files were put together, between them: ID3v1 (with its extension), ID3v2, APEv1 and
/// APEv2, Lyrics3v2. They are passed over.
/// </summary>
internal static class Mp3Tags
{
    /// <summary>Bytes at the beginning of a tag that tell its length.</summary>
    public const int HeadBytes = 32;

    private const int Id3v1Bytes = 128;
    private const int ExtendedId3v1Bytes = 227;
    private const int LyricsFooterBytes = 15; // six digits and the closing word

    /// <summary>Length in bytes of the tag that begins here; 0 where none does.</summary>
    /// <param name="bytes">Bytes from the beginning of the tag on, <see cref="HeadBytes"/> where the file has as many.</param>
    public static long Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("TAG+"u8)) return ExtendedId3v1Bytes;
        if (bytes.StartsWith("TAG"u8)) return Id3v1Bytes;
        if (bytes.StartsWith("ID3"u8)) return Id3v2(bytes);
        return bytes.StartsWith("APETAGEX"u8) ? Ape(bytes) : 0;
    }

    /// <summary>True where a Lyrics3v2 tag begins: only its end tells how long it is.</summary>
    public static bool IsLyrics(ReadOnlySpan<byte> bytes) => bytes.StartsWith("LYRICSBEGIN"u8);

    /// <summary>Length of the Lyrics3v2 tag; 0 where its end does not lie within the bytes.</summary>
    public static int LyricsLength(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("LYRICS200"u8);
        if (end < LyricsFooterBytes - 9) return 0;
        ReadOnlySpan<byte> digits = bytes.Slice(end - 6, 6);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size == end - 6 ? end + 9 : 0;
    }

    // ID3v2.4.0 §3.1: version, flags, size of 4 × 7 bits without header and footer; the size is that after unsynchronisation.
    private static long Id3v2(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 10 || ((bytes[6] | bytes[7] | bytes[8] | bytes[9]) & 0x80) != 0) return 0;
        int size = (bytes[6] << 21) | (bytes[7] << 14) | (bytes[8] << 7) | bytes[9];
        return 10 + size + ((bytes[5] & 0x10) != 0 ? 10 : 0);
    }

    // APEv2: version, size of items and footer without the header, number of items, flags: bit 31 a header, bit 29 this is it.
    private static long Ape(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 24) return 0;
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]), flags = BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]);
        bool isHeader = (flags & 0x2000_0000) != 0;
        // A footer on its own is what is left of a tag whose beginning was not met: the items before it were no Mp3Frames.
        return isHeader ? 32L + size : 32;
    }
}
