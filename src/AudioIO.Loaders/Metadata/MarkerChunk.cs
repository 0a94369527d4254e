namespace AudioIO;

/// <summary>The r64m chunk (EBU Tech 3306 v1 §3.3, annex B): markers with 64-bit offsets, named here or by a label of LIST/adtl.</summary>
internal static class MarkerChunk
{
    private const int EntryLength = 320;
    private const int LabelLength = 256;

    // Bits of the flags: an entry without the first one is to be skipped.
    private const uint IsValid = 1;
    private const uint HasLabelChunk = 1 << 3;

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        var fields = new FieldReader(bytes, draft.Order);
        int beyond = 0;
        while (fields.Remaining >= EntryLength && !draft.Markers.IsFull)
        {
            fields.TryReadUInt32(out uint flags);
            fields.TryReadUInt32(out uint low);
            fields.TryReadUInt32(out uint high);
            // Where the nearest frame of compressed audio begins, and how far the marker lies behind it: the offset in samples says both.
            fields.TryReadBytes(16, out _);
            fields.TryReadBytes(LabelLength, out ReadOnlySpan<byte> label);
            fields.TryReadUInt32(out uint labelId);
            // A GUID of the vendor, and four words of its own.
            fields.TryReadBytes(32, out _);
            ulong offset = ((ulong)high << 32) | low;
            if ((flags & IsValid) == 0) continue;
            if (offset > long.MaxValue) beyond++;
            else if ((flags & HasLabelChunk) != 0) draft.Markers.AddPoint(labelId, (long)offset);
            // Bit 4 says whether the label is UTF-8, which shows in it.
            else draft.Markers.AddMarker(new Marker { StartFrame = (long)offset, Label = ChunkText.Decode(label, draft.CodePage) });
        }
        if (beyond > 0) draft.Tree.Report(chunk, $"expected markers below frame 2^63, found {beyond} beyond");
        if (fields.Remaining is > 0 and < EntryLength)
            draft.Tree.Report(chunk, $"expected entries of {EntryLength} bytes, found {fields.Remaining} bytes behind them");
    }
}
