namespace AudioIO;

/// <summary>cue, plst and LIST/adtl (Multimedia Programming Interface and Data Specifications 1.0, chapter 3: WAVE).</summary>
internal static class CueChunks
{
    private const int PointLength = 24;
    private const int SegmentLength = 12;

    public static void ReadPoints(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        var fields = new FieldReader(bytes, draft.Order);
        uint count = ReadCount(ref fields, PointLength, chunk, draft.Tree);
        int contradictions = 0;
        for (uint i = 0; i < count; i++)
        {
            fields.TryReadUInt32(out uint id);
            fields.TryReadUInt32(out uint position);
            fields.TryReadBytes(4, out ReadOnlySpan<byte> chunkId);
            fields.TryReadUInt32(out _);
            fields.TryReadUInt32(out uint blockStart);
            fields.TryReadUInt32(out uint sampleOffset);
            // dwPosition counts in the play order of plst, dwSampleOffset in the data, from dwBlockStart on (0 but in compressed files).
            // Sound Devices recorders leave the first 0, other writers the second.
            bool countsFromStart = chunkId.SequenceEqual("data"u8) && blockStart == 0 && sampleOffset != 0;
            if (countsFromStart && position != 0 && sampleOffset != position) contradictions++;
            draft.Markers.AddPoint(id, countsFromStart || position == 0 ? sampleOffset : position);
        }
        if (contradictions > 0)
        {
            draft.Tree.Report(chunk.Position, $"Chunk cue at byte {chunk.Position}: expected dwPosition and dwSampleOffset to agree, " +
                $"found {contradictions} points where they differ; dwSampleOffset is taken", DiagnosticKind.Contradiction);
        }
    }

    public static void ReadPlaylist(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        var fields = new FieldReader(bytes, draft.Order);
        uint count = ReadCount(ref fields, SegmentLength, chunk, draft.Tree);
        for (uint i = 0; i < count; i++)
        {
            fields.TryReadUInt32(out uint id);
            fields.TryReadUInt32(out uint length);
            fields.TryReadUInt32(out _);
            draft.Markers.AddSegment(id, length);
        }
    }

    public static void ReadAssociatedData(SubChunks children, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        MarkerCollection markers = draft.Markers;
        while (!tree.IsFull && !markers.IsFull && children.MoveNext())
        {
            Chunk chunk = children.Current;
            string id = chunk.Id.ToUpperInvariant();
            if (id is not ("LABL" or "NOTE" or "LTXT")) continue;
            var fields = new FieldReader(children.Bytes, draft.Order);
            uint length = 0;
            // ltxt: after the length purpose, country, language, dialect and code page. The code page is never right where it matters.
            bool isWhole = fields.TryReadUInt32(out uint point);
            if (id == "LTXT") isWhole = isWhole && fields.TryReadUInt32(out length) && fields.TryReadBytes(12, out _);
            if (!isWhole)
            {
                tree.Report(chunk, $"expected at least {(id == "LTXT" ? 20 : 4)} bytes, found {chunk.Length}");
                continue;
            }
            fields.TryReadBytes((uint)fields.Remaining, out ReadOnlySpan<byte> rest);
            string text = ChunkText.Decode(rest, draft.CodePage);
            if (id == "LABL") markers.AddLabel(point, text);
            else if (id == "NOTE") markers.AddNote(point, text);
            else markers.AddRange(point, length, text);
        }
    }

    // The count is a claim: as many records as lie in the chunk are read.
    private static uint ReadCount(ref FieldReader fields, int recordLength, Chunk chunk, MetadataTree tree)
    {
        if (!fields.TryReadUInt32(out uint claimed))
        {
            tree.Report(chunk, $"expected at least 4 bytes, found {chunk.Length}");
            return 0;
        }
        uint present = (uint)(fields.Remaining / recordLength);
        if (claimed > present) tree.Report(chunk, $"expected {claimed} entries, found {present}");
        return Math.Min(claimed, present);
    }
}
