namespace AudioIO;

/// <summary>Reads chunks into memory, as long as they and their sum stay within limits.</summary>
internal sealed class ChunkLoader(ByteSource bytes, MetadataTree tree)
{
    /// <summary>350 000 cue points; the metadata of real recorders take some kilobytes.</summary>
    public const int MaxChunkBytes = 8 << 20;

    /// <summary>Against files of very many large chunks.</summary>
    public const int MaxTotalBytes = 16 << 20;

    /// <summary>
    /// All iXML chunks together. XmlReader compares the attributes of an element pairwise: 8 MiB of them would take a minute.
    /// </summary>
    public const int MaxXmlBytes = 512 << 10;

    private long _total;
    private long _totalXml;

    /// <summary>The content of a chunk; false, and an entry among the diagnostics, where it is too long.</summary>
    public bool TryLoad(Chunk chunk, out ReadOnlySpan<byte> content) => TryLoad(chunk, chunk.Length, out content);

    /// <summary>The content of a chunk of XML, within a smaller limit.</summary>
    public bool TryLoadXml(Chunk chunk, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (chunk.Length <= MaxXmlBytes - _totalXml)
        {
            _totalXml += chunk.Length;
            return TryLoad(chunk, out content);
        }
        ReportUnread(chunk, MaxXmlBytes, MaxXmlBytes);
        return false;
    }

    /// <summary>The first bytes of a chunk of any length.</summary>
    public bool TryLoadHead(Chunk chunk, int maxLength, out ReadOnlySpan<byte> content) =>
        TryLoad(chunk, Math.Min(chunk.Length, maxLength), out content);

    private bool TryLoad(Chunk chunk, long length, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (length > MaxChunkBytes || length > MaxTotalBytes - _total)
        {
            ReportUnread(chunk, MaxChunkBytes, MaxTotalBytes);
            return false;
        }
        byte[] buffer = new byte[length];
        int count = bytes.Read(chunk.Position, buffer);
        if (count < length) tree.Report(chunk, $"expected {length} bytes, found {count} before the end of the file");
        _total += count;
        content = buffer.AsSpan(0, count);
        return true;
    }

    private void ReportUnread(Chunk chunk, int limit, int totalLimit) => tree.Report(chunk,
        $"expected at most {limit} bytes, and {totalLimit} in all, found {chunk.Length}; it is not read, but stays reachable as raw chunk");
}
