using System.Buffers.Binary;

namespace AudioIO;

/// <summary>
/// Markers as <c>cue </c> and LIST/adtl (Multimedia Programming Interface and Data Specifications 1.0, chapter 3: WAVE): a point each, its
/// label as <c>labl</c>, its text as <c>note</c>, its length as <c>ltxt</c>.
/// </summary>
internal static class CueBytes
{
    private const int PointBytes = 24;
    private const int RangeBytes = 20;

    /// <summary>True where the frames can be written, in 32 bits.</summary>
    public static bool Fits(Marker marker) =>
        marker.StartFrame is >= 0 and <= uint.MaxValue && marker.FrameCount is >= 0 and <= uint.MaxValue;

    /// <summary>The chunks; none for no markers.</summary>
    /// <param name="markers">Markers that fit.</param>
    public static IEnumerable<WaveChunk> Chunks(IReadOnlyList<Marker> markers)
    {
        if (markers.Count == 0) yield break;
        yield return new WaveChunk { Id = "cue ", Content = Points(markers) };
        (string, byte[])[] remarks = [.. Remarks(markers)];
        if (remarks.Length > 0) yield return new WaveChunk { Id = "LIST", Content = MetadataBytes.List("adtl", remarks) };
    }

    private static byte[] Points(IReadOnlyList<Marker> markers)
    {
        byte[] bytes = new byte[sizeof(uint) + (markers.Count * PointBytes)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, markers.Count);
        for (int i = 0; i < markers.Count; i++)
        {
            Span<byte> point = bytes.AsSpan(sizeof(uint) + (i * PointBytes), PointBytes);
            var frame = (uint)markers[i].StartFrame;
            BinaryPrimitives.WriteInt32LittleEndian(point, i + 1);
            // dwPosition and dwSampleOffset both: readers differ in which they take. dwChunkStart and dwBlockStart stay 0.
            BinaryPrimitives.WriteUInt32LittleEndian(point[4..], frame);
            "data"u8.CopyTo(point[8..]);
            BinaryPrimitives.WriteUInt32LittleEndian(point[20..], frame);
        }
        return bytes;
    }

    private static IEnumerable<(string Id, byte[] Content)> Remarks(IReadOnlyList<Marker> markers)
    {
        for (int i = 0; i < markers.Count; i++)
        {
            byte[] id = BitConverter.GetBytes(i + 1);
            if (markers[i].Label.Length > 0) yield return ("labl", [.. id, .. MetadataBytes.Terminated(markers[i].Label)]);
            if (markers[i].Text.Length > 0) yield return ("note", [.. id, .. MetadataBytes.Terminated(markers[i].Text)]);
            if (markers[i].FrameCount > 0) yield return ("ltxt", Range(i + 1, (uint)markers[i].FrameCount));
        }
    }

    // The purpose is "rgn "; country, language, dialect and code page stay 0.
    private static byte[] Range(int id, uint frames)
    {
        byte[] bytes = new byte[RangeBytes];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, id);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), frames);
        "rgn "u8.CopyTo(bytes.AsSpan(8));
        return bytes;
    }
}
