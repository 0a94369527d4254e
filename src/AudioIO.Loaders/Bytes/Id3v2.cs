namespace AudioIO;

/// <summary>ID3v2 tags, which some programs put before the first byte of a WAV or FLAC file.</summary>
internal static class Id3v2
{
    // ID3v2.4.0 §3.1: "ID3", version, flags, size of 4 × 7 bits without the header and without the footer,
    // where a flag announces one.
    private const int HeaderLength = 10;
    private const byte FooterFlag = 0x10;

    /// <summary>Tags of one file that are skipped: more is no recording that anybody tagged.</summary>
    private const int MaxTags = 1000;

    /// <summary>The position after all tags that begin at <paramref name="position"/>; the same position where there is none.</summary>
    public static long Skip(HeaderReader bytes, long position)
    {
        for (int tags = 0; tags < MaxTags; tags++)
        {
            ReadOnlySpan<byte> head = bytes.Peek(position, HeaderLength);
            if (head.Length < HeaderLength || !head.StartsWith("ID3"u8) || ((head[6] | head[7] | head[8] | head[9]) & 0x80) != 0) break;
            int size = (head[6] << 21) | (head[7] << 14) | (head[8] << 7) | head[9];
            long total = HeaderLength + size + ((head[5] & FooterFlag) != 0 ? HeaderLength : 0);
            if (total > bytes.Length - position) break;
            position += total;
        }
        return position;
    }
}
