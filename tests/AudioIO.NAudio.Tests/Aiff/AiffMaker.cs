using System.Buffers.Binary;

namespace AudioIO.Tests.Aiff;

/// <summary>Makes AIFF files.</summary>
internal static class AiffMaker
{
    /// <summary>A file.</summary>
    /// <param name="sound">The samples as they are stored.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="bits">Bits of a sample.</param>
    /// <param name="type">Compression type of AIFF-C; null for AIFF.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="offset">Bytes of SSND before the first sample.</param>
    /// <param name="frames">What COMM counts; null for what there is.</param>
    public static byte[] File(byte[] sound, int channels, int bits, string? type = null, double rate = 44_100, int offset = 0, int? frames = null)
    {
        int blockBytes = channels * (type is "fl64" ? 8 : type is "fl32" ? 4 : type is "alaw" or "ulaw" ? 1 : (bits + 7) / 8);
        byte[] common = [.. Big16(channels), .. Big32(frames ?? sound.Length / blockBytes), .. Big16(bits), .. Extended(rate)];
        if (type is not null) common = [.. common, .. type.Select(c => (byte)c), 0, 0];
        byte[] content =
        [
            .. (type is null ? "AIFF"u8 : "AIFC"u8),
            .. Chunk("NAME", [.. "odd"u8]),
            .. Chunk("COMM", common),
            .. Chunk("SSND", [.. Big32(offset), .. Big32(0), .. new byte[offset], .. sound]),
            .. Chunk("ANNO", [.. "behind the audio"u8]),
        ];
        return Chunk("FORM", content);
    }

    /// <summary>Samples with their bytes turned around.</summary>
    public static byte[] Turned(byte[] samples, int bytes) => [.. samples.Chunk(bytes).SelectMany(sample => sample.Reverse())];

    private static byte[] Chunk(string id, byte[] content) =>
        [.. id.Select(c => (byte)c), .. Big32(content.Length), .. content, .. content.Length % 2 == 1 ? (byte[])[0] : []];

    private static byte[] Big16(int number) => [(byte)(number >> 8), (byte)number];

    private static byte[] Big32(int number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];

    // IEEE 754 with 80 bits: the mantissa has its leading one.
    private static byte[] Extended(double number)
    {
        int exponent = Math.ILogB(number);
        byte[] bytes = new byte[10];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(16383 + exponent));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), (ulong)Math.ScaleB(number, 63 - exponent));
        return bytes;
    }
}
