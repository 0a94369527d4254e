namespace AudioIO;

/// <summary>
/// What an Mp3Frame says of its main data (ISO/IEC 11172-3 §2.4.1.7, 13818-3 §2.4.1.7): looked through before the decoder is, so that nothing
/// reaches it that it would read beyond its bits, or with what an earlier Mp3Frame left behind.
/// </summary>
internal static class Mp3SideInfo
{
    /// <summary>Largest distance in bytes to where the main data begins: 9 bits.</summary>
    public const int MaxReservoir = 511;

    /// <summary>Pairs of the values below 576 / 2.</summary>
    private const int MaxBigValues = 288;

    /// <summary>Above it the decoder has no lengths of scale factors for positions between the channels (13818-3 §2.4.3.2, lower rates).</summary>
    private const int MaxIntensityCompression = 509;

    /// <summary>The rate whose bands the decoder does not know: the first three short ones have 72 lines and not 36.</summary>
    private const int WideBandRate = 8000;

    /// <summary>Pairs that end with the third short band of every other rate.</summary>
    private const int NarrowPairs = 18;

    /// <summary>How far before the Mp3Frame its main data begins, counted in bytes of main data alone.</summary>
    public static int MainDataBegin(Mp3Header header, ReadOnlySpan<byte> sideInfo) =>
        header.IsVersion1 ? (sideInfo[0] << 1) | (sideInfo[1] >> 7) : sideInfo[0];

    /// <summary>Writes that the main data begins with the Mp3Frame.</summary>
    public static void ClearMainDataBegin(Mp3Header header, Span<byte> sideInfo)
    {
        sideInfo[0] = 0;
        if (header.IsVersion1) sideInfo[1] &= 0x7F;
    }

    /// <summary>Why the main data cannot be decoded; null where they can.</summary>
    /// <param name="header">The header.</param>
    /// <param name="sideInfo">The side information.</param>
    /// <param name="mainDataBytes">Bytes of main data from where they begin to the end of the Mp3Frame.</param>
    public static string? Fault(Mp3Header header, ReadOnlySpan<byte> sideInfo, int mainDataBytes)
    {
        var bits = new Mp3Bits(sideInfo);
        int granules = header.IsVersion1 ? 2 : 1, channels = header.Channels;
        bits.Read(header.IsVersion1 ? (channels == 1 ? 14 : 12) : (channels == 1 ? 9 : 10)); // main_data_begin, private_bits
        int shared = 0; // scfsi, a bit for each of four groups of bands of each channel
        if (header.IsVersion1) shared = bits.Read(4 * channels);
        int total = 0; // at most 4 · 4095 bits
        for (int granule = 0; granule < granules; granule++)
        {
            Windows first = default;
            for (int channel = 0; channel < channels; channel++)
            {
                total += bits.Read(12); // part2_3_length
                int pairs = bits.Read(9);
                if (pairs > MaxBigValues) return $"big_values: expected at most {MaxBigValues}, found {pairs}";
                bits.Read(8); // global_gain
                int compression = bits.Read(header.IsVersion1 ? 4 : 9); // scalefac_compress
                Windows windows = bits.Read(1) == 1 ? new Windows(bits.Read(2), bits.Read(1) == 1, bits.Read(5), bits.Read(5)) : new Windows(-1, false, 0, 0);
                bits.Read(windows.BlockType < 0 ? 22 : 9);
                bits.Read(header.IsVersion1 ? 3 : 2);
                if (channel == 0) first = windows;
                if (windows.BlockType == 0) return "block_type: expected 1 to 3 beside window_switching_flag, found 0";
                // §2.4.2.7: with short blocks no scale factors are shared; the decoder would take those of an earlier Mp3Frame.
                if (windows.IsShort && IsShared(shared, channel, channels)) return "scfsi: expected 0 beside short blocks, found 1";
                // Likewise the positions of sources between the channels, which are scale factors of the second one.
                if (header.HasIntensityStereo && (windows.IsShort, windows.IsMixed) != (first.IsShort, first.IsMixed))
                    return "block_type: expected the same of both channels in intensity stereo, found different ones";
                // And preflag, which the lower rates do not state.
                if (header.HasIntensityStereo && channel == 1 && compression > MaxIntensityCompression)
                    return $"scalefac_compress: expected at most {MaxIntensityCompression} in intensity stereo, found {compression}";
                // It takes eight long bands for mixed blocks, as of MPEG 1; the lower rates have six.
                if (windows.IsMixed && !header.IsVersion1) return "mixed_block_flag: expected 0 at the lower sampling rates, found 1 (NLayer decodes it wrongly)";
                if (windows.IsShort && header.Rate == WideBandRate && pairs > NarrowPairs && windows.FirstTable != windows.SecondTable)
                    return $"table_select: expected one table for short blocks at {WideBandRate} Hz, found two (NLayer decodes them wrongly)";
            }
        }
        return total <= 8 * mainDataBytes ? null : $"part2_3_length: expected at most {8 * mainDataBytes} bits together, found {total}";
    }

    private static bool IsShared(int shared, int channel, int channels) => ((shared >> (4 * (channels - 1 - channel))) & 15) != 0;

    /// <summary>How one channel of a granule is cut into windows.</summary>
    /// <param name="BlockType">1 start, 2 short, 3 end; −1 for a plain long one.</param>
    /// <param name="Flag">mixed_block_flag.</param>
    /// <param name="FirstTable">Huffman table of the lowest bands.</param>
    /// <param name="SecondTable">That of the others.</param>
    private readonly record struct Windows(int BlockType, bool Flag, int FirstTable, int SecondTable)
    {
        public bool IsShort => BlockType == 2;

        /// <summary>Short, and long in the lowest bands.</summary>
        public bool IsMixed => IsShort && Flag;
    }

    /// <summary>Reads bits from the most significant one on.</summary>
    private ref struct Mp3Bits(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _position; // in bits

        /// <summary>Reads up to 22 bits; those behind the end are 0.</summary>
        public int Read(int count)
        {
            uint value = 0; // 32 bits from the byte of the first one on: 7 before it, 22 wanted
            for (int i = 0; i < 4; i++)
            {
                int index = (_position >> 3) + i;
                value = (value << 8) | (index < _bytes.Length ? _bytes[index] : 0u);
            }
            value <<= _position & 7;
            _position += count;
            return (int)(value >> (32 - count));
        }
    }
}
