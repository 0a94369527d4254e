using System.Buffers.Binary;
using System.Globalization;
using AudioIO.Containers;

namespace AudioIO.Describing;

/// <summary>
/// The bext chunk (EBU Tech 3285 v2 §2.3). Version 1 took the UMID, version 2 the loudness from bytes that were reserved before.
/// A chunk that ends early keeps the fields it has.
/// </summary>
internal static class BroadcastExtension
{
    private const int TimeReferenceOffset = 338;
    private const int VersionOffset = 346;
    private const int UmidOffset = 348;
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

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, bool isBigEndian, MetadataTree tree)
    {
        if (bytes.Length < CodingHistoryOffset) tree.Report(chunk, $"expected at least {CodingHistoryOffset} bytes, found {bytes.Length}");
        MetadataSection section = tree.Section("BEXT");
        foreach ((string key, int offset, int length) in Texts) tree.Add(section, key, ChunkText.Decode(Field(bytes, offset, length)));
        ReadOnlySpan<byte> timeReference = Field(bytes, TimeReferenceOffset, 8);
        if (timeReference.Length == 8)
            tree.Add(section, "TimeReference", TimeReference(timeReference, isBigEndian).ToString(CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> versionField = Field(bytes, VersionOffset, 2);
        if (versionField.Length < 2) return;
        int version = (ushort)Int16(versionField, isBigEndian);
        tree.Add(section, "Version", version.ToString(CultureInfo.InvariantCulture));
        ReadOnlySpan<byte> umid = Field(bytes, UmidOffset, 64);
        if (version >= 1 && umid.ContainsAnyExcept((byte)0)) tree.Add(section, "UMID", Convert.ToHexString(Basic(umid)));
        if (version >= 2) AddLoudness(Field(bytes, LoudnessOffset, 2 * Loudness.Length), isBigEndian, section, tree);
        if (bytes.Length > CodingHistoryOffset) tree.Add(section, "CodingHistory", ChunkText.Decode(bytes[CodingHistoryOffset..]));
    }

    private static void AddLoudness(ReadOnlySpan<byte> fields, bool isBigEndian, MetadataSection section, MetadataTree tree)
    {
        for (int i = 0; i < Loudness.Length && fields.Length >= (2 * i) + 2; i++)
        {
            // §2.3: signed hundredths.
            short hundredths = Int16(fields.Slice(2 * i, 2), isBigEndian);
            if (hundredths == NoLoudness) continue;
            (string key, string unit) = Loudness[i];
            tree.Add(section, key, string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100m:0.00} {unit}"));
        }
    }

    // A basic UMID fills the first half only (SMPTE 330M).
    private static ReadOnlySpan<byte> Basic(ReadOnlySpan<byte> umid) =>
        umid.Length == 64 && !umid[32..].ContainsAnyExcept((byte)0) ? umid[..32] : umid;

    // Two 32-bit words, the low one first in either byte order.
    private static ulong TimeReference(ReadOnlySpan<byte> field, bool isBigEndian) => isBigEndian
        ? ((ulong)BinaryPrimitives.ReadUInt32BigEndian(field[4..]) << 32) | BinaryPrimitives.ReadUInt32BigEndian(field)
        : BinaryPrimitives.ReadUInt64LittleEndian(field);

    private static short Int16(ReadOnlySpan<byte> field, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(field) : BinaryPrimitives.ReadInt16LittleEndian(field);

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> bytes, int offset, int length) =>
        offset >= bytes.Length ? default : bytes.Slice(offset, Math.Min(length, bytes.Length - offset));
}
