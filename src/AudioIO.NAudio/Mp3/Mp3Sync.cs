namespace AudioIO;

/// <summary>
/// Tells Mp3Frames from bytes that look like one: a header is believed where the Mp3Frames that it announces are there, too.
/// </summary>
internal static class Mp3Sync
{
    /// <summary>Bytes behind a position that decide about it: two whole Mp3Frames and the header of a third one.</summary>
    public const int LookedAtBytes = (2 * Mp3Header.MaxFrameBytes) + Mp3Header.Length;

    /// <summary>Mp3Frames that have to follow a header which nothing else speaks for.</summary>
    private const int Followers = 2;

    /// <summary>Where the first Mp3Frame begins in the first bytes of a content.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isWhole">True where the content has no more bytes.</param>
    /// <returns>Its offset, or −1.</returns>
    public static int FindFirst(ReadOnlySpan<byte> head, bool isWhole)
    {
        int found = Find(head, 0, isWhole, null);
        // A content that begins with a header begins with an Mp3Frame, though the one behind it may be damaged: what follows speaks for it.
        if (found != 0 && Mp3Header.TryParse(head, out Mp3Header first))
        {
            if (found > 0 && Mp3Header.TryParse(head[found..], out Mp3Header other) && first.Continues(other)) return 0;
            if (found < 0 && isWhole && head.Length <= first.FrameBytes + Mp3Header.Length) return 0;
        }
        return found;
    }

    /// <summary>The first offset at which an Mp3Frame begins.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <param name="start">First offset that counts.</param>
    /// <param name="isWhole">True where the audio ends with these bytes.</param>
    /// <param name="stream">A header of the stream that it has to belong to; null for any.</param>
    /// <returns>The offset, or −1 where there is none that these bytes can decide about.</returns>
    public static int Find(ReadOnlySpan<byte> bytes, int start, bool isWhole, Mp3Header? stream)
    {
        for (int offset = start; offset < bytes.Length; offset++)
        {
            int next = bytes[offset..].IndexOf((byte)0xFF);
            if (next < 0) return -1;
            offset += next;
            if (!isWhole && bytes.Length - offset < LookedAtBytes) return -1;
            if (IsFrame(bytes[offset..], stream)) return offset;
        }
        return -1;
    }

    private static bool IsFrame(ReadOnlySpan<byte> bytes, Mp3Header? stream)
    {
        if (!Mp3Header.TryParse(bytes, out Mp3Header header) || stream?.Continues(header) == false) return false;
        Mp3Header last = header;
        for (int i = 0; i < Followers; i++)
        {
            if (bytes.Length < last.FrameBytes) return false;
            bytes = bytes[last.FrameBytes..];
            // At the end of the audio, and before a tag, nothing follows.
            if (bytes.Length < Mp3Header.Length || Mp3Tags.Length(bytes) > 0) return i > 0 || stream is not null;
            if (!Mp3Header.TryParse(bytes, out last) || !header.Continues(last)) return false;
        }
        return true;
    }
}
