namespace AudioIO;

/// <summary>The checksum of a FlacFrame's header: polynomial x^8 + x^2 + x + 1, initialised with 0 (RFC 9639 §9.1.8).</summary>
internal static class FlacCrc8
{
    private static readonly byte[] Table = CreateTable();

    public static byte Compute(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte b in bytes) crc = Table[crc ^ b];
        return crc;
    }

    private static byte[] CreateTable()
    {
        byte[] table = new byte[256];
        for (int i = 0; i < 256; i++)
        {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1;
            table[i] = (byte)crc;
        }
        return table;
    }
}
