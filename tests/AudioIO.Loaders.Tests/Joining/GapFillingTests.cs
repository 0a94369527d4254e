namespace AudioIO.Tests.Joining;

/// <summary>A recording whose frames are the clock's: silence where nothing was recorded, and nothing lost.</summary>
public class GapFillingTests
{
    private const int Rate = 8000;
    private static readonly DateTimeOffset Evening = new(2024, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));
    private static readonly AudioLoaderOptions Fill = new() { Gaps = GapPolicy.Fill };

    [Fact]
    public void Silence_stands_where_nothing_was_recorded_and_every_file_where_the_clock_says()
    {
        using ConcatenatedSource source = Files((0, 8000), (10, 4000), (12.5, 100)).OpenAll(Fill);
        Assert.Equal([0, 10 * Rate, (long)(12.5 * Rate)], source.Files.Select(file => file.StartFrame));
        Assert.Equal(100_100, source.Frames);
        short[] samples = source.ReadAll<short>();
        Assert.Equal(Waves.Counting(0, 8000), samples[..8000]);
        Assert.All(samples[8000..80_000], sample => Assert.Equal(0, sample));
        Assert.Equal(Waves.Counting(80_000, 4000), samples[80_000..84_000]);
        Assert.All(samples[84_000..100_000], sample => Assert.Equal(0, sample));
        Assert.Equal(Waves.Counting(100_000, 100), samples[100_000..]);

        Diagnostic[] silences = [.. source.Diagnostics.Where(entry => entry.FrameCount > 0)];
        Assert.Equal([(8000L, 72_000L), (84_000L, 16_000L)], silences.Select(entry => (entry.StartFrame!.Value, entry.FrameCount!.Value)));
        Assert.All(silences, entry => Assert.Equal(DiagnosticKind.Join, entry.Kind));
        Assert.Equal([JoinKind.Gap, JoinKind.Gap], source.Joins.Select(join => join.Kind));
        Assert.Equal([80_000L, 100_000L], source.Joins.Select(join => join.StartFrame));
    }

    [Fact]
    public void Any_part_is_that_of_the_whole_and_of_any_type()
    {
        using ConcatenatedSource source = Files((0, 30), (0.1, 50), (0.1, 0), (1, 7), (1.5, 0), (2, 1), (2.25, 400)).OpenAll(Fill);
        short[] whole = source.ReadAll<short>();
        var random = new Random(1);
        for (int i = 0; i < 2000; i++)
        {
            int start = random.Next(whole.Length + 1);
            int count = random.Next(Math.Min(3000, whole.Length - start) + 1);
            short[] shorts = Enumerable.Repeat((short)-1, count).ToArray();
            float[] floats = Enumerable.Repeat(float.NaN, count).ToArray();
            source.Read<short>(start, shorts);
            source.Read<float>(start, floats);
            Assert.True(whole.AsSpan(start, count).SequenceEqual(shorts), $"{count} from {start}");
            Assert.Equal(shorts.Select(value => value / 32768f), floats);
        }
    }

    [Fact]
    public void A_time_of_day_is_a_frame_and_a_frame_a_time_of_day_in_silence_too()
    {
        using ConcatenatedSource source = Files((0, 8000), (10, 4000)).OpenAll(Fill);
        foreach (double seconds in (double[])[0, 0.5, 1, 5.25, 9.999, 10, 10.4])
        {
            Assert.Equal((long)(seconds * Rate), source.FrameAtInstant(Stamp(seconds)));
            Assert.Equal(Stamp(seconds), source.InstantAt((long)(seconds * Rate)));
        }
        Assert.Equal(0, source.FileAt(40_000).Index); // of silence, the file before it
    }

    [Fact]
    public void A_file_that_begins_too_early_loses_nothing_and_the_entry_says_how_much_later_frames_are()
    {
        using ConcatenatedSource source = Files((0, 8000), (0.75, 8000), (1.75, 8000), (12.75, 10)).OpenAll(Fill);
        Assert.Equal(Waves.Counting(0, 8000), source.ReadAll<short>()[..8000]);
        Assert.Equal([0, 8000, 16_000, 24_000 + (80_000)], source.Files.Select(file => file.StartFrame));
        Diagnostic late = Assert.Single(source.Diagnostics, entry => entry.FrameCount == 0);
        Assert.Contains("0.25 s later", late.Message, StringComparison.Ordinal);
        Assert.Equal(8000, late.StartFrame);
        Assert.Equal(Stamp(0.75), source.InstantAt(8000)); // the clock is still each file's own
    }

    [Fact]
    public void What_seamless_joins_lack_together_is_filled_when_it_is_more_than_the_stamps_hide()
    {
        // Whole seconds hide up to one: a file of 0.6 s every second lacks 0.4 s at every join.
        var files = new MemoryFiles();
        for (int i = 0; i < 30; i++) files.Add($"{i:D2}.wav", Wave(i, 4800, whole: true));
        using ConcatenatedSource source = files.OpenAll(Fill);
        Assert.All(source.Joins, join => Assert.Equal(JoinKind.Seamless, join.Kind));
        for (int i = 0; i < 30; i++) Assert.InRange((i * Rate) - source.Files[i].StartFrame, 0, 1.01 * Rate);
        Assert.Equal(9, source.Diagnostics.Count); // every third join
        using ConcatenatedSource plain = files.OpenAll();
        Assert.Equal(30 * 4800, plain.Frames);
    }

    [Fact]
    public void Crystals_that_drift_make_no_silence()
    {
        var files = new MemoryFiles();
        // 60 files of a second by a converter that is 50 ppm slow against the clock.
        for (int i = 0; i < 60; i++) files.Add($"{i:D2}.wav", Wave(i * 1.00005, 8000));
        using ConcatenatedSource source = files.OpenAll(Fill);
        Assert.Equal(60 * 8000, source.Frames);
        Assert.Empty(source.Diagnostics);
    }

    [Fact]
    public void Files_without_a_time_follow_directly()
    {
        MemoryFiles files = Files((0, 8000)).Add("x.wav", Waves.Int16(Waves.Counting(8000, 8000))).Add("y.wav", Wave(4, 8000));
        using ConcatenatedSource source = files.OpenAll(Fill);
        Assert.Equal([0, 8000, 4 * 8000], source.Files.Select(file => file.StartFrame));
        using ConcatenatedSource unknown = new MemoryFiles()
            .Add("a.wav", Waves.Int16([1])).Add("b.wav", Waves.Int16([2])).OpenAll(Fill);
        Assert.Equal([1, 2], unknown.ReadAll<short>());
    }

    [Fact]
    public void A_gap_of_years_is_refused_with_the_numbers_and_the_option()
    {
        MemoryFiles files = Files((0, 8000), (86_400 * 400.0, 8000));
        var refusal = Assert.Throws<AudioFormatException>(() => files.OpenAll(Fill));
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, refusal.Kind);
        foreach (string word in (string[])["MaxGap", "2592000 s", "400 days", "34559999 s"])
            Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
        using ConcatenatedSource allowed = files.OpenAll(Fill with { MaxGap = TimeSpan.FromDays(401) });
        Assert.Equal((long)(86_400 * 400.0 * Rate) + 8000, allowed.Frames);
        Assert.Equal(Waves.Value(0, 0), At(allowed, 0));
        Assert.Equal(0, At(allowed, allowed.Frames / 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AudioLoaderOptions { MaxGap = TimeSpan.FromTicks(-1) });
    }

    [Fact]
    public void More_silence_than_frames_can_be_counted_is_refused()
    {
        var files = new MemoryFiles();
        string[] years = ["0001-01-02T00:00:00", "9998-12-30T00:00:00"];
        foreach (string year in years)
            files.Add($"{year[..4]}.wav", Waves.Int16(Waves.Counting(0, 10), rate: uint.MaxValue, start: $"{year}+00:00"));
        var refusal = Assert.Throws<AudioFormatException>(() => files.OpenAll(Fill with { MaxGap = TimeSpan.MaxValue }));
        Assert.Equal(AudioFormatErrorKind.LimitExceeded, refusal.Kind);
    }

    [Fact]
    public void Markers_and_the_index_lie_on_the_same_axis()
    {
        MemoryFiles files = new MemoryFiles().Add("a.wav", Wave(0, 8000)).Add("b.wav", Wave(3, 8000, Waves.Cues((5, "here"))));
        using ConcatenatedSource source = files.OpenAll(Fill);
        Assert.Equal((3 * 8000) + 5, Assert.Single(source.Markers).StartFrame);
        using ConcatenatedSource reopened = ConcatenatedSource.Open(source.ToIndex(), Fill, files.Store);
        Assert.Equal(source.ReadAll<short>(), reopened.ReadAll<short>());
    }

    [Fact]
    public void The_ranges_without_a_break_are_those_between_gaps_and_the_silence()
    {
        MemoryFiles files = Files((0, 8000), (1, 8000), (5, 8000), (5.5, 8000));
        using ConcatenatedSource plain = files.OpenAll();
        Assert.Equal([new FrameRange(0, 16_000), new(16_000, 24_000), new(24_000, 32_000)], plain.ContinuousRanges);
        using ConcatenatedSource filled = files.OpenAll(Fill);
        Assert.Equal(
            [new FrameRange(0, 16_000), new(16_000, 40_000), new(40_000, 48_000), new(48_000, 56_000)], filled.ContinuousRanges);
        using ConcatenatedSource unknown = new MemoryFiles()
            .Add("a.wav", Waves.Int16([1])).Add("b.wav", Waves.Int16([2])).OpenAll();
        Assert.Equal([new FrameRange(0, 2)], unknown.ContinuousRanges);
        using ConcatenatedSource empty = new MemoryFiles().Add("a.wav", Waves.Int16([])).OpenAll();
        Assert.Empty(empty.ContinuousRanges);
    }

    [Fact]
    public async Task Blocks_can_be_asked_to_end_at_breaks()
    {
        using ConcatenatedSource source = Files((0, 100), (5, 50), (9, 30)).OpenAll();
        using AudioLoader<short> data = AudioLoader.Open<short>(source);
        (long, int)[] expected = [(0, 60), (50, 50), (100, 50), (150, 30)];
        short[] whole = source.ReadAll<short>();
        var blocks = new List<(long, int)>();
        foreach (FrameSpan<short> block in data.ContinuousBlocks(60, overlap: 10))
        {
            blocks.Add((block.StartFrame, block.FrameCount));
            Assert.True(block.Span.SequenceEqual(whole.AsSpan((int)block.StartFrame, block.FrameCount)));
        }
        Assert.Equal(expected, blocks);
        blocks.Clear();
        await foreach (OwnedBlock<short> block in data.ContinuousBlocksAsync(60, overlap: 10))
        {
            using (block) blocks.Add((block.StartFrame, block.FrameCount));
        }
        Assert.Equal(expected, blocks);
        blocks.Clear();
        await foreach (OwnedBlock<short> block in data.Signal.ContinuousBlocksAsync(60, overlap: 10, start: 70, stop: 160))
        {
            using (block) blocks.Add((block.StartFrame, block.FrameCount));
        }
        Assert.Equal([(70, 30), (100, 50), (150, 10)], blocks);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.ContinuousBlocks(10, overlap: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.ContinuousBlocksAsync(0));
    }

    private static short At(AudioSource source, long frame)
    {
        short[] sample = new short[1];
        source.Read<short>(frame, sample);
        return sample[0];
    }

    /// <summary>Files that began so many seconds after the evening did, with so many frames.</summary>
    private static MemoryFiles Files(params (double Second, int Frames)[] files)
    {
        var made = new MemoryFiles();
        foreach ((double second, int frames) in files) made.Add($"{made.Names.Count}.wav", Wave(second, frames));
        return made;
    }

    /// <summary>Its samples tell where the clock puts it. A stamp with a fraction, unless it is to be whole.</summary>
    private static byte[] Wave(double second, int frames, params (string Id, byte[] Content)[] chunks) =>
        Wave(second, frames, false, chunks);

    private static byte[] Wave(double second, int frames, bool whole, params (string Id, byte[] Content)[] chunks)
    {
        DateTimeOffset start = whole ? Evening.AddSeconds(second) : Stamp(second);
        return Waves.Int16(Waves.Counting((long)(second * Rate), frames), 1, Rate, Waves.Stamp(start), chunks);
    }

    /// <summary>A tenth of a microsecond makes it that of a clock that knows fractions.</summary>
    private static DateTimeOffset Stamp(double second) => Evening.AddTicks((long)(second * TimeSpan.TicksPerSecond) + 1);
}
