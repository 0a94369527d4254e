namespace AudioIO.Tests.Flac;

/// <summary>Any part of a recording is what the whole has there, whatever was read before, and however that ended.</summary>
internal static class FlacWindows
{
    /// <summary>Reads random parts through one source and compares them with the truth.</summary>
    /// <param name="source">The source, which keeps its state between reads.</param>
    /// <param name="expected">Interleaved samples; where <paramref name="lost"/> holds, reading must throw or give silence.</param>
    /// <param name="lost">Says whether a frame cannot be decoded.</param>
    /// <param name="seed">Seed of the positions.</param>
    /// <param name="reads">How many.</param>
    public static void AssertEqual(FlacSource source, IReadOnlyList<int> expected, Func<long, bool> lost, int seed, int reads)
    {
        var random = new Random(seed);
        int channels = source.Info.Channels;
        Assert.Equal(expected.Count / channels, source.Info.Frames);
        for (int i = 0; i < reads; i++)
        {
            int count = (int)Math.Min(random.Next(4) == 0 ? random.Next(1, 2000) : random.Next(1, 60), source.Info.Frames);
            long start = random.NextInt64(source.Info.Frames - count + 1);
            AssertPart(source, expected, lost, start, count, $"seed {seed}, read {i}");
        }
    }

    public static void AssertPart(FlacSource source, IReadOnlyList<int> expected, Func<long, bool> lost, long start, int count,
        string message)
    {
        int channels = source.Info.Channels;
        int[] part = new int[count * channels];
        part.AsSpan().Fill(0x5A5A5A5A);
        bool anyLost = Enumerable.Range(0, count).Any(i => lost(start + i));
        try
        {
            source.Read(start, part.AsSpan());
        }
        catch (AudioFormatException exception)
        {
            Assert.True(anyLost, $"{message}: frames {start} to {start + count - 1} are sound, but {exception.Message}");
            Assert.True(exception.StartFrame < start + count
                && exception.StartFrame + exception.FrameCount > start, $"{message}: {exception.Message}");
            return;
        }
        for (int i = 0; i < part.Length; i++)
        {
            int wanted = lost(start + (i / channels)) ? 0 : expected[(int)(start * channels) + i];
            Assert.True(wanted == part[i],
                $"{message}: frame {start + (i / channels)} is {part[i]}, not {wanted} (read from {start}, {count} frames)");
        }
    }
}
