namespace AudioIO.Tests.Flac;

/// <summary>How a FlacFrame is to be coded, legal or not. Checksums are right unless asked otherwise.</summary>
internal sealed record FlacFrameCode
{
    public required long Number { get; init; }

    public bool Variable { get; init; }

    public int Bits { get; init; } = 16;

    /// <summary>Code for the depth; null for the one in the format's table, or 0.</summary>
    public int? BitsCode { get; init; }

    public int RateCode { get; init; }

    public int RateExtra { get; init; }

    /// <summary>Code for the block size; null for 7 with 16 bits.</summary>
    public int? BlockSizeCode { get; init; }

    public int? BlockSizeExtra { get; init; }

    public FlacStereoMode Mode { get; init; }

    public int? Assignment { get; init; }

    public int HeaderCrcXor { get; init; }

    public int FooterCrcXor { get; init; }

    /// <summary>One for each channel.</summary>
    public required SubframeCode[] Subframes { get; init; }

    /// <param name="channels">Samples, channel by channel.</param>
    public byte[] Build(params int[][] channels)
    {
        int size = channels[0].Length;
        var writer = new BitWriter();
        int sizeCode = BlockSizeCode ?? 7;
        int bitsCode = BitsCode ?? Bits switch { 8 => 1, 12 => 2, 16 => 4, 20 => 5, 24 => 6, 32 => 7, _ => 0 };
        int assignment = Assignment ?? (Mode == FlacStereoMode.Independent ? channels.Length - 1 : 7 + (int)Mode);
        writer.Bits(0x7FFC, 15).Bits(Variable ? 1
            : 0, 1).Bits(sizeCode, 4).Bits(RateCode, 4).Bits(assignment, 4).Bits(bitsCode, 3).Bits(0, 1);
        writer.Bytes(CodedNumber(Number));
        if (sizeCode is 6 or 7) writer.Bits(BlockSizeExtra ?? (size - 1), sizeCode == 6 ? 8 : 16);
        if (RateCode is >= 12 and <= 14) writer.Bits(RateExtra, RateCode == 12 ? 8 : 16);
        writer.Bits(FlacCrc8.Compute(writer.ToArray()) ^ HeaderCrcXor, 8);
        long[][] coded = Decorrelate(channels);
        for (int c = 0; c < coded.Length; c++)
        {
            bool side = (Mode is FlacStereoMode.LeftSide or FlacStereoMode.MidSide && c == 1) || (Mode == FlacStereoMode.SideRight
                && c == 0);
            Subframes[c].Write(writer, coded[c], Bits + (side ? 1 : 0));
        }
        writer.Align();
        int crc = FlacCrc16.ComputeByTable(0, writer.ToArray()) ^ FooterCrcXor;
        return writer.Bits(crc, 16).ToArray();
    }

    /// <summary>The scheme of UTF-8 up to 36 bits.</summary>
    public static byte[] CodedNumber(long number)
    {
        if (number < 0x80) return [(byte)number];
        int count = 2;
        while (number >> ((5 * count) + 1) != 0) count++;
        byte[] code = new byte[count];
        for (int i = count - 1; i > 0; i--, number >>= 6) code[i] = (byte)(0x80 | (number & 0x3F));
        code[0] = (byte)((0xFF00 >> count) | (int)number);
        return code;
    }

    private long[][] Decorrelate(int[][] channels)
    {
        long[][] coded = [.. channels.Select(channel => channel.Select(sample => (long)sample).ToArray())];
        if (Mode == FlacStereoMode.Independent) return coded;
        for (int i = 0; i < coded[0].Length; i++)
        {
            (long left, long right) = (coded[0][i], coded[1][i]);
            (coded[0][i], coded[1][i]) = Mode switch
            {
                FlacStereoMode.LeftSide => (left, left - right),
                FlacStereoMode.SideRight => (left - right, right),
                _ => ((left + right) >> 1, left - right),
            };
        }
        return coded;
    }
}
