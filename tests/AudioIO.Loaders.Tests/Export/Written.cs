namespace AudioIO.Tests.Export;

/// <summary>Writes files into memory and reads them back.</summary>
internal static class Written
{
    public const int Rate = 48_000;

    /// <summary>A file in memory.</summary>
    public static byte[] File(int channels, WaveEncoding encoding, Action<WaveWriter> write, WaveWriterOptions? options = null)
    {
        var stream = new MemoryStream();
        using (var writer = new WaveWriter(stream, Rate, channels, encoding, options)) write(writer);
        return stream.ToArray();
    }

    /// <summary>Values in [−1, 1) that an encoding holds exactly, all different from their neighbours.</summary>
    public static double[] Exact(WaveEncoding encoding, int count, int seed = 1)
    {
        var random = new Random(seed);
        int bits = Bits(encoding);
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = encoding switch
            {
                WaveEncoding.IeeeFloat32 => (float)((4 * random.NextDouble()) - 2),
                WaveEncoding.IeeeFloat64 => (4 * random.NextDouble()) - 2,
                _ => random.NextInt64(-(1L << (bits - 1)), 1L << (bits - 1)) * Math.ScaleB(1, 1 - bits),
            };
        }
        return values;
    }

    public static int Bits(WaveEncoding encoding) => encoding switch
    {
        WaveEncoding.Pcm8 => 8,
        WaveEncoding.Pcm16 => 16,
        WaveEncoding.Pcm24 => 24,
        WaveEncoding.IeeeFloat64 => 64,
        _ => 32,
    };

    public static bool IsFloat(WaveEncoding encoding) => encoding is WaveEncoding.IeeeFloat32 or WaveEncoding.IeeeFloat64;

    public static Marker At(long start, long count, string label, string text) =>
        new() { StartFrame = start, FrameCount = count, Label = label, Text = text };

    /// <summary>Position and length of a chunk's content.</summary>
    public static (int Position, int Length)? Find(byte[] file, string id)
    {
        for (int at = 12; at + 8 <= file.Length;)
        {
            int length = (int)Math.Min(BitConverter.ToUInt32(file, at + 4), (uint)(file.Length - at - 8));
            if (System.Text.Encoding.Latin1.GetString(file, at, 4) == id) return (at + 8, length);
            at += 8 + length + (length & 1);
        }
        return null;
    }
}
