using System.Buffers.Binary;
using System.Text;

namespace AudioIO.Tests.Streams;

/// <summary>Small WAV files of 16-bit integers, in parts, as a recorder writes them.</summary>
internal static class WaveBytes
{
    /// <summary>A header of 44 bytes.</summary>
    public static byte[] Header(int channels, int rate, uint dataBytes, int bits = 16)
    {
        var header = new byte[44];
        Encoding.ASCII.GetBytes("RIFF").CopyTo(header, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), dataBytes > uint.MaxValue - 36 ? uint.MaxValue : dataBytes + 36);
        Encoding.ASCII.GetBytes("WAVEfmt ").CopyTo(header, 8);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(28), rate * channels * bits / 8);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(32), (short)(channels * bits / 8));
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(34), (short)bits);
        Encoding.ASCII.GetBytes("data").CopyTo(header, 36);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), dataBytes);
        return header;
    }

    /// <summary>Samples from a counter: value i is (i·7919 + 1) mod 2^16, so that no two neighbours are equal and no frame looks like another.</summary>
    public static byte[] Samples(int first, int count)
    {
        var bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), Sample(first + i));
        return bytes;
    }

    public static short Sample(int index) => unchecked((short)(index * 7919 + 1));

    public static byte[] Chunk(string id, byte[] payload)
    {
        var chunk = new byte[8 + payload.Length];
        Encoding.ASCII.GetBytes(id).CopyTo(chunk, 0);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), payload.Length);
        payload.CopyTo(chunk, 8);
        return chunk;
    }

    public static byte[] File(int channels, int rate, int samples) => [.. Header(channels, rate, (uint)(2 * samples)), .. Samples(0, samples)];
}
