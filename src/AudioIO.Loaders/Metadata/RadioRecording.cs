using System.Globalization;

namespace AudioIO;

/// <summary>
/// The auxi chunk of programs for software-defined radio (SpectraVue and those after it): start and stop as SYSTEMTIME of Windows, then
/// frequencies in Hz. A SYSTEMTIME names no zone: some programs write UTC, others the clock on the wall.
/// </summary>
internal static class RadioRecording
{
    private const int SystemTimeLength = 16;

    private static readonly string[] Frequencies = ["CenterFrequency", "ADFrequency", "IFFrequency", "Bandwidth", "IQOffset"];

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        // Other programs put XML into a chunk of this name: text in UTF-8 or UTF-16.
        if (bytes.StartsWith("<"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return;
        MetadataTree tree = draft.Tree;
        var fields = new FieldReader(bytes, draft.Order);
        if (!fields.TryReadBytes(SystemTimeLength, out ReadOnlySpan<byte> start) ||
            !fields.TryReadBytes(SystemTimeLength, out ReadOnlySpan<byte> stop))
        {
            tree.Report(chunk, $"expected two times of {SystemTimeLength} bytes, found {chunk.Length} bytes");
            return;
        }
        MetadataSection section = tree.Section("AUXI", chunk);
        tree.Add(section, "StartTime", Text(start, draft.Order));
        tree.Add(section, "StopTime", Text(stop, draft.Order));
        foreach (string key in Frequencies)
        {
            if (!fields.TryReadUInt32(out uint value)) return;
            tree.Add(section, key, string.Create(CultureInfo.InvariantCulture, $"{value} Hz"));
        }
    }

    // SYSTEMTIME: year, month, day of the week, day, hour, minute, second, millisecond.
    private static string Text(ReadOnlySpan<byte> time, ByteOrder order)
    {
        int[] parts = new int[SystemTimeLength / 2];
        for (int i = 0; i < parts.Length; i++) parts[i] = order.UInt16(time[(2 * i)..]);
        return string.Create(CultureInfo.InvariantCulture,
            $"{parts[0]:0000}-{parts[1]:00}-{parts[3]:00} {parts[4]:00}:{parts[5]:00}:{parts[6]:00}.{parts[7]:000}");
    }
}
