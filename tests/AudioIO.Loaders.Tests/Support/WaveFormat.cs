using System.Buffers.Binary;

namespace AudioIO.Tests;

/// <summary>The content of a <c>fmt </c> chunk; every field can be set on its own.</summary>
internal sealed record WaveFormat
{
    public static readonly byte[] MicrosoftGuid = [0, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static readonly short[] StandardCoefficients = [256, 0, 512, -256, 0, 0, 192, 64, 240, 0, 460, -208, 392, -232];

    public ushort Tag { get; init; } = 1;

    public ushort Channels { get; init; } = 1;

    public uint Rate { get; init; } = 8000;

    public uint ByteRate { get; init; }

    public ushort BlockAlign { get; init; }

    public ushort Bits { get; init; } = 16;

    /// <summary>cbSize and what follows it; empty for the plain 16 bytes.</summary>
    public byte[] Extension { get; init; } = [];

    public static WaveFormat Pcm(int bits, int channels = 1, uint rate = 8000) => new()
    {
        Bits = (ushort)bits,
        Channels = (ushort)channels,
        Rate = rate,
        BlockAlign = (ushort)((bits + 7) / 8 * channels),
        ByteRate = (uint)((bits + 7) / 8 * channels * rate),
    };

    public static WaveFormat Float(int bits, int channels = 1) => Pcm(bits, channels) with { Tag = 3 };

    public static WaveFormat Companded(ushort tag, int channels = 1) => Pcm(8, channels) with { Tag = tag };

    /// <summary>WAVE_FORMAT_EXTENSIBLE in little-endian order.</summary>
    public static WaveFormat Extensible(ushort subTag, int bits, int channels = 1, int validBits = -1, uint mask = 0)
    {
        byte[] guid = [.. MicrosoftGuid];
        BinaryPrimitives.WriteUInt16LittleEndian(guid, subTag);
        return Extensible(guid, bits, channels, validBits, mask);
    }

    public static WaveFormat Extensible(byte[] guid, int bits, int channels = 1, int validBits = -1, uint mask = 0, bool big = false)
    {
        byte[] valid = BitConverter.GetBytes((ushort)(validBits < 0 ? bits : validBits));
        byte[] maskBytes = BitConverter.GetBytes(mask);
        if (big)
        {
            Array.Reverse(valid);
            Array.Reverse(maskBytes);
        }
        byte[] size = big ? [0, 22] : [22, 0];
        return Pcm(bits, channels) with { Tag = 0xFFFE, Extension = [.. size, .. valid, .. maskBytes, .. guid] };
    }

    public static WaveFormat Ima(int channels, int blockAlign, int? samplesPerBlock = null)
    {
        int samples = samplesPerBlock ?? (((blockAlign - (4 * channels)) / (4 * channels)) * 8) + 1;
        byte[] extension = [2, 0, .. BitConverter.GetBytes((ushort)samples)];
        return new WaveFormat { Tag = 0x11, Channels = (ushort)channels, Bits = 4, BlockAlign = (ushort)blockAlign, Extension = extension };
    }

    public static WaveFormat MsAdpcm(int channels, int blockAlign, int? samplesPerBlock = null, short[]? coefficients = null)
    {
        int samples = samplesPerBlock ?? ((blockAlign - (7 * channels)) * 2 / channels) + 2;
        short[] table = coefficients ?? StandardCoefficients;
        byte[] extension =
        [
            .. BitConverter.GetBytes((ushort)(4 + (2 * table.Length))), .. BitConverter.GetBytes((ushort)samples),
            .. BitConverter.GetBytes((ushort)(table.Length / 2)), .. table.SelectMany(BitConverter.GetBytes),
        ];
        return new WaveFormat { Tag = 2, Channels = (ushort)channels, Bits = 4, BlockAlign = (ushort)blockAlign, Extension = extension };
    }

    public byte[] ToBytes(bool big)
    {
        byte[] fields =
        [
            .. Bytes(Tag, big), .. Bytes(Channels, big), .. Bytes(Rate, big),
            .. Bytes(ByteRate, big), .. Bytes(BlockAlign, big), .. Bytes(Bits, big),
        ];
        return [.. fields, .. Extension];
    }

    private static byte[] Bytes(ushort value, bool big) => Order(BitConverter.GetBytes(value), big);

    private static byte[] Bytes(uint value, bool big) => Order(BitConverter.GetBytes(value), big);

    private static byte[] Order(byte[] bytes, bool big)
    {
        if (big) Array.Reverse(bytes);
        return bytes;
    }
}
