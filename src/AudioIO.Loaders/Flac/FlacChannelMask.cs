using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AudioIO;

/// <summary>Which loudspeakers the channels of a FLAC recording are for.</summary>
internal static class FlacChannelMask
{
    private const string Field = "WAVEFORMATEXTENSIBLE_CHANNEL_MASK=";

    /// <summary>Comments of a hostile file; each is passed over by its length.</summary>
    private const int MaxComments = 10_000;

    /// <summary>What the file's comment says (RFC 9639 §8.6.2), or what the number of channels means (§9.1.3).</summary>
    public static uint Read(HeaderReader bytes, FlacMetadata metadata)
    {
        foreach (Chunk block in metadata.Blocks)
        {
            if (block.Id == FlacMetadata.VorbisCommentName && TryFind(bytes, block, out uint mask)) return mask;
        }
        return OfChannels(metadata.StreamInfo.Channels);
    }

    /// <summary>
    /// As bits of dwChannelMask: mono; left, right; and center; front and back left, right; and center; 5.1 with back, 6.1 with back
    /// center and sides, 7.1 with back and sides.
    /// </summary>
    private static uint OfChannels(int channels)
    {
        ReadOnlySpan<ushort> masks = [0x4, 0x3, 0x7, 0x33, 0x37, 0x3F, 0x70F, 0x63F];
        return masks[channels - 1];
    }

    /// <summary>§8.6: a vendor string, a number of comments, and these, each behind its length of 32 bits, little-endian.</summary>
    private static bool TryFind(HeaderReader bytes, Chunk block, out uint mask)
    {
        mask = 0;
        long position = block.Position, end = block.Position + block.Length;
        if (!TryReadLength(bytes, ref position, end, out uint vendor) || vendor > end - position) return false;
        position += vendor;
        if (!TryReadLength(bytes, ref position, end, out uint count)) return false;
        for (uint i = 0; i < Math.Min(count, MaxComments); i++)
        {
            if (!TryReadLength(bytes, ref position, end, out uint length) || length > end - position) return false;
            // The field, "0x" and eight digits.
            if (length > Field.Length && length <= Field.Length + 10
                && TryParse(Encoding.UTF8.GetString(bytes.Peek(position, (int)length)), out mask))
                return true;
            position += length;
        }
        return false;
    }

    private static bool TryReadLength(HeaderReader bytes, ref long position, long end, out uint length)
    {
        length = 0;
        if (end - position < 4) return false;
        ReadOnlySpan<byte> four = bytes.Peek(position, 4);
        if (four.Length < 4) return false;
        length = BinaryPrimitives.ReadUInt32LittleEndian(four);
        position += 4;
        return true;
    }

    /// <summary>Field names are not case-sensitive; the value is hexadecimal.</summary>
    private static bool TryParse(string comment, out uint mask)
    {
        mask = 0;
        if (!comment.StartsWith(Field, StringComparison.OrdinalIgnoreCase)) return false;
        ReadOnlySpan<char> value = comment.AsSpan(Field.Length).Trim();
        if (value.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) value = value[2..];
        return uint.TryParse(value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out mask);
    }
}
