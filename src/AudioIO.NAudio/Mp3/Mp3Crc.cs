namespace AudioIO;

/// <summary>The CRC of protected Mp3Frames (ISO/IEC 11172-3 §2.4.3.1): x^16 + x^15 + x^2 + 1, from all ones, the highest bit first.</summary>
internal static class Mp3Crc
{
    private const ushort Polynomial = 0x8005;

    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>True unless the Mp3Frame has a CRC that does not fit: it covers half of the header and the side information.</summary>
    public static bool Fits(Mp3Header header, ReadOnlySpan<byte> frame)
    {
        if (!header.HasCrc) return true;
        ushort crc = Next(Next(0xFFFF, (byte)(header.Protected >> 8)), (byte)header.Protected);
        foreach (byte b in frame.Slice(header.SideInfoOffset, header.SideInfoBytes)) crc = Next(crc, b);
        return crc == ((frame[Mp3Header.Length] << 8) | frame[Mp3Header.Length + 1]);
    }

    /// <summary>The CRC of some bytes with another beginning than that of a Mp3Frame.</summary>
    public static ushort Next(ushort crc, byte b) => (ushort)((crc << 8) ^ Table[(crc >> 8) ^ b]);

    private static ushort Remainder(int b)
    {
        int crc = b << 8;
        for (int i = 0; i < 8; i++) crc = (crc & 0x8000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
        return (ushort)crc;
    }
}
