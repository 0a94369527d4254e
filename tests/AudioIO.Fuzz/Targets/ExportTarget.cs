namespace AudioIO.Fuzz;

/// <summary>Excerpts of any file: the frames that were asked for, bit for bit, and metadata that can be read.</summary>
internal sealed class ExportTarget : FuzzTarget
{
    public override string Name => "export";

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Fuzz.Seeds.Waves, .. Fuzz.Seeds.FlacContents.Take(5)];

    protected override bool Run(byte[] input, Choices choices)
    {
        const int MaxFrames = 1 << 12;
        using AudioSource? source = Files.TryOpen(input, Files.Options(DamagePolicy.Throw));
        if (source is null || source.Frames > MaxFrames) return source is not null;
        long start = choices.NextInt64(source.Frames + 1), count = choices.NextInt64(source.Frames - start + 1);
        string path = Files.Scratch("excerpt.wav");
        try
        {
            source.Export(path, start, count, new ExportOptions { Overwrite = true, KeepUnknownChunks = choices.Next(2) == 0 });
        }
        catch (AudioFormatException)
        {
            // Damage is not exported as if it were sound.
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
            if (!expected[i].Equals(found[i])) throw new Finding($"Value {i} was {expected[i]:R}, exported it is {found[i]:R}.");
        return true;
    }
}
