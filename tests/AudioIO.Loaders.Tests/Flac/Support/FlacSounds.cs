namespace AudioIO.Tests.Flac;

/// <summary>Sound and ways to code it, from a seed.</summary>
internal static class FlacSounds
{
    /// <summary>A tone with noise, now and then silence or full scale; the lowest <paramref name="wasted"/> bits are 0.</summary>
    public static int[] Channel(Random random, int count, int bits, int wasted = 0)
    {
        double scale = Math.Pow(2, bits - 1), pitch = random.NextDouble(), level = random.NextDouble() * 0.9,
            noise = random.NextDouble() * 0.1;
        int kind = random.Next(6);
        int[] samples = new int[count];
        for (int i = 0; i < count; i++)
        {
            double value = kind switch
            {
                0 => 0,
                1 => i / 7 % 2 == 0 ? 1 : -1,
                2 => (2 * random.NextDouble()) - 1,
                _ => (level * Math.Sin(pitch * i)) + (noise * ((2 * random.NextDouble()) - 1)),
            };
            long sample = Math.Clamp((long)(value * scale), -(1L << (bits - 1)), (1L << (bits - 1)) - 1);
            samples[i] = (int)(sample >> wasted << wasted);
        }
        return samples;
    }

    /// <summary>Some legal way to code samples: any type, order, precision, partition and escape that the samples allow.</summary>
    public static SubframeCode Code(Random random, ReadOnlySpan<long> samples, int bits, int wasted)
    {
        bool constant = !samples.ContainsAnyExcept(samples[0]);
        if (constant && random.Next(2) == 0) return SubframeCode.Constant with { Wasted = samples[0] == 0 ? 0 : wasted };
        if (random.Next(8) == 0) return SubframeCode.Verbatim with { Wasted = wasted };
        SubframeCode code = random.Next(2) == 0
            ? SubframeCode.Fixed(random.Next(Math.Min(5, samples.Length + 1)))
            : Linear(random, Math.Min(32, samples.Length));
        code = code with
        {
            Wasted = wasted,
            Method = random.Next(2),
            PartitionOrder = PartitionOrder(random, samples.Length,
            code.Predictor.Length)
        };
        long[] coded = new long[samples.Length];
        for (int i = 0; i < coded.Length; i++) coded[i] = samples[i] >> wasted;
        long[] residual = code.Residual(coded);
        // Residuals of 32 bits are the format's limit; unary codes of millions of bits are legal, but no test for every day.
        if (residual.Any(r => Math.Abs(r) >= int.MaxValue)) return SubframeCode.Verbatim with { Wasted = wasted };
        if (code.Method == 0 && residual.Any(r => Math.Abs(r) >= 1 << 22)) code = code with { Method = 1 };
        return random.Next(4) == 0 ? Escape(random, code, residual) : code;
    }

    /// <summary>Codes blocks of sound at random; the same seed makes the same file.</summary>
    public static FlacFile File(int seed, int channels, int bits, IEnumerable<int> blockSizes, bool variable = false, bool oldStyle = false)
    {
        var random = new Random(seed);
        int[] sizes = [.. blockSizes];
        var file = new FlacFile
        {
            Channels = channels,
            Bits = bits,
            MinBlockSize = Math.Max(16, variable || oldStyle ? Math.Min(sizes.Min(), sizes.Max() - 1) : sizes[0]),
            MaxBlockSize = Math.Max(16, variable || oldStyle ? sizes.Max() : sizes[0]),
        };
        for (int i = 0; i < sizes.Length; i++)
        {
            int wasted = random.Next(3) == 0 ? random.Next(bits - 1) : 0;
            int[][] samples = [.. Enumerable.Range(0, channels).Select(_ => Channel(random, sizes[i], bits, wasted))];
            if (channels == 2 && random.Next(2) == 0)
                for (int j = 0; j < sizes[i]; j++) samples[1][j] = samples[0][j] >> 1 >> wasted << wasted;
            FlacStereoMode mode = channels == 2 ? (FlacStereoMode)random.Next(4) : FlacStereoMode.Independent;
            file.Add(Frame(random, variable || oldStyle ? file.FrameCount : i, variable, bits, mode, samples, wasted), samples);
        }
        return file;
    }

    public static FlacFrameCode Frame(Random random, long number, bool variable, int bits, FlacStereoMode mode, int[][] samples, int wasted)
    {
        SubframeCode[] codes = new SubframeCode[samples.Length];
        for (int c = 0; c < codes.Length; c++)
        {
            long[] coded = new long[samples[0].Length];
            for (int i = 0; i < coded.Length; i++)
            {
                coded[i] = mode switch
                {
                    FlacStereoMode.MidSide when c == 0 => ((long)samples[0][i] + samples[1][i]) >> 1,
                    FlacStereoMode.MidSide or FlacStereoMode.LeftSide when c == 1 => (long)samples[0][i] - samples[1][i],
                    FlacStereoMode.SideRight when c == 0 => (long)samples[0][i] - samples[1][i],
                    _ => samples[c][i],
                };
            }
            // A mean of two samples has one wasted bit less.
            int own = mode == FlacStereoMode.MidSide && c == 0 ? Math.Max(wasted - 1, 0) : wasted;
            codes[c] = Code(random, coded, bits, own);
        }
        return new FlacFrameCode { Number = number, Variable = variable, Bits = bits, Mode = mode, Subframes = codes };
    }

    private static SubframeCode Linear(Random random, int most)
    {
        int order = random.Next(1, most + 1), precision = random.Next(2, 16), shift = random.Next(Math.Max(precision - 2, 0),
            Math.Min(precision + 1, 16));
        int[] predictor = new int[order];
        // Near 1 for the sample before and little for the others, so that the sum stays near the samples.
        int one = (1 << (precision - 1)) - 1;
        for (int j = 0; j < order; j++) predictor[j] = j == 0 ? one : random.Next(-one / 8, (one / 8) + 1);
        return SubframeCode.Linear(shift, predictor) with { Precision = precision };
    }

    private static int PartitionOrder(Random random, int count, int order)
    {
        int most = 0;
        while (most < 15 && count % (2 << most) == 0 && count >> (most + 1) >= order) most++;
        return random.Next(most + 1);
    }

    private static SubframeCode Escape(Random random, SubframeCode code, long[] residual)
    {
        int size = residual.Length >> code.PartitionOrder, which = random.Next(2);
        int[] bits = new int[1 << code.PartitionOrder];
        for (int p = 0; p < bits.Length; p++)
        {
            int from = p == 0 ? code.Predictor.Length : p * size;
            long[] part = residual[from..Math.Max((p + 1) * size, from)];
            int needed = part.Length == 0 || part.All(r =>
                r == 0) ? 0 : 1 + part.Max(r => 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(r < 0 ? ~r : r)));
            bits[p] = needed <= 31 && p % 2 == which ? needed : -1;
        }
        return code with { EscapeBits = p => bits[p] };
    }
}
