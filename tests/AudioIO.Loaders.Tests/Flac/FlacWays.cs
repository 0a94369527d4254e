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
        (_samples, _damage) = ReadInBlocks(source, checked((int)Info.Frames), backward: false, 0, Info.Frames);
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

    /// <summary>
    /// Reads a large file once as a whole, which walks it from its first FlacFrame on, and, in every way that searches, what lies around the
    /// damage. Lost are at most so many frames, and the others are those of the sound file.
    /// </summary>
    /// <param name="open">Opens the file.</param>
    /// <param name="sound">Samples of the sound file; empty where others are right, too.</param>
    /// <param name="place">A frame near the damage.</param>
    /// <param name="around">Frames before and behind the damage that are read in every way.</param>
    /// <param name="longBlock">Frames to a long block.</param>
    /// <param name="mostLost">Frames that may be lost.</param>
    /// <param name="message">Which case it is.</param>
    public static FlacWays ReadAround(
        Func<DamagePolicy, int, FlacSource> open, ReadOnlySpan<int> sound, long place, int around, int longBlock, long mostLost, string message)
    {
        var ways = new FlacWays(open);
        Assert.True(sound.IsEmpty || sound.Length == ways._samples.Length, $"{message}: {ways.Info.Frames} frames");
        Assert.True(ways.FramesLost <= mostLost, $"{message}: {ways.FramesLost} frames are lost ({Text(ways._damage)})");
        int channels = ways.Info.Channels;
        long from = 0;
        foreach ((long start, long count) in ways._damage.Select(pair => (pair.Key, pair.Value)).Append((ways.Info.Frames, 0)))
        {
            int first = (int)from * channels, length = (int)(start - from) * channels;
            if (!sound.IsEmpty) Assert.True(sound.Slice(first, length).SequenceEqual(ways._samples.AsSpan(first, length)), $"{message}: other samples");
            from = start + count;
        }
        long low = Math.Max((ways._damage.Count == 0 ? place : Math.Min(place, ways._damage.First().Key)) - around, 0);
        long high = Math.Min((ways._damage.Count == 0 ? place : Math.Max(place, ways._damage.Last().Key + ways._damage.Last().Value)) + around,
            ways.Info.Frames);
        ways.AssertFreshWindows(new Random(1), 16, low, high, message);
        ways.AssertBlocks(4096, 1, backward: false, low, high, message);
        ways.AssertBlocks(4096, 1, backward: true, low, high, message);
        ways.AssertBlocks(longBlock, 1, backward: false, low, high, message);
        ways.AssertBlocks(longBlock, 1, backward: true, low, high, message);
        ways.AssertBlocks(int.MaxValue, 2, backward: false, low, high, message);
        return ways;
    }

    /// <summary>Verifying lists the damage that reading meets.</summary>
    public void AssertVerified()
    {
        using FlacSource source = _open(DamagePolicy.Throw, 1);
        Assert.Equal(Damage, source.Verify().Damage.Select(d => (d.StartFrame!.Value, d.FrameCount!.Value)));
    }

    private void AssertBlocks(int block, int threads, bool backward) => AssertBlocks(block, threads, backward, 0, Info.Frames, "whole");

    private void AssertBlocks(int block, int threads, bool backward, long low, long high, string message)
    {
        using FlacSource source = _open(DamagePolicy.Throw, threads);
        (int[] samples, SortedDictionary<long, long> damage) = ReadInBlocks(source, block, backward, low, high);
        message += $", in blocks of {block} on {threads} threads{(backward ? " backward" : "")}";
        AssertSame(samples, damage, message, low, high);
    }

    private void AssertFreshWindows(Random random, int count) => AssertFreshWindows(random, count, 0, Info.Frames, "");

    private void AssertFreshWindows(Random random, int count, long low, long high, string what)
    {
        for (int i = 0; i < count && high > low; i++)
        {
            using FlacSource source = _open(DamagePolicy.Throw, 1);
            int length = (int)Math.Min(random.Next(1, 3000), high - low);
            long start = low + random.NextInt64(high - low - length + 1);
            int[] part = new int[length * Info.Channels];
            bool isLost = _damage.Any(pair => pair.Key < start + length && pair.Key + pair.Value > start);
            string message = $"{what}: frames {start} to {start + length - 1} of a file opened anew";
            try
            {
                source.Read(start, part.AsSpan());
                Assert.False(isLost, message);
                Assert.True(part.AsSpan().SequenceEqual(_samples.AsSpan((int)start * Info.Channels, part.Length)), message);
            }
            catch (AudioFormatException fault)
            {
                Assert.True(isLost, $"{message}: {fault.Message}");
                Assert.True(_damage.TryGetValue(fault.StartFrame!.Value, out long frames) && frames == fault.FrameCount,
                    $"{message}: {fault.Message}, else {Text(_damage)}");
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

    private void AssertSame(int[] samples, SortedDictionary<long, long> damage, string message) =>
        AssertSame(samples, damage, message, 0, Info.Frames);

    private void AssertSame(int[] samples, SortedDictionary<long, long> damage, string message, long low, long high)
    {
        var expected = _damage.Where(pair => pair.Key < high && pair.Key + pair.Value > low);
        Assert.True(expected.SequenceEqual(damage), $"{message}: lost {Text(damage)}, else {Text(_damage)}");
        Assert.True(_samples.AsSpan((int)low * Info.Channels, samples.Length).SequenceEqual(samples), $"{message}: other samples");
    }

    private static string Text(SortedDictionary<long, long> damage) => string.Join(", ", damage.Select(d => $"{d.Key} + {d.Value}"));

    /// <summary>Reads frames; what throws is left out, by the frames that it names, and stays 0.</summary>
    private static (int[] Samples, SortedDictionary<long, long> Damage) ReadInBlocks(
        FlacSource source, int block, bool backward, long low, long high)
    {
        int channels = source.Info.Channels;
        int[] samples = new int[(high - low) * channels];
        var damage = new SortedDictionary<long, long>();
        List<(long From, long To)> blocks = [];
        for (long from = low; from < high; from += block) blocks.Add((from, Math.Min(from + block, high)));
        if (backward) blocks.Reverse();
        foreach ((long first, long to) in blocks)
        {
            for (long from = first; from < to;)
            {
                try
                {
                    source.Read(from, Part(from, to));
                    break;
                }
                catch (AudioFormatException fault)
                {
                    (long start, long count) = (fault.StartFrame!.Value, fault.FrameCount!.Value);
                    Assert.True(start < to && start + count > from, fault.Message);
                    damage[start] = count;
                    long lostFrom = Math.Max(start, from), lostTo = Math.Min(start + count, to);
                    // What stands before the damage is sound.
                    source.Read(from, Part(from, lostFrom));
                    Part(lostFrom, lostTo).Clear();
                    from = lostTo;
                }
            }
        }
        return (samples, damage);

        Span<int> Part(long from, long to) => samples.AsSpan((int)(from - low) * channels, (int)(to - from) * channels);
    }
}
