using System.Text;
using System.Text.Unicode;

namespace AudioIO;

/// <summary>Text of chunks: the standards say ASCII, writers use UTF-8, UTF-16, a code page that they name, or Windows-1252.</summary>
internal static class ChunkText
{
    // The provider is asked directly: registering it would change what Encoding.GetEncoding gives to the whole program.
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text before the first NUL, without trailing white space; see <see cref="DecodeAll"/>.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, Encoding? codePage = null)
    {
        if (Utf16(bytes) is { } utf16) return BeforeNul(utf16);
        int end = bytes.IndexOf((byte)0);
        return DecodeAll(end < 0 ? bytes : bytes[..end], codePage).TrimEnd();
    }

    /// <summary>
    /// All bytes, without a byte order mark: UTF-16 behind its mark, UTF-8 if it is valid, else the code page, else Windows-1252. Pairs of
    /// bytes are valid UTF-8 by chance in code pages of two bytes a letter; longer sequences are not, and writers name a code page over
    /// UTF-8, too.
    /// </summary>
    /// <param name="bytes">The text.</param>
    /// <param name="codePage">The code page that the file names; null where it names none.</param>
    public static string DecodeAll(ReadOnlySpan<byte> bytes, Encoding? codePage = null)
    {
        if (Utf16(bytes) is { } utf16) return utf16;
        bool isMarked = bytes.StartsWith(Encoding.UTF8.Preamble);
        if (isMarked) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        bool isUtf8 = Utf8.IsValid(bytes);
        if (isUtf8 && !isMarked && codePage is { IsSingleByte: false })
        {
            // 0xE0 and above begin sequences of three and four bytes.
            bool hasPairsAlone = bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F) && !bytes.ContainsAnyInRange((byte)0xE0, (byte)0xFF);
            if (hasPairsAlone) return codePage.GetString(bytes);
        }
        return isUtf8 ? Encoding.UTF8.GetString(bytes) : (codePage ?? Windows1252).GetString(bytes);
    }

    /// <summary>Four characters, one per byte, whatever the bytes are.</summary>
    public static string Id(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>The encoding of a Windows code page; null where it is UTF-8, ASCII, none or unknown.</summary>
    /// <param name="number">Number of the code page.</param>
    /// <param name="isKnown">False if there is no such code page.</param>
    public static Encoding? CodePage(int number, out bool isKnown)
    {
        Encoding? encoding = CodePagesEncodingProvider.Instance.GetEncoding(number);
        // 0 stands for the one of the system, whichever that was.
        isKnown = encoding is not null || number is 0 or 20127 or 28591 or 65001;
        return number == 0 ? null : encoding;
    }

    private static string? Utf16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
        _ => null,
    };

    private static string BeforeNul(string text)
    {
        int end = text.IndexOf('\0', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd();
    }
}
