using AudioIO.Tests.Remote;

namespace AudioIO.Tests.Flac;

/// <summary>What opening costs, and what is found out only when somebody needs it: then it is the same, whoever asked first.</summary>
public class FlacOpeningTests
{
    [Fact]
    public void Opening_looks_at_the_beginning_and_the_end_alone()
    {
        var flac = new LongFlac(48_000, 2, 1800, hasSeekTable: true);
        using var bytes = new CountingBytes(flac.ToArray());
        using AudioSource source = AudioLoader.OpenSource(bytes, new AudioLoaderOptions { LeaveOpen = true });
        Assert.InRange(bytes.Reads, 1, 14);
        Assert.InRange(bytes.BytesRead, 1, 256_000);
        source.Read(source.Frames / 2, new int[2].AsSpan());
        Assert.Equal(flac.Frames, source.Frames);
    }

    [Fact]
    public void Opening_a_small_file_allocates_little()
    {
        byte[] small = new LongFlac(8000, 1, 4, hasSeekTable: false).ToArray(), larger = new LongFlac(48_000, 2, 60, hasSeekTable: true).ToArray();
        Assert.InRange(Allocations.Least(() => Open(small)), 1, 32 << 10);
        Assert.InRange(Allocations.Least(() => Open(larger)), 1, 48 << 10);

        static void Open(byte[] file)
        {
            using AudioSource source = AudioLoader.OpenSource(new CountingBytes(file));
        }
    }

    [Fact]
    public void A_recording_that_stands_twice_is_read_once_and_named_when_somebody_looks()
    {
        LongFlac flac = Mono(0);
        byte[] once = flac.ToArray();
        foreach (string way in (string[])["verify", "last", "middle"])
        {
            using FlacSource source = FlacFile.Open([.. once, .. once]);
            Assert.Equal(flac.Frames, source.Info.Frames);
            Assert.Empty(source.Diagnostics);
            if (way == "verify") Assert.Empty(source.Verify().Damage);
            else source.Read(way == "last" ? flac.Frames - 1 : flac.Frames / 2, new int[1].AsSpan());
            Assert.Contains("another FLAC stream", Assert.Single(source.Diagnostics).Message, StringComparison.Ordinal);
            AssertSamples(flac, FlacFile.ReadAll(source), 0);
        }
    }

    [Theory]
    [InlineData("begin")]
    [InlineData("verify")]
    [InlineData("last")]
    [InlineData("middle")]
    [InlineData("pieces")]
    [InlineData("threads")]
    public void What_another_recording_has_taken_the_place_of_is_damage_whoever_asks_first(string way)
    {
        // Cut in its middle, and behind it another recording of the very length that is announced.
        LongFlac flac = Mono(0);
        int cut = 200;
        byte[] bytes = [.. flac.ToArray()[..flac.PositionOf(cut)], .. Mono(1).ToArray()];
        long lost = cut * 4096L;
        using FlacSource source = FlacFile.Open(bytes, DamagePolicy.Silence, threads: way == "threads" ? 4 : 1);
        using FlacSource strict = FlacFile.Open(bytes);
        Assert.Equal((flac.Frames, flac.Frames), (source.Info.Frames, strict.Info.Frames));
        int[] all = new int[flac.Frames];
        if (way == "verify") source.Verify();
        if (way == "last") source.Read(flac.Frames - 5, all.AsSpan(0, 5));
        if (way == "middle") source.Read(flac.Frames / 2, all.AsSpan(0, 5));
        for (int i = 0; way == "pieces" && i < all.Length; i += 7777)
        {
            Span<int> part = all.AsSpan(i, Math.Min(7777, all.Length - i));
            source.Read(i, part);
            if (i + part.Length <= lost) AssertSamples(flac, part.ToArray(), i);
            if (i >= lost) Assert.All(part.ToArray(), sample => Assert.Equal(0, sample));
        }
        source.Read(0, all.AsSpan());
        AssertSamples(flac, all[..(int)lost], 0);
        Assert.All(all[(int)lost..], sample => Assert.Equal(0, sample));
        Assert.Equal([new FrameRange(lost, flac.Frames)], source.DamagedRanges);
        Assert.Contains(source.Diagnostics, entry => entry.Message.Contains("another FLAC stream", StringComparison.Ordinal));
        foreach (long frame in (long[])[lost, flac.Frames - 1])
            Assert.Equal(lost, Assert.Throws<AudioFormatException>(() => strict.Read(frame, new int[1].AsSpan())).StartFrame);
        strict.Read(lost - 1, all.AsSpan(0, 1));
        AssertSamples(flac, all[..1], lost - 1);
    }

    [Fact]
    public void The_order_is_found_out_once_whoever_asks()
    {
        var flac = new LongFlac(8000, 1, 1800, hasSeekTable: false);
        byte[] file = flac.ToArray();
        using AudioSource source = AudioLoader.OpenSource(new StreamByteSource(new MemoryStream(file), leaveOpen: false));
        Parallel.For(0, 32, i =>
        {
            int[] samples = new int[100];
            long start = i * (flac.Frames - 100) / 31;
            source.Read(start, samples.AsSpan());
            for (int j = 0; j < samples.Length; j++) Assert.Equal(flac.Sample(start + j, 0), samples[j]);
        });
    }

    private static LongFlac Mono(int seed) => new(8000, 1, 300, hasSeekTable: false, seed);

    private static void AssertSamples(LongFlac flac, int[] samples, long start)
    {
        for (int i = 0; i < samples.Length; i++)
            if (samples[i] != flac.Sample(start + i, 0)) Assert.Fail($"frame {start + i}");
    }
}
