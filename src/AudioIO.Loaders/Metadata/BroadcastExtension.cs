using System.Globalization;

namespace AudioIO;

/// <summary>
/// The bext chunk (EBU Tech 3285 v2 §2.3). Version 1 took the UMID, version 2 the loudness from bytes that were reserved before.
/// A chunk that ends early keeps the fields it has.
/// </summary>
internal static class BroadcastExtension
{
    private const int TimeReferenceOffset = 338;
    private const int UmidOffset = 348;
    private const int UmidLength = 64;
    private const int LoudnessOffset = 412;
    private const int CodingHistoryOffset = 602;

    // §2.4: 7FFF stands for a value that was not measured.
    private const short NoLoudness = 0x7FFF;

    private static readonly (string Key, int Offset, int Length)[] Texts =
    [
        ("Description", 0, 256),
        ("Originator", 256, 32),
        ("OriginatorReference", 288, 32),
        ("OriginationDate", 320, 10),
        ("OriginationTime", 330, 8),
    ];

    private static readonly (string Key, string Unit)[] Loudness =
    [
        ("LoudnessValue", "LUFS"),
        ("LoudnessRange", "LU"),
        ("MaxTruePeakLevel", "dBTP"),
        ("MaxMomentaryLoudness", "LUFS"),
        ("MaxShortTermLoudness", "LUFS"),
    ];

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        if (bytes.Length < CodingHistoryOffset) tree.Report(chunk, $"expected at least {CodingHistoryOffset} bytes, found {bytes.Length}");
        MetadataSection section = tree.Section("BEXT", chunk);
        foreach ((string key, int offset, int length) in Texts)
            tree.Add(section, key, ChunkText.Decode(Field(bytes, offset, length), draft.CodePage));
        var fields = new FieldReader(bytes, draft.Order);
        // Two words, the low one first in either byte order.
        if (!fields.TryReadBytes(TimeReferenceOffset, out _)) return;
        if (!fields.TryReadUInt32(out uint low) || !fields.TryReadUInt32(out uint high)) return;
        tree.Add(section, "TimeReference", (((ulong)high << 32) | low).ToString(CultureInfo.InvariantCulture));
        if (!fields.TryReadUInt16(out ushort version)) return;
        tree.Add(section, "Version", version.ToString(CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> umid = Field(bytes, UmidOffset, UmidLength);
        if (version >= 1 && umid.ContainsAnyExcept((byte)0)) tree.Add(section, "UMID", Convert.ToHexString(Basic(umid)));
        if (version >= 2) AddLoudness(new FieldReader(Field(bytes, LoudnessOffset, 2 * Loudness.Length), draft.Order), section, tree);
        if (bytes.Length > CodingHistoryOffset) tree.Add(section, "CodingHistory", ChunkText.Decode(bytes[CodingHistoryOffset..]));
    }

    private static void AddLoudness(FieldReader fields, MetadataSection section, MetadataTree tree)
    {
        foreach ((string key, string unit) in Loudness)
        {
            if (!fields.TryReadUInt16(out ushort field)) return;
            // §2.3: signed hundredths.
            short hundredths = unchecked((short)field);
            if (hundredths == NoLoudness) continue;
            tree.Add(section, key, string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100m:0.00} {unit}"));
        }
    }

    // A basic UMID fills the first half only (SMPTE 330M).
    private static ReadOnlySpan<byte> Basic(ReadOnlySpan<byte> umid) =>
        umid.Length == UmidLength && !umid[(UmidLength / 2)..].ContainsAnyExcept((byte)0) ? umid[..(UmidLength / 2)] : umid;

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> bytes, int offset, int length) =>
        offset >= bytes.Length ? default : bytes.Slice(offset, Math.Min(length, bytes.Length - offset));
}
