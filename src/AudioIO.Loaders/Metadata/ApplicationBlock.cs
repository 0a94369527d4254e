using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// APPLICATION of FLAC (RFC 9639 §8.4). Its id <c>riff</c> marks foreign metadata (RFC 9639 §8.4, the registry of ids): each block
/// holds one chunk, with header, of the WAV file from which the FLAC file was made; the first its RIFF header, another that of data.
/// </summary>
internal static class ApplicationBlock
{
    private const int IdLength = 4;
    private const int ChunkHeaderLength = 8;

    /// <summary>Finds the chunk of a WAV file in the block, or else notes the block's id in the tree.</summary>
    /// <returns>True if there is such a chunk.</returns>
    public static bool TryRead(Chunk block, ChunkLoader loader, MetadataTree tree, out Chunk foreign)
    {
        foreign = default;
        if (!loader.TryLoadHead(block, IdLength + ChunkHeaderLength, out ReadOnlySpan<byte> head)) return false;
        if (head.Length < IdLength)
        {
            tree.Report(block, $"expected an id of 4 bytes, found {head.Length}");
            return false;
        }
        bool isText = head[..IdLength].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0;
        if (head[..IdLength].SequenceEqual("riff"u8)) return TryReadForeign(head, block, tree, out foreign);
        string id = isText ? ChunkText.Id(head[..IdLength]) : Convert.ToHexString(head[..IdLength]);
        tree.Add(tree.Section("APPLICATION", block), "Id", id);
        return false;
    }

    private static bool TryReadForeign(ReadOnlySpan<byte> head, Chunk block, MetadataTree tree, out Chunk foreign)
    {
        foreign = default;
        if (head.Length < IdLength + ChunkHeaderLength)
        {
            tree.Report(block, $"expected the header of a RIFF chunk, found {head.Length - IdLength} bytes");
            return false;
        }
        string chunkId = ChunkText.Id(head.Slice(IdLength, 4));
        long position = block.Position + IdLength + ChunkHeaderLength;
        long available = block.Length - IdLength - ChunkHeaderLength;
        uint claimed = BinaryPrimitives.ReadUInt32LittleEndian(head[(IdLength + 4)..]);
        // These headers claim the whole file and its samples, which are not in the block.
        if (chunkId is "RIFF" or "RF64" or "BW64" or "data") return false;
        foreign = new Chunk(chunkId, position, Math.Min(claimed, available));
        if (claimed > available) tree.Report(foreign, $"expected {claimed} bytes, found {available} before the end of its block");
        return true;
    }
}
