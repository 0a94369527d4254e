using System.Globalization;

namespace AudioIO;

/// <summary>
/// CUESHEET of FLAC (RFC 9639 §8.7): every track but the lead-out is a marker from its index 01 to the next track.
/// A sheet that breaks the rules of the compact disc is as good as any other.
/// </summary>
internal static class CueSheet
{
    // §8.7.1: the lead-out is track 170 on compact discs, 255 elsewhere.
    private const int CdLeadOut = 170;
    private const int LeadOut = 255;

    public static void Read(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        MetadataSection section = tree.Section("CUESHEET", chunk);
        var fields = new FieldReader(bytes, new ByteOrder(BigEndian: true));
        // §8.7: catalog number, lead-in samples, a flag bit with 7 + 258 * 8 reserved bits, number of tracks.
        if (!fields.TryReadBytes(128, out ReadOnlySpan<byte> catalog) || !fields.TryReadUInt64(out ulong leadIn) ||
            !fields.TryReadByte(out byte flags) || !fields.TryReadBytes(258, out _) || !fields.TryReadByte(out byte count))
        {
            tree.Report(chunk, $"expected at least 396 bytes, found {chunk.Length}");
            return;
        }
        tree.Add(section, "CatalogNumber", ChunkText.Decode(catalog));
        tree.Add(section, "LeadIn", leadIn.ToString(CultureInfo.InvariantCulture));
        tree.Add(section, "IsCompactDisc", (flags & 0x80) != 0 ? "true" : "false");
        var tracks = new List<Track>(count);
        for (int i = 0; i < count; i++)
        {
            if (!TryReadTrack(ref fields, out Track track))
            {
                tree.Report(chunk, $"expected {count} tracks, found {i} before the end of the block");
                break;
            }
            tracks.Add(track);
        }
        AddMarkers(tracks, chunk, section, draft);
    }

    private static void AddMarkers(List<Track> tracks, Chunk chunk, MetadataSection section, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        for (int i = 0; i < tracks.Count; i++)
        {
            Track track = tracks[i];
            if (track.Number is CdLeadOut or LeadOut) continue;
            // An offset is 64 bits wide without sign; a file holds fewer than 2^63 frames.
            if (track.Offset > long.MaxValue || track.FirstIndex > long.MaxValue - track.Offset)
            {
                tree.Report(chunk, $"expected track {track.Number} below frame 2^63, found it beyond");
                continue;
            }
            ulong position = track.Offset + track.FirstIndex;
            ulong next = i + 1 < tracks.Count ? tracks[i + 1].Offset : 0;
            long length = next > position && next <= long.MaxValue ? (long)(next - position) : 0;
            tree.Add(section, $"Track{track.Number}.ISRC", track.Isrc);
            draft.Markers.AddMarker(new Marker
            {
                StartFrame = (long)position,
                FrameCount = length,
                Label = $"Track {track.Number}",
                Text = track.Isrc,
            });
        }
    }

    // §8.7.1: offset, number, ISRC, 14 bytes of flags and reserve, number of index points; §8.7.1.1: offset, number, 3 reserved bytes.
    private static bool TryReadTrack(ref FieldReader fields, out Track track)
    {
        track = default;
        if (!fields.TryReadUInt64(out ulong offset) || !fields.TryReadByte(out byte number) ||
            !fields.TryReadBytes(12, out ReadOnlySpan<byte> isrc) || !fields.TryReadBytes(14, out _) || !fields.TryReadByte(out byte count))
        {
            return false;
        }
        ulong firstIndex = 0;
        for (int i = 0; i < count; i++)
        {
            bool isWhole = fields.TryReadUInt64(out ulong indexOffset) & fields.TryReadByte(out byte index) & fields.TryReadBytes(3, out _);
            if (!isWhole) return false;
            if (index == 1) firstIndex = indexOffset;
        }
        track = new Track(offset, firstIndex, number, ChunkText.Decode(isrc));
        return true;
    }

    /// <param name="Offset">First frame.</param>
    /// <param name="FirstIndex">Where index 01 lies, in frames after <paramref name="Offset"/>.</param>
    /// <param name="Number">1 to 99 on compact discs.</param>
    /// <param name="Isrc">Empty where there is none.</param>
    private readonly record struct Track(ulong Offset, ulong FirstIndex, byte Number, string Isrc);
}
