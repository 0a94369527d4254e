using System.Buffers.Binary;

namespace AudioIO;

/// <summary>The SubFormat GUID of WAVE_FORMAT_EXTENSIBLE: a format tag in front of a fixed rest.</summary>
internal static class WaveSubFormat
{
    /// <summary>Length of a GUID in bytes.</summary>
    public const int Length = 16;

    // KSDATAFORMAT_SUBTYPE_WAVEFORMATEX {0000xxxx-0000-0010-8000-00AA00389B71}; the last eight bytes have no byte order.
    private static ReadOnlySpan<byte> MicrosoftNode => [0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    // Ambisonic B-format {0000000x-0721-11D3-8644-C8C1CA000000}: the channels mean something else, the samples are stored alike.
    private static ReadOnlySpan<byte> AmbisonicNode => [0x86, 0x44, 0xC8, 0xC1, 0xCA, 0x00, 0x00, 0x00];

    /// <summary>The format tag in a GUID.</summary>
    /// <param name="guid">The 16 bytes in the file.</param>
    /// <param name="bigEndian">
    /// True for RIFX, whose writers disagree: some turn every field of the GUID, some only the tag (as 16 or 32 bits), some nothing.
    /// </param>
    /// <param name="tag">The format tag.</param>
    /// <returns>False where the GUID carries no format tag.</returns>
    public static bool TryGetTag(ReadOnlySpan<byte> guid, bool bigEndian, out ushort tag)
    {
        tag = 0;
        ReadOnlySpan<byte> node = guid[8..Length];
        (ushort Data2, ushort Data3) expected;
        if (node.SequenceEqual(MicrosoftNode)) expected = (0x0000, 0x0010);
        else if (node.SequenceEqual(AmbisonicNode)) expected = (0x0721, 0x11D3);
        else return false;

        var little = new ByteOrder(BigEndian: false);
        var big = new ByteOrder(BigEndian: true);
        bool littleRest = (little.UInt16(guid[4..]), little.UInt16(guid[6..])) == expected;
        bool bigRest = (big.UInt16(guid[4..]), big.UInt16(guid[6..])) == expected;
        uint data1 = BinaryPrimitives.ReadUInt32LittleEndian(guid);
        if (littleRest && data1 <= ushort.MaxValue && !(bigEndian && IsTurnedTag(data1)))
        {
            tag = (ushort)data1;
            return true;
        }
        if (!bigEndian || !(littleRest || bigRest)) return false;

        uint turned = BinaryPrimitives.ReverseEndianness(data1);
        if (turned > ushort.MaxValue)
        {
            // Only the tag word was turned: 00 01 00 00.
            if (data1 > ushort.MaxValue) return false;
            turned = BinaryPrimitives.ReverseEndianness((ushort)data1);
        }
        tag = (ushort)turned;
        return true;
    }

    // Tags of uncompressed samples lie below 256, so that 00 xx 00 00 in RIFX is one of them with its two bytes turned.
    private static bool IsTurnedTag(uint data1) => (data1 & 0xFF) == 0 && data1 is > 0 and <= ushort.MaxValue;
}
