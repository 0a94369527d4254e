using System.Text;
using System.Text.Unicode;

namespace AudioIO;

/// <summary>Text of chunks: the standards say ASCII, writers use UTF-8 or the code page of Western Windows.</summary>
internal static class ChunkText
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The text before the first NUL, without trailing white space: UTF-8 if it is valid, else Windows-1252.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return DecodeAll(end < 0 ? bytes : bytes[..end]).TrimEnd();
    }

    /// <summary>All bytes, without a byte order mark: UTF-8 if it is valid, else Windows-1252.</summary>
    public static string DecodeAll(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Windows1252.GetString(bytes);
    }

    /// <summary>Four characters, one per byte, whatever the bytes are.</summary>
    public static string Id(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
