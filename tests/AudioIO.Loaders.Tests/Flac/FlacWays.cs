namespace AudioIO.Tests.Flac;

/// <summary>
/// One truth: whatever the size of the reads, their order, the number of threads, and what was read before, a recording has the same frames,
/// the same samples and the same damage, and verifying lists that damage.
/// </summary>
internal sealed class FlacWays
{
    private readonly Func<DamagePolicy, int, FlacSource> _open;
    private readonly int[] _samples;
    private readonly SortedDictionary<long, long> _damage;

    private FlacWays(Func<DamagePolicy, int, FlacSource> open)
    {
        _open = open;
        using FlacSource source = open(DamagePolicy.Throw, 1);
        Info = source.Info;
        (_samples, _damage) = ReadInBlocks(source, checked((int)Info.Frames), backward: false);
    }

    public AudioInfo Info { get; }

    /// <summary>Interleaved samples, 0 where they are lost.</summary>
    public IReadOnlyList<int> Samples => _samples;

    /// <summary>First frame and number of frames of every damage, as the exceptions name it.</summary>
    public IEnumerable<(long StartFrame, long FrameCount)> Damage => _damage.Select(pair => (pair.Key, pair.Value));

    public long FramesLost => _damage.Values.Sum();

    /// <summary>Reads a small file in every way, as a small file is read and as a large one is.</summary>
    public static FlacWays ReadAll(byte[] file, int seed = 1)
    {
        FlacWays[] sizes = [.. new long[] { 1 << 20, 0 }.Select(walk => new FlacWays((policy, threads) => FlacFile.Open(file, policy, walk, threads)))];
        Assert.Equal(sizes[0].Info, sizes[1].Info);
        sizes[0].AssertSame(sizes[1]._samples, sizes[1]._damage, "as a large file");
        foreach (FlacWays ways in sizes)
        {
            foreach (int block in (int[])[7, 100, 1000]) ways.AssertBlocks(block, 1, backward: false);
            ways.AssertBlocks(100, 1, backward: true);
            ways.AssertBlocks(int.MaxValue, 2, backward: false);
            ways.AssertFreshWindows(new Random(seed), 40);
            ways.AssertSilence();
            ways.AssertVerified();
        }
        return sizes[0];
    }

    /// <summary>Reads a file in the ways that a large one allows.</summary>
    public static FlacWays ReadLarge(string path, int longBlock)
    {
        var ways = new FlacWays((policy, threads) =>
            (FlacSource)AudioLoader.OpenSource(path, new AudioLoaderOptions { OnDamage = policy, MaxDecodingThreads = threads }));
        ways.AssertBlocks(4096, 1, backward: false);
        ways.AssertBlocks(longBlock, 1, backward: false);
        ways.AssertBlocks(longBlock, 1, backward: true);
        ways.AssertBlocks(int.MaxValue, 2, backward: false);
        ways.AssertFreshWindows(new Random(1), 20);
        ways.AssertVerified();
        return ways;
    }

    private void AssertBlocks(int block, int threads, bool backward)
    {
        using FlacSource source = _open(DamagePolicy.Throw, threads);
        (int[] samples, SortedDictionary<long, long> damage) = ReadInBlocks(source, block, backward);
        AssertSame(samples, damage, $"in blocks of {block} on {threads} threads{(backward ? " backward" : "")}");
    }

    private void AssertFreshWindows(Random random, int count)
    {
        for (int i = 0; i < count && Info.Frames > 0; i++)
        {
            using FlacSource source = _open(DamagePolicy.Throw, 1);
            int length = (int)Math.Min(random.Next(1, 3000), Info.Frames);
            long start = random.NextInt64(Info.Frames - length + 1);
            int[] part = new int[length * Info.Channels];
            bool isLost = _damage.Any(pair => pair.Key < start + length && pair.Key + pair.Value > start);
            string message = $"frames {start} to {start + length - 1} of a file opened anew";
            try
            {
                source.Read(start, part.AsSpan());
                Assert.False(isLost, message);
                Assert.True(part.AsSpan().SequenceEqual(_samples.AsSpan((int)start * Info.Channels, part.Length)), message);
            }
            catch (AudioFormatException fault)
            {
                Assert.True(isLost, $"{message}: {fault.Message}");
                Assert.True(_damage.TryGetValue(fault.StartFrame!.Value, out long frames) && frames == fault.FrameCount, $"{message}: {fault.Message}");
            }
        }
    }

    private void AssertSilence()
    {
        using FlacSource source = _open(DamagePolicy.Silence, 1);
        int[] samples = new int[_samples.Length];
        samples.AsSpan().Fill(0x5A5A);
        source.Read(0, samples.AsSpan());
        Assert.Equal(_samples, samples);
        long end = 0;
        foreach (Diagnostic entry in source.Diagnostics.Where(d => d.Kind == DiagnosticKind.Damaged && d.StartFrame is not null)
            .OrderBy(d => d.StartFrame))
        {
            Assert.True(entry.StartFrame >= end, $"{entry.Message} overlaps the one before.");
            end = entry.StartFrame!.Value + entry.FrameCount!.Value;
            Assert.Equal(entry.FrameCount, _damage[entry.StartFrame.Value]);
        }
    }

    private void AssertVerified()
    {
        using FlacSource source = _open(DamagePolicy.Throw, 1);
        Assert.Equal(Damage, source.Verify().Damage.Select(d => (d.StartFrame!.Value, d.FrameCount!.Value)));
    }

    private void AssertSame(int[] samples, SortedDictionary<long, long> damage, string message)
    {
        Assert.True(_damage.SequenceEqual(damage), $"{message}: lost {Text(damage)}, else {Text(_damage)}");
        Assert.True(_samples.AsSpan().SequenceEqual(samples), $"{message}: other samples");
    }

    private static string Text(SortedDictionary<long, long> damage) => string.Join(", ", damage.Select(d => $"{d.Key} + {d.Value}"));

    /// <summary>Reads all frames; what throws is left out, by the frames that it names, and stays 0.</summary>
    private static (int[] Samples, SortedDictionary<long, long> Damage) ReadInBlocks(FlacSource source, int block, bool backward)
    {
        int frames = (int)source.Info.Frames, channels = source.Info.Channels;
        int[] samples = new int[frames * channels];
        var damage = new SortedDictionary<long, long>();
        List<(int From, int To)> blocks = [];
        for (long from = 0; from < frames; from += block) blocks.Add(((int)from, (int)Math.Min(from + block, frames)));
        if (backward) blocks.Reverse();
        foreach ((int first, int to) in blocks)
        {
            for (int from = first; from < to;)
            {
                try
                {
                    source.Read(from, samples.AsSpan(from * channels, (to - from) * channels));
                    break;
                }
                catch (AudioFormatException fault)
                {
                    (long start, long count) = (fault.StartFrame!.Value, fault.FrameCount!.Value);
                    Assert.True(start < to && start + count > from, fault.Message);
                    damage[start] = count;
                    int lostFrom = (int)Math.Max(start, from), lostTo = (int)Math.Min(start + count, to);
                    // What stands before the damage is sound.
                    source.Read(from, samples.AsSpan(from * channels, (lostFrom - from) * channels));
                    samples.AsSpan(lostFrom * channels, (lostTo - lostFrom) * channels).Clear();
                    from = lostTo;
                }
            }
        }
        return (samples, damage);
    }
}
