using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// APPLICATION of FLAC (RFC 9639 §8.4). Its id <c>riff</c> marks foreign metadata (RFC 9639 §8.4, the registry of ids): each block
/// holds one chunk, with header, of the WAV file from which the FLAC file was made; the first its RIFF header, another that of data.
/// </summary>
internal static class ApplicationBlock
{
    public const int IdLength = 4;

    private const string BlockName = "APPLICATION";
    private const int ChunkHeaderLength = 8;

    /// <summary>Notes the id of a block.</summary>
    public static void Read(ReadOnlySpan<byte> head, Chunk block, MetadataDraft draft)
    {
        if (head.Length < IdLength)
        {
            draft.Tree.Report(block, $"expected an id of 4 bytes, found {head.Length}");
            return;
        }
        if (head[..IdLength].SequenceEqual("riff"u8))
        {
            if (head.Length + block.Length < IdLength + ChunkHeaderLength + head.Length)
                draft.Tree.Report(block, $"expected the header of a RIFF chunk, found {block.Length - IdLength} bytes");
            return;
        }
        bool isText = head[..IdLength].IndexOfAnyExceptInRange((byte)0x20, (byte)0x7E) < 0;
        string id = isText ? ChunkText.Id(head[..IdLength]) : Convert.ToHexString(head[..IdLength]);
        draft.Tree.Add(draft.Tree.Section(BlockName, block), "Id", id);
    }

    /// <summary>The chunk of a WAV file in the block; null where it holds none with metadata.</summary>
    public static Chunk? ForeignChunk(Chunk block, MetadataDraft draft)
    {
        if (block.Id != BlockName || block.Length < IdLength + ChunkHeaderLength) return null;
        if (!draft.Loader.TryLoadHead(block, IdLength + ChunkHeaderLength, out ReadOnlySpan<byte> head)) return null;
        if (head.Length < IdLength + ChunkHeaderLength || !head.StartsWith("riff"u8)) return null;
        string chunkId = ChunkText.Id(head.Slice(IdLength, 4));
        // These headers claim the whole file and its samples, which are not in the block.
        if (chunkId is "RIFF" or "RF64" or "BW64" or "data") return null;
        long available = block.Length - IdLength - ChunkHeaderLength;
        uint claimed = BinaryPrimitives.ReadUInt32LittleEndian(head[(IdLength + 4)..]);
        var foreign = new Chunk(chunkId, block.Position + IdLength + ChunkHeaderLength, Math.Min(claimed, available));
        if (claimed > available) draft.Tree.Report(foreign, $"expected {claimed} bytes, found {available} before the end of its block");
        return foreign;
    }
}
