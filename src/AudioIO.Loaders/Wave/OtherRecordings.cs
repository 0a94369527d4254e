using System.Buffers;

namespace AudioIO;

/// <summary>
/// Whole recordings behind another one in the same file: recorders that lose track of their files write them so, and tools that cut and join.
/// </summary>
internal static class OtherRecordings
{
    /// <summary>
    /// Bytes of audio of a length that was never finished in which another recording is looked for: a recorder that dies and begins again dies
    /// soon. Such a file is searched at every look, so that this is a cost, too. One that begins behind them is read as sound: no size leads to it,
    /// its place may be any, and to find it all of the file would have to be read, which opening must not.
    /// </summary>
    private const int SearchedBytes = 4 << 20;

    private const int HeadBytes = 48;

    // RIFF, RIFX and RF64; BW64; riff of Wave64; fLaC.
    private static readonly SearchValues<byte> FirstBytes = SearchValues.Create("RBrf"u8);

    /// <summary>What begins at a position behind audio, where it is a whole recording of its own; null for anything else.</summary>
    public static string? At(HeaderReader file, long position) => At(file.Peek(position, HeadBytes));

    /// <summary>Where another recording begins in the first bytes of audio that has no end; <paramref name="end"/> where none does.</summary>
    /// <param name="file">The file.</param>
    /// <param name="audio">Position of the first byte of audio.</param>
    /// <param name="end">Position behind the last.</param>
    public static long Begin(HeaderReader file, long audio, long end)
    {
        // At most what is searched.
        int length = (int)Math.Clamp(end - audio, 0, SearchedBytes);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            ReadOnlySpan<byte> bytes = rented.AsSpan(0, file.Read(audio, rented.AsSpan(0, length)));
            for (int i = 0; i < bytes.Length; i++)
            {
                int next = bytes[i..].IndexOfAny(FirstBytes);
                if (next < 0) break;
                i += next;
                if (IsCertain(bytes[i..Math.Min(i + HeadBytes, bytes.Length)])) return audio + i;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
        return end;
    }

    private static string? At(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("fLaC"u8)) return "FLAC";
        return WaveContainer.Recognize(head) is { } other && head.Length >= other.HeaderLength ? other.Name : null;
    }

    /// <summary>Within sound four bytes are not enough: a header of FLAC, or two marks of eight bytes and a chunk behind them.</summary>
    private static bool IsCertain(ReadOnlySpan<byte> head)
    {
        if (At(head) is null || head.Length < HeadBytes) return false;
        // The first block is STREAMINFO of 34 bytes (RFC 9639 §8.1).
        if (head[0] == 'f') return (head[4] & 0x7F) == 0 && head[5..8].SequenceEqual<byte>([0, 0, 34]);
        ReadOnlySpan<byte> id = head.Slice(head[0] == 'r' ? 40 : 12, 4);
        return !id.ContainsAnyExceptInRange((byte)' ', (byte)'~');
    }
}
