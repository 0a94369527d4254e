using System.Globalization;

namespace AudioIO;

/// <summary>
/// The table of raw files in a harp chunk: 32 bytes each. Frames are counted from the first one, so that a file whose chunks were moved by
/// an editor is read as well.
/// </summary>
internal static class HarpTable
{
    private const int EntryLength = 32;
    private const int FirstYear = 2000;
    private const int BlockAlignOffset = 12;

    /// <param name="fields">The fields that follow the header of the chunk.</param>
    /// <param name="count">How many raw files the header claims.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="section">Where they are listed.</param>
    /// <param name="draft">Where faults are reported.</param>
    /// <returns>One stretch for each; none where a single one cannot be: half a clock would be a wrong one.</returns>
    public static IReadOnlyList<ClockStretch> Read(FieldReader fields, int count, Chunk chunk, MetadataSection section, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        int present = Math.Min(count, fields.Remaining / EntryLength);
        if (present < count) tree.Report(chunk, $"expected a table of {count} raw files, found {present}");
        var rawFiles = new List<RawFile>(present);
        for (int i = 1; i <= present && !tree.IsFull; i++)
        {
            RawFile? rawFile = ReadEntry(ref fields, out string start, out uint rate);
            MetadataSection entry = tree.AddSection(string.Create(CultureInfo.InvariantCulture, $"RawFile{i}"), section);
            tree.Add(entry, "Start", start);
            tree.Add(entry, "Rate", string.Create(CultureInfo.InvariantCulture, $"{rate} Hz"));
            if (rawFile is null) tree.Report(chunk, $"expected the start of raw file {i}, found {start}");
            else rawFiles.Add(rawFile);
            if (i == 1 && rate != draft.Input.Rate) ReportRate(rate, chunk, draft);
        }
        if (rawFiles.Count < count || count == 0) return [];
        rawFiles.Sort((a, b) => a.Position.CompareTo(b.Position));
        tree.Add(section, "StartTime", rawFiles[0].Text);
        if (!TryReadFrameBytes(draft, out int frameBytes)) return [];
        uint first = rawFiles[0].Position;
        if (rawFiles.Any(file => (file.Position - first) % frameBytes != 0))
        {
            tree.Report(chunk, $"expected raw files that begin with frames of {frameBytes} bytes, found others; the table is not used");
            return [];
        }
        return [.. rawFiles.Select(file => new ClockStretch { StartFrame = (file.Position - first) / frameBytes, StartTime = file.Start })
            .Where(stretch => stretch.StartFrame < draft.Input.Frames).DistinctBy(stretch => stretch.StartFrame)];
    }

    // Year − 2000, month, day, hour, minute, second; milliseconds in 16 bits; position and length in bytes; sectors; rate; gain, reserve.
    private static RawFile? ReadEntry(ref FieldReader fields, out string start, out uint rate)
    {
        fields.TryReadBytes(6, out ReadOnlySpan<byte> date);
        fields.TryReadUInt16(out ushort milliseconds);
        fields.TryReadUInt32(out uint position);
        fields.TryReadBytes(8, out _);
        fields.TryReadUInt32(out rate);
        fields.TryReadBytes(8, out _);
        start = string.Create(CultureInfo.InvariantCulture,
            $"{FirstYear + date[0]}-{date[1]:00}-{date[2]:00}T{date[3]:00}:{date[4]:00}:{date[5]:00}.{milliseconds:000}Z");
        return DateTimeForms.TryParse(start, out DateTimeText time)
            ? new RawFile(position, new StartTime { Local = time.Local, UtcOffset = time.UtcOffset, Origin = "HARP" }, start)
            : null;
    }

    // nBlockAlign of fmt. These files are plain PCM.
    private static bool TryReadFrameBytes(MetadataDraft draft, out int frameBytes)
    {
        frameBytes = 0;
        foreach (Chunk format in draft.Chunks)
        {
            if (format.Id != "fmt " || !draft.Loader.TryLoadHead(format, BlockAlignOffset + 2, out ReadOnlySpan<byte> head)) continue;
            if (head.Length == BlockAlignOffset + 2) frameBytes = draft.Order.UInt16(head[BlockAlignOffset..]);
        }
        return frameBytes > 0;
    }

    private static void ReportRate(uint rate, Chunk chunk, MetadataDraft draft)
    {
        string message = string.Create(CultureInfo.InvariantCulture,
            $"Chunk harp at byte {chunk.Position}: expected the rate of fmt, {draft.Input.Rate} Hz, found {rate} Hz; that of fmt counts");
        draft.Tree.Report(chunk.Position, message, DiagnosticKind.Contradiction);
    }

    /// <param name="Position">First byte of its samples, as the table has it.</param>
    /// <param name="Start">When it was recorded.</param>
    /// <param name="Text">The same as text.</param>
    private sealed record RawFile(uint Position, StartTime Start, string Text);
}
