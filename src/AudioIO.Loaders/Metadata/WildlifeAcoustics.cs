using System.Globalization;
using System.Text.Unicode;

namespace AudioIO;

/// <summary>
/// The wamd chunk of Wildlife Acoustics' recorders: fields of a 16-bit id, a 32-bit length and text, all little-endian. What is neither
/// text nor a number (voice notes, programs, the state of the recorder) stays raw.
/// </summary>
internal static class WildlifeAcoustics
{
    private const int VersionId = 0;
    private const int VoiceNotesId = 13;
    private const int TimeExpansionId = 15;
    private const int ProgramId = 16;
    private const int RunStateId = 17;
    private const int PaddingId = 0xFFFF;

    private static readonly string[] Keys =
    [
        "Version", "Model", "Serial", "Firmware", "Prefix", "Timestamp", "GPS", "GPSTrack", "Software", "License", "Notes", "AutoId",
        "ManualId", "VoiceNotes", "AutoIdStats", "TimeExpansion", "Program", "RunState", "Microphone", "Sensitivity",
    ];

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        MetadataSection section = tree.Section("WAMD", chunk);
        var order = new ByteOrder(BigEndian: false);
        var fields = new FieldReader(bytes, order);
        while (fields.Remaining > 0 && !tree.IsFull)
        {
            int start = bytes.Length - fields.Remaining;
            // A single byte is the pad of a field of odd length.
            if (fields.Remaining == 1) return;
            if (!fields.TryReadUInt16(out ushort id) || !fields.TryReadUInt32(out uint length) ||
                !fields.TryReadBytes(length, out ReadOnlySpan<byte> value))
            {
                long position = chunk.Position + start;
                tree.Report(position, $"Field of chunk wamd at byte {position}: expected an id, a length and as many bytes, found " +
                    $"{bytes.Length - start} bytes");
                return;
            }
            if (id is VoiceNotesId or ProgramId or RunStateId or PaddingId) continue;
            string key = id < Keys.Length ? Keys[id] : string.Create(CultureInfo.InvariantCulture, $"Field{id}");
            if (id is VersionId or TimeExpansionId && value.Length == 2)
                tree.Add(section, key, order.UInt16(value).ToString(CultureInfo.InvariantCulture));
            else if (id < Keys.Length || IsText(value)) tree.Add(section, key, ChunkText.Decode(value));
        }
    }

    private static bool IsText(ReadOnlySpan<byte> value) => Utf8.IsValid(value) && !value.ContainsAnyInRange((byte)1, (byte)8);
}
