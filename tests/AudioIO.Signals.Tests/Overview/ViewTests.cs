using AudioIO.Overviews;
using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Overviews;

public class ViewTests
{
    [Fact]
    public void Bins_do_not_reach_over_breaks()
    {
        float[] values = Sound.Noise(400_000, 1);
        long[] breaks = [300, 301, 70_000, 150_000, 150_256, 399_999];
        using var recording = new Recording<float>(values, 1, 8000, breaks);
        using Overview<float> overview = recording.Overview();
        overview.Build();
        foreach (int most in new[] { 7, 8, 13, 100, 1600 })
        {
            OverviewBins<float> bins = overview.Read(0, 400_000, most);
            Expected.Check(bins, values, 1);
            Assert.InRange(bins.Count, 7, most);
            Assert.All(breaks, edge => Assert.Contains(Enumerable.Range(0, bins.Count), i => bins.FramesOf(i).Start == edge));
        }
    }

    [Fact]
    public void A_view_that_is_shifted_shows_the_same_bins()
    {
        using var recording = new Recording<float>(Sound.Noise(1_000_000, 2));
        using Overview<float> overview = recording.Overview();
        overview.Build();
        OverviewBins<float> here = overview.Read(100_000, 500_000, 300), there = overview.Read(100_777, 500_000, 300);
        Assert.Equal(here.FramesPerBin, there.FramesPerBin);
        Dictionary<FrameRange, float> minima = Enumerable.Range(1, here.Count - 2).ToDictionary(here.FramesOf, i => here.Min(i, 0));
        for (int i = 1; i < 250; i++) Assert.Equal(minima[there.FramesOf(i)], there.Min(i, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(900)]
    [InlineData(1600)]
    public void A_view_has_no_more_bins_than_asked_and_not_many_fewer(int most)
    {
        using var recording = new Recording<float>(Sound.Noise(3_000_000, 3));
        using Overview<float> overview = recording.Overview();
        var random = new Random(most);
        for (int i = 0; i < 300; i++)
        {
            long count = random.NextInt64(2L * most, 3_000_000), start = random.NextInt64(3_000_000 - count);
            int bins = ViewPlan.Choose([new FrameRange(start, start + count)], most).Edges.Length - 1;
            Assert.InRange(bins, Math.Max(1, (most * 48 / 100) - 2), most);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1600)]
    public void A_view_reads_no_more_than_sixteen_bins_for_each_of_its_own_and_samples_at_its_ends_alone(int most)
    {
        using var recording = new Recording<float>(Sound.Noise(8_000_000, 4));
        using Overview<float> overview = recording.Overview();
        overview.Build();
        var random = new Random(5);
        for (int i = 0; i < 200; i++)
        {
            long count = random.NextInt64(256L * most, 8_000_000), start = random.NextInt64(8_000_000 - count);
            long before = recording.FramesRead;
            OverviewBins<float> bins = overview.Read(start, count, most);
            Assert.InRange(recording.FramesRead - before, 0, 2 * 255);
            // At the ends up to fifteen bins of every level.
            Assert.InRange(overview.LastBinsRead, bins.Count - 2, (16 * bins.Count) + (2 * 15 * 4));
        }
    }

    [Fact]
    public void Before_it_is_filled_a_short_view_is_read_and_a_long_one_is_an_estimate_that_says_so()
    {
        float[] values = Sound.Noise(6_000_000, 6);
        using var recording = new Recording<float>(values);
        using Overview<float> overview = recording.Overview();
        Expected.Check(overview.Read(2_000_000, 400_000, 1000), values, 1);
        long before = recording.FramesRead;
        OverviewBins<float> bins = overview.Read(0, 6_000_000, 1000);
        Assert.False(bins.IsExact);
        Assert.All(Enumerable.Range(0, bins.Count), i => Assert.True(bins.IsEstimate(i) && bins.Max(i, 0) > 0.5 && bins.Rms(i, 0) > 0.3));
        Assert.InRange(recording.FramesRead - before, 1, 16 * 256);
    }

    [Fact]
    public void While_it_is_filled_what_is_there_is_exact()
    {
        float[] values = Sound.Noise(6_000_000, 7);
        using var recording = new StoredRecording(values, 1);
        using Overview<float> overview = recording.Overview();
        bool isInside = false;
        int views = 0;
        recording.BeforeRead = start =>
        {
            if (isInside || start < 3_000_000 || start > 3_500_000) return;
            isInside = true;
            OverviewBins<float> bins = overview.Read(1_000_000, 5_000_000, 500);
            isInside = false;
            Expected.Check(bins, values, 1, isExact: false);
            for (int i = 0; i < bins.Count; i++)
                Assert.Equal(bins.FramesOf(i).Stop > overview.FilledTo, bins.IsEstimate(i));
            views++;
        };
        overview.Build();
        Assert.InRange(views, 1, 100);
        Expected.Check(overview.Read(1_000_000, 5_000_000, 500), values, 1);
    }

    [Fact]
    public void What_is_not_a_number_shows_in_its_bins()
    {
        float[] values = Sound.Noise(300_000, 8);
        values[100_000] = float.NaN;
        values[200_000] = float.PositiveInfinity;
        values[200_001] = 1e30f;
        using var recording = new Recording<float>(values);
        using Overview<float> overview = recording.Overview();
        overview.Build();
        OverviewBins<float> bins = overview.Read(0, 300_000, 100);
        for (int i = 0; i < bins.Count; i++)
        {
            FrameRange frames = bins.FramesOf(i);
            bool isNone = frames.Start <= 100_000 && 100_000 < frames.Stop, isInfinite = frames.Start <= 200_000 && 200_000 < frames.Stop;
            Assert.Equal(isNone, float.IsNaN(bins.Min(i, 0)) && float.IsNaN(bins.Max(i, 0)) && float.IsNaN(bins.Rms(i, 0)));
            if (!isNone) Assert.Equal(isInfinite, float.IsPositiveInfinity(bins.Max(i, 0)));
        }
    }

    [Fact]
    public void Damage_is_a_bin_without_a_value_and_what_lies_behind_it_is_there()
    {
        float[] values = Sound.Noise(500_000, 9);
        using var recording = new StoredRecording(values, 1) { DamagedFrame = 250_000 };
        using Overview<float> overview = recording.Overview();
        overview.Build();
        Assert.True(overview.IsComplete);
        OverviewBins<float> bins = overview.Read(0, 500_000, 500);
        for (int i = 0; i < bins.Count; i++)
            Assert.Equal(bins.FramesOf(i).Start <= 250_000 && 250_000 < bins.FramesOf(i).Stop, float.IsNaN(bins.Max(i, 0)));
    }

    [Fact]
    public void Integers_and_doubles_keep_their_precision()
    {
        int[] integers = [.. Enumerable.Range(0, 100_000).Select(i => int.MaxValue - i)];
        using var whole = new Recording<int>(integers);
        using Overview<int> ints = whole.Overview();
        ints.Build();
        OverviewBins<int> bins = ints.Read(0, 100_000, 3);
        for (int i = 0; i < bins.Count; i++)
        {
            Assert.Equal(int.MaxValue - bins.FramesOf(i).Start, bins.Max(i, 0));
            Assert.Equal(int.MaxValue - bins.FramesOf(i).Stop + 1, bins.Min(i, 0));
        }
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => 1 + (i * double.Epsilon) + (i * 1e-15))];
        using var fine = new Recording<double>(values);
        using Overview<double> doubles = fine.Overview();
        doubles.Build();
        Assert.Equal(values[99_999], doubles.Read(0, 100_000, 1).Max(0, 0));
        using var shorts = new Recording<short>([.. Enumerable.Repeat(short.MinValue, 70_000)]);
        using Overview<short> loud = shorts.Overview();
        loud.Build();
        OverviewBins<short> one = loud.Read(0, 70_000, 1);
        Assert.Equal((short.MinValue, short.MinValue, 32768f), (one.Min(0, 0), one.Max(0, 0), one.Rms(0, 0)));
    }

    [Fact]
    public void An_empty_signal_has_an_empty_overview()
    {
        using var recording = new Recording<float>([]);
        using Overview<float> overview = recording.Overview();
        overview.Build();
        Assert.True(overview.IsComplete);
        Assert.Equal(0, overview.Read(0, 0, 10).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => overview.Read(0, 1, 10));
        recording.Append(1, 2, 3);
        recording.Refresh();
        overview.Build();
        Assert.Equal(3, overview.Read(0, 3, 1).Max(0, 0));
    }

    [Fact]
    public void It_keeps_its_signal_open_until_it_is_disposed()
    {
        var recording = new Recording<float>(Sound.Noise(100_000, 10));
        Overview<float> overview = recording.Overview();
        recording.Dispose();
        overview.Build();
        Assert.False(recording.IsClosed);
        overview.Dispose();
        overview.Dispose();
        Assert.True(recording.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => overview.Read(0, 1, 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(513)]
    public void Vectors_find_what_a_plain_loop_finds(int channels)
    {
        foreach (int frames in new[] { 1, 2, 7, 31, 32, 255, 256, 300 })
        {
            float[] values = Sound.Noise(frames * channels, frames);
            float[] min = new float[channels], max = new float[channels], rms = new float[channels];
            float[] low = new float[channels], high = new float[channels], root = new float[channels];
            BinKernel.Reduce<float>(values, min, max, rms);
            BinKernel.Plain<float>(values, low, high, root);
            Assert.Equal(low, min);
            Assert.Equal(high, max);
            for (int c = 0; c < channels; c++) Assert.InRange(rms[c], root[c] * (1 - 2e-6f), root[c] * (1 + 2e-6f));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Bins_made_together_have_the_bits_of_bins_made_one_by_one(int channels)
    {
        const int Frames = 256, Bins = 23;
        int each = Frames * channels, bytes = BinKernel.EntryBytes<float>(channels);
        float[] values = Sound.Noise((((Bins - 1) * Frames) + 57) * channels, channels);
        // Among ordinary bins one with what is no number, loud and soft ones, and silence of both signs.
        values[(3 * each) + 5] = float.NaN;
        values[(8 * each) + 6] = 1e30f;
        values.AsSpan(12 * each, each).Fill(float.Epsilon);
        values.AsSpan(16 * each, 2 * each).Clear();
        values.AsSpan(18 * each, each).Fill(-0f);
        byte[] together = new byte[Bins * bytes], single = new byte[Bins * bytes];
        BinKernel.ReduceAll<float>(values, channels, Frames, together);
        for (int bin = 0; bin < Bins; bin++)
        {
            Span<byte> entry = single.AsSpan(bin * bytes, bytes);
            BinKernel.Reduce<float>(
                values.AsSpan(bin * each, Math.Min(each, values.Length - (bin * each))),
                BinKernel.Minima<float>(entry, channels), BinKernel.Maxima<float>(entry, channels), BinKernel.Rms<float>(entry, channels));
        }
        Assert.Equal(single, together);
    }

    [Fact]
    public void Very_loud_and_very_soft_values_have_an_RMS_too()
    {
        foreach (float value in new[] { 1e38f, 1e-30f, float.Epsilon, float.MaxValue })
        {
            float[] values = [.. Enumerable.Repeat(value, 256)], min = [0], max = [0], rms = [0];
            BinKernel.Reduce<float>(values, min, max, rms);
            Assert.Equal((value, value, value), (min[0], max[0], rms[0]));
        }
    }
}
