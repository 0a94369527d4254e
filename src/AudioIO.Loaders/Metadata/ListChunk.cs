namespace AudioIO;

/// <summary>LIST: four characters say of what (INFO: texts, adtl: labels of cue points), then follow chunks. Others stay raw.</summary>
internal static class ListChunk
{
    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        if (bytes.Length < 4)
        {
            draft.Tree.Report(chunk, $"expected the four characters of its type, found {bytes.Length} bytes");
            return;
        }
        bool hasGuids = draft.Input.HasGuids && SubChunks.BeginsWithGuid(bytes);
        var children = new SubChunks(bytes, chunk.Position, draft.Order, hasGuids, draft.Tree);
        string type = ChunkText.Id(bytes[..4]).ToUpperInvariant();
        if (type == "INFO") InfoList.Read(children, chunk, draft);
        else if (type == "ADTL") CueChunks.ReadAssociatedData(children, draft);
    }
}
