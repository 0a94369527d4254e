using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Joining;

/// <summary>Which frames are known to be damaged.</summary>
public class DamagedRangesTests
{
    private const int BlockFrames = 64;

    [Fact]
    public void Ranges_grow_together_in_any_order()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var damage = new DamagedFrames();
            bool[] expected = new bool[60];
            for (int i = 0; i < 25; i++)
            {
                int start = random.Next(60);
                int stop = random.Next(start, Math.Min(60, start + 8) + 1);
                damage.Add(new FrameRange(start, stop));
                expected.AsSpan(start, stop - start).Fill(true);
                IReadOnlyList<FrameRange> ranges = damage.Snapshot();
                for (int k = 1; k < ranges.Count; k++) Assert.True(ranges[k - 1].Stop < ranges[k].Start, $"seed {seed}");
                bool[] found = new bool[60];
                foreach (FrameRange range in ranges) found.AsSpan((int)range.Start, (int)range.Count).Fill(true);
                Assert.Equal(expected, found);
            }
            IReadOnlyList<FrameRange> known = damage.Snapshot();
            foreach (FrameRange range in known) damage.Add(range);
            Assert.Same(known, damage.Snapshot());
        }
    }

    [Theory]
    [InlineData(DamagePolicy.Throw)]
    [InlineData(DamagePolicy.Silence)]
    public void They_are_what_reading_has_met_and_all_after_a_verification(DamagePolicy policy)
    {
        FlacFile sound = FlacSounds.File(1, 1, 16, Enumerable.Repeat(BlockFrames, 12));
        byte[] bytes = sound.ToArray();
        foreach (int block in (int[])[2, 3, 9]) bytes[sound.PositionOf(block + 1) - 1] ^= 1;
        using FlacSource source = FlacFile.Open(bytes, policy);
        Assert.Empty(source.DamagedRanges);
        source.Read<int>(0, new int[BlockFrames]);
        Assert.Empty(source.DamagedRanges);
        for (int block = 2; block < 4; block++) TryRead(source, block);
        Assert.Equal([Range(2, 4)], source.DamagedRanges);
        source.Verify();
        Assert.Equal([Range(2, 4), Range(9, 10)], source.DamagedRanges);
    }

    [Fact]
    public void More_of_them_are_known_than_entries_are_listed()
    {
        const int Blocks = 2 * (DiagnosticLog.MaxEntries + 100);
        FlacFile sound = FlacSounds.File(1, 1, 16, Enumerable.Repeat(16, Blocks));
        byte[] bytes = sound.ToArray();
        for (int block = 0; block < Blocks - 2; block += 2) bytes[sound.PositionOf(block + 1) - 1] ^= 1;
        MemoryFiles files = new MemoryFiles().Add("a.wav", Waves.Int16([1, 2, 3], rate: 44_100)).Add("b.flac", bytes);
        using ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        const int Damaged = (Blocks / 2) - 1;
        for (int round = 0; round < 3; round++)
        {
            source.ReadAll<short>();
            // Listed and counted once however often they are met: those of the file, and that a time is missing at the join.
            Assert.Equal(DiagnosticLog.MaxEntries, source.Diagnostics.Count(entry => entry.Kind == DiagnosticKind.Damaged));
            Assert.StartsWith($"{Damaged - DiagnosticLog.MaxEntries} further", source.Diagnostics[^1].Message, StringComparison.Ordinal);
        }
        Assert.Equal(Enumerable.Range(0, Damaged).Select(i => new FrameRange(3 + (32 * i), 19 + (32 * i))), source.DamagedRanges);
    }

    private static FrameRange Range(int firstBlock, int lastBlock) => new(firstBlock * BlockFrames, lastBlock * BlockFrames);

    private static void TryRead(FlacSource source, int block)
    {
        try
        {
            source.Read<int>(block * BlockFrames, new int[1]);
        }
        catch (AudioFormatException)
        {
            // What is damaged is known nevertheless.
        }
    }
}
