namespace AudioIO;

/// <summary>
/// Tells Mp3Frames from bytes that look like one: a header is believed where the Mp3Frames that it announces are there, too.
/// </summary>
internal static class Mp3Sync
{
    /// <summary>Bytes behind a position that decide about it: two whole Mp3Frames and the header of a third one.</summary>
    public const int LookedAtBytes = (Followers * Mp3Header.MaxFrameBytes) + Mp3Header.Length;

    /// <summary>Mp3Frames that have to follow a header which nothing else speaks for.</summary>
    private const int Followers = 2;

    /// <summary>Where the first Mp3Frame begins in the first bytes of a content.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="isWhole">True where the content has no more bytes.</param>
    /// <returns>Its offset, or −1.</returns>
    public static int FindFirst(ReadOnlySpan<byte> head, bool isWhole)
    {
        // A content that begins with a header begins with an Mp3Frame where the next one follows or, as that may be damaged, others do.
        if (Mp3Header.TryParse(head, out Mp3Header first) && (
            Check(head, isWhole, first, followers: 1) == true
            || Find(head, 1, isWhole, first, followers: 1) > 0
            || (isWhole && head.Length >= first.FrameBytes && head.Length < first.FrameBytes + Mp3Header.Length))) return 0;
        return Find(head, 0, isWhole, null, Followers);
    }

    /// <summary>The first offset at which an Mp3Frame of a stream begins.</summary>
    /// <param name="bytes">Bytes.</param>
    /// <param name="isWhole">True where the audio ends with these bytes.</param>
    /// <param name="stream">A header of the stream.</param>
    /// <returns>The offset, or −1 where there is none that these bytes can decide about.</returns>
    public static int FindNext(ReadOnlySpan<byte> bytes, bool isWhole, Mp3Header stream) => Find(bytes, 0, isWhole, stream, Followers);

    private static int Find(ReadOnlySpan<byte> bytes, int start, bool isWhole, Mp3Header? stream, int followers)
    {
        for (int offset = start; offset < bytes.Length; offset++)
        {
            int next = bytes[offset..].IndexOf((byte)0xFF);
            if (next < 0) return -1;
            offset += next;
            bool? isFrame = Check(bytes[offset..], isWhole, stream, followers);
            if (isFrame != false) return isFrame == true ? offset : -1;
        }
        return -1;
    }

    /// <summary>Whether an Mp3Frame begins here; null where there are too few bytes to tell.</summary>
    private static bool? Check(ReadOnlySpan<byte> bytes, bool isWhole, Mp3Header? stream, int followers)
    {
        if (bytes.Length < Mp3Header.Length) return isWhole ? false : null;
        if (!Mp3Header.TryParse(bytes, out Mp3Header header) || stream?.Continues(header) == false) return false;
        Mp3Header last = header;
        for (int i = 0; i < followers; i++)
        {
            if (bytes.Length < last.FrameBytes) return isWhole ? false : null;
            bytes = bytes[last.FrameBytes..];
            // At the end of the audio, and before a tag, nothing follows.
            if ((isWhole && bytes.IsEmpty) || Mp3Tags.Length(bytes) > 0) return i > 0 || stream is not null;
            if (bytes.Length < Mp3Header.Length) return isWhole ? false : null;
            if (!Mp3Header.TryParse(bytes, out last) || !header.Continues(last)) return false;
        }
        return true;
    }
}
