namespace AudioIO;

/// <summary>
/// Companded samples (ITU-T G.711) to 16 bits. A-law decodes to 13 bits and µ-law to 14; both stand in the upper bits of the 16, as
/// everybody has them, so that the peaks are ±32256 and ±32124.
/// </summary>
internal static class G711
{
    /// <summary>The 16-bit sample of each A-law byte.</summary>
    public static readonly short[] ALaw = Table(DecodeALaw);

    /// <summary>The 16-bit sample of each µ-law byte.</summary>
    public static readonly short[] MuLaw = Table(DecodeMuLaw);

    // G.711 table 1: even bits are inverted on the line (0x55); sign (1 = positive), segment of 3 bits, 4 bits within the segment.
    private static int DecodeALaw(byte coded)
    {
        int code = coded ^ 0x55;
        int segment = (code >> 4) & 7;
        int step = code & 15;
        // Middle of the step. 13 bits: (2·15 + 33) << 6 = 4032, and << 3 for 16 bits.
        int magnitude = segment == 0 ? (2 * step) + 1 : ((2 * step) + 33) << (segment - 1);
        return ((code & 0x80) != 0 ? magnitude : -magnitude) << 3;
    }

    // G.711 table 2: all bits are inverted on the line; sign (1 = negative then), segment, step; the bias of 33 is taken off again.
    private static int DecodeMuLaw(byte coded)
    {
        int code = ~coded;
        int segment = (code >> 4) & 7;
        int step = code & 15;
        // 14 bits: ((2·15 + 33) << 7) − 33 = 8031, and << 2 for 16 bits.
        int magnitude = (((2 * step) + 33) << segment) - 33;
        return ((code & 0x80) != 0 ? -magnitude : magnitude) << 2;
    }

    private static short[] Table(Func<byte, int> decode)
    {
        short[] table = new short[256];
        for (int i = 0; i < table.Length; i++) table[i] = (short)decode((byte)i);
        return table;
    }
}
