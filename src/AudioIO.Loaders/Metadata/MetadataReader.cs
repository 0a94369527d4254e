namespace AudioIO;

/// <summary>
/// Reads all metadata of a file. Content never makes it throw: what cannot be understood becomes an entry among the diagnostics,
/// with its byte, and stays reachable as raw chunk. Only failures of the device do.
/// </summary>
internal static class MetadataReader
{
    public static MetadataResult Read(MetadataInput input)
    {
        var tree = new MetadataTree(input.Log, input.Bytes.Path, input.KeepEmpty);
        var markers = new MarkerCollection(tree);
        var chunks = new List<MetadataChunk>(input.Chunks.Count);
        foreach (Chunk chunk in input.Chunks) chunks.Add(new MetadataChunk(input.Bytes, chunk.Id, chunk.Position, chunk.Length));
        var loader = new ChunkLoader(input.Bytes, tree);
        int pictures = 0;
        foreach (Chunk chunk in input.Chunks)
        {
            if (tree.IsFull) break;
            if (input.IsFlac) ReadFlac(chunk, ref pictures, loader, markers, tree);
            else ReadRiff(chunk, input.Order, input.HasGuids, loader, markers, tree);
        }
        var metadata = new Metadata(tree.Sections, chunks);
        StartTime? start = new StartTimeSearch(metadata, input.Rate, input.Bytes.Path, tree).Find();
        return new MetadataResult(metadata, markers.Join(input.Frames), start);
    }

    private static void ReadFlac(Chunk block, ref int pictures, ChunkLoader loader, MarkerCollection markers, MetadataTree tree)
    {
        switch (block.Id)
        {
            case "VORBIS_COMMENT" when loader.TryLoad(block, out ReadOnlySpan<byte> bytes):
                FlacBlocks.ReadVorbisComment(bytes, block, tree);
                break;
            case "CUESHEET" when loader.TryLoad(block, out ReadOnlySpan<byte> bytes):
                CueSheet.Read(bytes, block, markers, tree);
                break;
            case "PICTURE" when loader.TryLoadHead(block, FlacBlocks.MaxPictureHead, out ReadOnlySpan<byte> bytes):
                FlacBlocks.ReadPicture(bytes, block, ++pictures, tree);
                break;
            case "APPLICATION" when ApplicationBlock.TryRead(block, loader, tree, out Chunk foreign):
                ReadRiff(foreign, default, hasGuids: false, loader, markers, tree);
                break;
        }
    }

    private static void ReadRiff(
        Chunk chunk, ByteOrder order, bool hasGuids, ChunkLoader loader, MarkerCollection markers, MetadataTree tree)
    {
        // Ids are matched without regard to case: Wave64 spells LIST in small letters, and writers vary on iXML.
        switch (chunk.Id.ToUpperInvariant())
        {
            case "LIST" when loader.TryLoad(chunk, out ReadOnlySpan<byte> bytes):
                ReadList(bytes, chunk, order, hasGuids, markers, tree);
                break;
            case "BEXT" when loader.TryLoad(chunk, out ReadOnlySpan<byte> bytes):
                BroadcastExtension.Read(bytes, chunk, order, tree);
                break;
            case "IXML" when loader.TryLoadXml(chunk, out ReadOnlySpan<byte> bytes):
                IXml.Read(bytes, chunk, tree);
                break;
            case "GUAN" when loader.TryLoad(chunk, out ReadOnlySpan<byte> bytes):
                Guano.Read(bytes, chunk, tree);
                break;
            case "CUE " when loader.TryLoad(chunk, out ReadOnlySpan<byte> bytes):
                CueChunks.ReadPoints(bytes, chunk, order, markers, tree);
                break;
            case "PLST" when loader.TryLoad(chunk, out ReadOnlySpan<byte> bytes):
                CueChunks.ReadPlaylist(bytes, chunk, order, markers, tree);
                break;
            case "SMPL" when loader.TryLoad(chunk, out ReadOnlySpan<byte> bytes):
                SamplerChunk.Read(bytes, chunk, order, markers, tree);
                break;
        }
    }

    private static void ReadList(
        ReadOnlySpan<byte> bytes, Chunk chunk, ByteOrder order, bool hasGuids, MarkerCollection markers, MetadataTree tree)
    {
        if (bytes.Length < 4)
        {
            tree.Report(chunk, $"expected the four characters of its type, found {bytes.Length} bytes");
            return;
        }
        var children = new SubChunks(bytes, chunk.Position, order, hasGuids && SubChunks.BeginsWithGuid(bytes), tree);
        string type = ChunkText.Id(bytes[..4]).ToUpperInvariant();
        if (type == "INFO") InfoList.Read(children, chunk, tree);
        else if (type == "ADTL") CueChunks.ReadAssociatedData(children, order, markers, tree);
    }
}
