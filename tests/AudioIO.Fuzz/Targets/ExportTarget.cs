namespace AudioIO.Fuzz;

/// <summary>Excerpts of any file: the frames that were asked for, bit for bit, and metadata that can be read.</summary>
internal sealed class ExportTarget : FuzzTarget
{
    private static readonly WaveEncoding[] Encodings = Enum.GetValues<WaveEncoding>();

    public override string Name => "export";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Fuzz.Seeds.Waves, .. Fuzz.Seeds.FlacContents.Take(5)];

    protected override bool Run(byte[] input, Choices choices)
    {
        const int MaxFrames = 1 << 12;
        using AudioSource? source = Files.TryOpen(input, Files.Options(DamagePolicy.Throw));
        if (source is null || source.Frames > MaxFrames) return source is not null;
        long start = choices.NextInt64(source.Frames + 1), count = choices.NextInt64(source.Frames - start + 1);
        string path = Files.Scratch("excerpt.wav");
        var options = new ExportOptions { Overwrite = true, KeepUnknownChunks = choices.Next(2) == 0 };
        // Half as they are, half in an encoding of choice; of these a part as derived signals are.
        if (choices.Next(2) == 0) options = options with { Encoding = Encodings[choices.Next(Encodings.Length)], DitherSeed = choices.Next(4) == 0 ? 1 : null };
        try
        {
            Export(source, path, start, count, options, options.Encoding is null ? 0 : choices.Next(4));
        }
        catch (AudioFormatException)
        {
            // Damage is not exported as if it were sound.
            File.Delete(path);
            return true;
        }
        byte[] written = File.ReadAllBytes(path);
        File.Delete(path);
        using AudioSource excerpt = Files.Open(written, AudioLoaderOptions.Default);
        if (excerpt.Frames != count || excerpt.Channels != source.Channels) throw new Finding($"{count} frames exported, {excerpt.Info} read.");
        Check.DescribeAll(excerpt);
        double[] expected = new double[count * source.Channels], found = new double[expected.Length];
        source.Read(start, expected.AsSpan());
        excerpt.Read(0, found.AsSpan());
        for (int i = 0; i < expected.Length; i++)
            if (!IsAlike(expected[i], found[i], options)) throw new Finding($"Value {i} was {expected[i]:R}, exported it is {found[i]:R}.");
        return true;
    }

    private static void Export(AudioSource source, string path, long start, long count, ExportOptions options, int way)
    {
        if (way == 2)
        {
            using Signal<float> floats = source.Signal<float>();
            floats.Export(path, start, count, options);
        }
        else if (way == 3)
        {
            using Signal<double> doubles = source.Signal<double>();
            doubles.Export(path, start, count, options with { DescribedBy = source });
        }
        else source.Export(path, start, count, options);
    }

    /// <summary>As it was; in another encoding within a step of it, and within the range of integers. Dither adds two steps.</summary>
    private static bool IsAlike(double expected, double found, ExportOptions options)
    {
        if (options.Encoding is not { } encoding) return expected.Equals(found);
        if (encoding is WaveEncoding.IeeeFloat32 or WaveEncoding.IeeeFloat64) return expected.Equals(found) || ((float)expected).Equals((float)found);
        double step = encoding switch
        {
            WaveEncoding.Pcm8 => 1.0 / 128,
            WaveEncoding.Pcm16 => 1.0 / 32768,
            WaveEncoding.Pcm24 => 1.0 / 8388608,
            _ => 1.0 / 2147483648,
        };
        double value = double.IsNaN(expected) ? 0 : Math.Clamp(expected, -1, 1 - step);
        // A float has 24 bits.
        return Math.Abs(found - value) <= ((options.DitherSeed is null ? 1 : 3) * step) + 1.2e-7;
    }
}
