using AudioIO.Bytes;
using AudioIO.Containers;

namespace AudioIO.Describing;

/// <summary>Reads chunks into memory, as long as they and their sum stay within limits.</summary>
internal sealed class ChunkLoader(ByteSource bytes, MetadataTree tree)
{
    /// <summary>350 000 cue points; the metadata of real recorders take some kilobytes.</summary>
    public const int MaxChunkBytes = 8 << 20;

    /// <summary>Against files of very many large chunks.</summary>
    public const int MaxTotalBytes = 16 << 20;

    private long _total;

    /// <summary>The content of a chunk; false, and an entry among the diagnostics, where it is too long.</summary>
    public bool TryLoad(Chunk chunk, out ReadOnlySpan<byte> content) => TryLoad(chunk, chunk.Length, out content);

    /// <summary>The first bytes of a chunk of any length.</summary>
    public bool TryLoadHead(Chunk chunk, int maxLength, out ReadOnlySpan<byte> content) =>
        TryLoad(chunk, Math.Min(chunk.Length, maxLength), out content);

    private bool TryLoad(Chunk chunk, long length, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (length > MaxChunkBytes || length > MaxTotalBytes - _total)
        {
            tree.Report(chunk, $"expected at most {MaxChunkBytes} bytes, and {MaxTotalBytes} in all, found {length}; " +
                "it is not read, but stays reachable as raw chunk");
            return false;
        }
        byte[] buffer = new byte[length];
        int count = bytes.Read(chunk.Position, buffer);
        if (count < length) tree.Report(chunk, $"expected {length} bytes, found {count} before the end of the file");
        _total += count;
        content = buffer.AsSpan(0, count);
        return true;
    }
}
