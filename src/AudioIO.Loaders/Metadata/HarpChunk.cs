using System.Globalization;

namespace AudioIO;

/// <summary>
/// The harp chunk of x.wav files (Scripps' High-frequency Acoustic Recording Package, written by Triton): the deployment, and a table of
/// the raw files that follow each other in the audio, each with its start (UTC) and place in bytes. Between them the recorder paused.
/// </summary>
internal static class HarpChunk
{
    private const int HeaderLength = 56;
    private const double DegreesPerUnit = 1e-5;

    private static readonly (string Key, int Length)[] Texts = [("Firmware", 10), ("Instrument", 4), ("Site", 4), ("Experiment", 8)];

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        MetadataSection section = tree.Section("HARP", chunk);
        var fields = new FieldReader(bytes, new ByteOrder(BigEndian: false));
        if (bytes.Length < HeaderLength)
        {
            tree.Report(chunk, $"expected at least {HeaderLength} bytes, found {bytes.Length}");
            return;
        }
        fields.TryReadByte(out byte version);
        // Some writers store the digit in place of the number.
        if (version is >= (byte)'0' and <= (byte)'9') version -= (byte)'0';
        tree.Add(section, "Version", version.ToString(CultureInfo.InvariantCulture));
        foreach ((string key, int length) in Texts)
        {
            fields.TryReadBytes((uint)length, out ReadOnlySpan<byte> text);
            tree.Add(section, key, ChunkText.Decode(text));
        }
        fields.TryReadByte(out byte disk);
        fields.TryReadBytes(8, out ReadOnlySpan<byte> serial);
        fields.TryReadUInt16(out ushort count);
        tree.Add(section, "DiskSequence", disk.ToString(CultureInfo.InvariantCulture));
        tree.Add(section, "DiskSerial", ChunkText.Decode(serial));
        tree.Add(section, "RawFiles", count.ToString(CultureInfo.InvariantCulture));
        AddPlace(ref fields, section, tree);
        // Version 2 has offsets for every channel in between; nobody is known to write it.
        if (version > 1)
        {
            tree.Report(chunk, $"expected version 0 or 1 of its table, found {version}; the table is not read");
            return;
        }
        fields.TryReadBytes(8, out _);
        draft.Stretches = HarpTable.Read(fields, count, chunk, section, draft);
    }

    // Signed, 32 bits wide.
    private static string Degrees(uint field) =>
        string.Create(CultureInfo.InvariantCulture, $"{unchecked((int)field) * DegreesPerUnit:0.#####}°");

    // Longitude and latitude in 10^−5 degrees, depth in metres, downward.
    private static void AddPlace(ref FieldReader fields, MetadataSection section, MetadataTree tree)
    {
        fields.TryReadUInt32(out uint longitude);
        fields.TryReadUInt32(out uint latitude);
        fields.TryReadUInt16(out ushort depth);
        tree.Add(section, "Longitude", Degrees(longitude));
        tree.Add(section, "Latitude", Degrees(latitude));
        tree.Add(section, "Depth", string.Create(CultureInfo.InvariantCulture, $"{unchecked((short)depth)} m"));
    }
}
