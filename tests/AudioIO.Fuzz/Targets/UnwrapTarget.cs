namespace AudioIO.Fuzz;

/// <summary>Unwrapped recordings: any part is what the whole has there.</summary>
internal sealed class UnwrapTarget : FuzzTarget
{
    public override string Name => "unwrapping";

    public override IReadOnlyList<byte[]> Seeds => Fuzz.Seeds.Recordings;

    protected override bool Run(byte[] input, Choices choices)
    {
        const int MaxFrames = 1 << 14;
        using AudioSource? recording = Files.TryOpen(input, Files.Options(DamagePolicy.Silence));
        if (recording is null || recording.Frames is 0 or > MaxFrames) return recording is not null;
        var options = new UnwrapOptions(0.25 + (choices.NextDouble() / 2), (UnwrapMode)choices.Next(Enum.GetValues<UnwrapMode>().Length));
        float[] expected = Whole(recording, options), found = new float[expected.Length];
        using var source = new UnwrappedSource(recording, options);
        Check.DescribeAll(source);
        if (source.Refresh() != 0) throw new Finding("A file that does not grow has grown.");
        for (int i = 0; i < 16; i++)
        {
            int count = 1 + choices.Next((int)Math.Min(source.Frames, 300)), channels = source.Channels;
            long start = choices.NextInt64(source.Frames - count + 1);
            Span<float> part = found.AsSpan(0, count * channels);
            source.Read(start, part);
            ReadOnlySpan<float> whole = expected.AsSpan((int)start * channels, part.Length);
            for (int j = 0; j < part.Length; j++)
                if (BitConverter.SingleToInt32Bits(part[j]) != BitConverter.SingleToInt32Bits(whole[j])) throw new Finding($"Frame {start + (j / channels)} is another alone.");
        }
        return true;
    }

    private static float[] Whole(AudioSource recording, UnwrapOptions options)
    {
        using var source = new UnwrappedSource(recording, options);
        float[] values = new float[source.Frames * source.Channels];
        source.Read(0, values.AsSpan());
        return values;
    }
}
