using System.Buffers.Binary;

namespace AudioIO.Tests.Streams;

/// <summary>16-bit samples that each say where they stand: sample i is (7919 i + 1) mod 2^16.</summary>
internal static class Counted
{
    public static short Sample(int index) => unchecked((short)(index * 7919 + 1));

    /// <summary>Some of them as little-endian bytes.</summary>
    public static byte[] Bytes(int first, int count)
    {
        var bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), Sample(first + i));
        return bytes;
    }

    /// <summary>A WAV file that holds the first ones, and whose header may claim another number of bytes.</summary>
    public static byte[] File(int channels, int samples, uint? claim = null) =>
        WaveBuilder.Riff().Format(WaveFormat.Pcm(16, channels)).Data(Bytes(0, samples), claim).ToArray();
}
