using System.Text;

namespace AudioIO;

/// <summary>Says what a file is that is no WAV or FLAC recording, by the signatures that people meet.</summary>
internal static class ForeignContent
{
    private static readonly (byte[] Signature, int Offset, string Name)[] Signatures =
    [
        (Ascii("FORM"), 0, "an IFF file"),
        (Ascii(".snd"), 0, "a Sun/NeXT AU file"),
        (Ascii("caff"), 0, "an Apple Core Audio Format (CAF) file"),
        (Ascii("wvpk"), 0, "a WavPack file"),
        (Ascii("MAC "), 0, "a Monkey's Audio file"),
        (Ascii("TTA1"), 0, "a True Audio file"),
        (Ascii("ajkg"), 0, "a Shorten file"),
        (Ascii("WAAC"), 0, "a compressed file of Wildlife Acoustics (WAC); their Kaleidoscope turns it into WAV"),
        (Ascii("X3ARCHIV"), 0, "an X3 archive; its program turns it into WAV"),
        (Ascii("NIST_1A"), 0, "a NIST SPHERE file"),
        (Ascii("MPCK"), 0, "a Musepack file"),
        (Ascii("MP+"), 0, "a Musepack file"),
        (Ascii("DSD "), 0, "a DSF (DSD) file"),
        (Ascii("FRM8"), 0, "a DSDIFF file"),
        (Ascii("#!AMR"), 0, "an AMR file"),
        (Ascii("ADIF"), 0, "AAC in ADIF"),
        (Ascii("MThd"), 0, "a MIDI file"),
        (Ascii("ID3"), 0, "an ID3v2 tag that is cut off"),
        ([0x1A, 0x45, 0xDF, 0xA3], 0, "a Matroska or WebM file"),
        ([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], 0, "an ASF or Windows Media file"),
        ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], 0, "an HDF5 file"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], 0, "a JPEG picture"),
        (Ascii("GIF8"), 0, "a GIF picture"),
        ([0x49, 0x49, 0x2A, 0x00], 0, "a TIFF picture"),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, "a TIFF picture"),
        (Ascii("%PDF"), 0, "a PDF document"),
        ([0x50, 0x4B, 0x03, 0x04], 0, "a ZIP archive"),
        ([0x50, 0x4B, 0x05, 0x06], 0, "an empty ZIP archive"),
        ([0x1F, 0x8B], 0, "gzip-compressed data"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], 0, "xz-compressed data"),
        ([0x28, 0xB5, 0x2F, 0xFD], 0, "zstd-compressed data"),
        (Ascii("BZh"), 0, "bzip2-compressed data"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "a 7-Zip archive"),
        (Ascii("ustar"), 257, "a tar archive"),
        (Ascii("SQLite format 3\0"), 0, "an SQLite database"),
        ([0x7F, 0x45, 0x4C, 0x46], 0, "an ELF program"),
        ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], 0, "a NumPy array"),
        (Ascii("MATLAB 5.0"), 0, "a MATLAB file"),
        ([0xFF, 0xFE], 0, "UTF-16 text"),
        (Ascii("version https://git-lfs"), 0, "a Git LFS pointer; the recording itself was not fetched"),
    ];

    /// <summary>Messages travel into logs and reports: they quote no more of a stranger's file than names it.</summary>
    private const int QuotedBytes = 4;

    /// <summary>Bytes that tell what a file is.</summary>
    private const int LookedAtBytes = 512;

    /// <summary>Zeros that no recording begins with.</summary>
    private const int WipedBytes = 12;

    /// <summary>The content in words.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="start">Position of <paramref name="head"/> in bytes from the start of the file.</param>
    /// <param name="length">Length of the file in bytes.</param>
    /// <param name="path">Path of the file: a hint in the message where nothing in the content tells.</param>
    public static string Describe(ReadOnlySpan<byte> head, long start, long length, string? path = null)
    {
        if (head.IsEmpty) return "nothing but an ID3v2 tag";
        if (head.Length > LookedAtBytes) head = head[..LookedAtBytes];
        if (head.IndexOfAnyExcept((byte)0) < 0)
        {
            bool isAll = start + head.Length == length;
            return isAll ? "nothing but zeros" : $"zeros in the first {head.Length} of {length} bytes (a lost or preallocated file)";
        }
        int zeros = head.IndexOfAnyExcept((byte)0);
        if (zeros >= WipedBytes) return $"a header wiped to zeros: the first {zeros} of {length} bytes";
        if (head.StartsWith(Wave64Guids.Riff)) return "a Wave64 file of another form than WAVE";
        if (head.Length >= 12 && IsRiff(head)) return Riff(Text(head.Slice(8, 4)));
        if (head.StartsWith("OggS"u8)) return Ogg(head);
        if (head.StartsWith("FORM"u8) && head.Length >= 12 && head.Slice(8, 3).SequenceEqual("AIF"u8)) return "an AIFF file";
        if (head.Length >= 12 && head.Slice(4, 4).SequenceEqual("ftyp"u8)) return $"an MP4 or M4A file (brand '{Text(head.Slice(8, 4))}')";
        foreach ((byte[] signature, int offset, string name) in Signatures)
        {
            if (head.Length >= offset + signature.Length && head[offset..].StartsWith(signature)) return name;
        }
        if (head.Length >= 2 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0) return Mpeg(head[1]);
        return Prose(head) ??
            $"bytes {Convert.ToHexString(head[..Math.Min(head.Length, QuotedBytes)])} that are no known signature{Hint(path)}";
    }

    // Formats of recorders that have no signature of their own.
    private static string Hint(string? path) => Path.GetExtension(path)?.ToUpperInvariant() switch
    {
        ".SUD" => " (files named .sud are compressed ones of SoundTrap, which its host program turns into WAV)",
        ".W4V" => " (files named .w4v are compressed ones of Wildlife Acoustics, which their Kaleidoscope turns into WAV)",
        ".WAC" => " (files named .wac are compressed ones of Wildlife Acoustics, which their Kaleidoscope turns into WAV)",
        _ => "",
    };

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static bool IsRiff(ReadOnlySpan<byte> head) =>
        head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8);

    private static string Riff(string form) => form switch
    {
        "AVI " => "an AVI video (RIFF form 'AVI ')",
        "WEBP" => "a WebP picture (RIFF form 'WEBP')",
        "RMID" => "a MIDI file (RIFF form 'RMID')",
        "sfbk" => "a SoundFont (RIFF form 'sfbk')",
        _ => $"a RIFF file of form '{form}'",
    };

    // RFC 3533: the page header has 27 bytes and a table of one length for each segment; the first packet names the codec.
    private static string Ogg(ReadOnlySpan<byte> head)
    {
        if (head.Length < 28) return "an Ogg file";
        int packet = 27 + head[26];
        ReadOnlySpan<byte> first = packet < head.Length ? head[packet..] : [];
        if (first.StartsWith("\x7F"u8) && first[1..].StartsWith("FLAC"u8)) return "Ogg FLAC (only native FLAC is read)";
        if (first.Length > 7 && first[1..].StartsWith("vorbis"u8)) return "an Ogg Vorbis file";
        if (first.StartsWith("OpusHead"u8)) return "an Ogg Opus file";
        return first.StartsWith("Speex"u8) ? "an Ogg Speex file" : "an Ogg file";
    }

    // ISO/IEC 11172-3 §2.4.2.3: eleven bits sync, two bits version, two bits layer; layer 0 is ADTS (ISO/IEC 13818-7).
    private static string Mpeg(byte second) => ((second >> 1) & 3) switch
    {
        0 => "AAC in ADTS",
        1 => "an MP3 file (MPEG audio layer III)",
        2 => "MPEG audio layer II",
        _ => "MPEG audio layer I",
    };

    private static string? Prose(ReadOnlySpan<byte> head)
    {
        foreach (byte b in head)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F) return null;
        }
        string text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Contains('\uFFFD', StringComparison.Ordinal) && head.Length < 16) return null;
        string quote = text.Length > QuotedBytes ? text[..QuotedBytes] + "…" : text;
        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
        if (text.StartsWith("<!DOCTYPE html", AnyCase) || text.StartsWith("<html", AnyCase)) return "an HTML page (a failed download?)";
        return text.StartsWith("<?xml", StringComparison.Ordinal) ? "an XML file" : $"text that begins \"{quote.ReplaceLineEndings(" ")}\"";
    }

    private static string Text(ReadOnlySpan<byte> characters) =>
        string.Concat(Encoding.Latin1.GetString(characters).Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
