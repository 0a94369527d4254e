using NLayer;

namespace AudioIO;

/// <summary>
/// Has NLayer build its tables of Huffman codes. It builds each when it is needed first, in two steps and without a lock: a second thread that came
/// between them would decode zeros, and nobody would notice.
/// </summary>
internal static class NLayerTables
{
    private const int MaxTries = 1000;
    private const int CountTables = 32; // the number of the first table of quadruples

    // The tables that differ by their codes: 16 to 23 are one, and so are 24 to 31; 0, 4 and 14 have none.
    private static readonly int[] Tables = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 24, CountTables, CountTables + 1];

    private static readonly Lazy<bool> AreReady = new(Build);

    /// <summary>Returns when all tables are there.</summary>
    public static void Require() => _ = AreReady.Value;

    private static bool Build()
    {
        foreach (int table in Tables)
        {
            int tries = 0;
            // Somebody else who uses NLayer may be between the steps just now.
            while (!IsReady(table))
            {
                if (++tries == MaxTries) throw new InvalidOperationException($"NLayer's table {table} of Huffman codes was not built.");
                Thread.Yield();
            }
        }
        return true;
    }

    /// <summary>Decodes noise by a table: without it everything is zero.</summary>
    private static bool IsReady(int table)
    {
        byte[] noise = new byte[256];
        new Random(table).NextBytes(noise);
        // MPEG 1, 44.1 kHz, mono, 128 kbit/s.
        _ = Mp3Header.TryParse([0xFF, 0xFB, 0x90, 0xC0], out Mp3Header header);
        var frame = new Mp3DecoderFrame();
        frame.Set(header, SideInfo(table, 8 * noise.Length), [], noise);
        float[] sound = new float[header.FrameCount];
        new MpegFrameDecoder().DecodeFrame(frame, sound.AsSpan());
        return sound.AsSpan().ContainsAnyExcept(0f);
    }

    // ISO/IEC 11172-3 §2.4.1.7, the first granule alone.
    private static byte[] SideInfo(int table, int mainDataBits)
    {
        bool isCount = table >= CountTables;
        (int Value, int Count)[] fields =
        [
            (0, 18), (mainDataBits, 12), (isCount ? 0 : 100, 9), (210, 8), (0, 4), (0, 1),
            (isCount ? 0 : table, 5), (isCount ? 0 : table, 5), (isCount ? 0 : table, 5), (0, 7), (0, 2), (isCount ? table - CountTables : 0, 1),
        ];
        byte[] bytes = new byte[17];
        int position = 0;
        foreach ((int value, int count) in fields)
        {
            for (int bit = count - 1; bit >= 0; bit--, position++) bytes[position >> 3] |= (byte)(((value >> bit) & 1) << (7 - (position & 7)));
        }
        return bytes;
    }
}
