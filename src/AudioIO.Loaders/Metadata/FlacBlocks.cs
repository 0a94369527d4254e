using System.Globalization;

namespace AudioIO;

/// <summary>VORBIS_COMMENT and PICTURE of FLAC (RFC 9639 §8.6, §8.8).</summary>
internal static class FlacBlocks
{
    /// <summary>Enough of a PICTURE for its fields; the picture itself is not read.</summary>
    public const int MaxPictureHead = 64 << 10;

    // §8.6: the one block of FLAC with little-endian lengths.
    public static void ReadVorbisComment(ReadOnlySpan<byte> bytes, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        MetadataSection section = tree.Section("VORBIS", chunk);
        var fields = new FieldReader(bytes, new ByteOrder(BigEndian: false));
        if (!fields.TryReadUInt32(out uint vendorLength) || !fields.TryReadBytes(vendorLength, out ReadOnlySpan<byte> vendor) ||
            !fields.TryReadUInt32(out uint count))
        {
            tree.Report(chunk, $"expected a vendor string and a number of comments, found {chunk.Length} bytes");
            return;
        }
        tree.Add(section, "VendorString", ChunkText.DecodeAll(vendor));
        for (uint i = 0; i < count && !tree.IsFull; i++)
        {
            if (!fields.TryReadUInt32(out uint length) || !fields.TryReadBytes(length, out ReadOnlySpan<byte> comment))
            {
                tree.Report(chunk, $"expected {count} comments, found {i} before the end of the block");
                return;
            }
            string text = ChunkText.DecodeAll(comment);
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) tree.Add(section, text[..equals], text[(equals + 1)..]);
            else if (text.Length > 0) tree.Report(chunk, $"expected NAME=value, found comment {i} without a name");
        }
    }

    public static void ReadPicture(ReadOnlySpan<byte> head, Chunk chunk, MetadataDraft draft)
    {
        MetadataTree tree = draft.Tree;
        int number = ++draft.Pictures;
        var fields = new FieldReader(head, new ByteOrder(BigEndian: true));
        bool isWhole = fields.TryReadUInt32(out uint type) &
                       TryReadText(ref fields, out string mediaType) & TryReadText(ref fields, out string description) &
                       fields.TryReadUInt32(out uint width) & fields.TryReadUInt32(out uint height) &
                       fields.TryReadUInt32(out _) & fields.TryReadUInt32(out _) & fields.TryReadUInt32(out uint length);
        if (!isWhole)
        {
            tree.Report(chunk, $"expected its fields within {MaxPictureHead} bytes, found them cut");
            return;
        }
        MetadataSection section = tree.Section(number == 1 ? "PICTURE" : $"PICTURE{number}", chunk);
        tree.Add(section, "Type", type.ToString(CultureInfo.InvariantCulture));
        tree.Add(section, "MediaType", mediaType);
        tree.Add(section, "Description", description);
        tree.Add(section, "Width", $"{width} px");
        tree.Add(section, "Height", $"{height} px");
        tree.Add(section, "Size", $"{length} bytes");
    }

    private static bool TryReadText(ref FieldReader fields, out string text)
    {
        text = "";
        if (!fields.TryReadUInt32(out uint length) || !fields.TryReadBytes(length, out ReadOnlySpan<byte> bytes)) return false;
        text = ChunkText.Decode(bytes);
        return true;
    }
}
