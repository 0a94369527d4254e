using System.Buffers.Binary;
using System.IO.Compression;

namespace AudioIO.Samples.Spectrogram;

/// <summary>Packs pixels as PNG (ISO/IEC 15948), 8 bits of red, green and blue each.</summary>
internal static class PngFile
{
    private const uint Polynomial = 0xEDB88320;

    // Neighbours that differ by a level differ by any amount in each colour, but colours recur: rows are packed as they are, unfiltered, and
    // looking longer for what recurs makes little less of them.
    private static readonly ZLibCompressionOptions Packing = new() { CompressionLevel = 3 };

    private static readonly uint[] CheckTable = [.. Enumerable.Range(0, 256).Select(value => CheckOf((uint)value))];

    /// <summary>Writes the whole file.</summary>
    /// <param name="stream">Where it goes.</param>
    /// <param name="pixels">The pixels, row by row from the top; red in the lowest byte, then green and blue.</param>
    /// <param name="width">Pixels of a row; at least one.</param>
    public static void Write(Stream stream, ReadOnlySpan<uint> pixels, int width)
    {
        stream.Write([0x89, .. "PNG\r\n\u001A\n"u8]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Length / width);
        // 8 bits, true colour, packed by deflate, filters told row by row, not interlaced.
        ((ReadOnlySpan<byte>)[8, 2, 0, 0, 0]).CopyTo(header[8..]);
        WriteChunk(stream, "IHDR"u8, header);
        var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, Packing, leaveOpen: true)) WriteRows(packing, pixels, width);
        WriteChunk(stream, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(stream, "IEND"u8, []);
    }

    private static void WriteRows(Stream packing, ReadOnlySpan<uint> pixels, int width)
    {
        // The first byte says that the row is not filtered.
        byte[] row = new byte[1 + (3 * width)];
        for (; !pixels.IsEmpty; pixels = pixels[width..])
        {
            Span<byte> to = row.AsSpan(1);
            foreach (uint pixel in pixels[..width])
            {
                (to[0], to[1], to[2]) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
                to = to[3..];
            }
            packing.Write(row);
        }
    }

    private static void WriteChunk(Stream stream, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(data, Check(type, uint.MaxValue)));
        stream.Write(number);
    }

    /// <summary>Continues the CRC-32 of a chunk.</summary>
    private static uint Check(ReadOnlySpan<byte> bytes, uint check)
    {
        foreach (byte value in bytes) check = CheckTable[(byte)(check ^ value)] ^ (check >> 8);
        return check;
    }

    private static uint CheckOf(uint value)
    {
        for (int bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
        return value;
    }
}
