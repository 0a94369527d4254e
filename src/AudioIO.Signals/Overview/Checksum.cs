using System.Numerics;
using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>CRC-32C (Castagnoli), eight bytes at a time, by the processor's own instruction where it has one.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes, ulong seed)
    {
        uint crc = BitOperations.Crc32C(uint.MaxValue, seed);
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) crc = BitOperations.Crc32C(crc, word);
        foreach (byte rest in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
