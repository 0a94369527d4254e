namespace AudioIO.Tests.Overviews;

/// <summary>A day of silence with a click of 5 ms in it.</summary>
public class DayTests
{
    private const int Hertz = 8000;
    private const long Click = (13L * 3600 * Hertz) + 12_345, ClickFrames = Hertz / 200;

    [Fact]
    public void A_click_of_five_milliseconds_in_a_day_is_found_at_every_zoom()
    {
        using var day = new Day();
        using Overview<float> overview = day.Overview();
        overview.Build();
        foreach (int bins in new[] { 1, 2, 10, 100, 1600, 10_000, 100_000 })
        {
            OverviewBins<float> view = overview.Read(0, day.Frames, bins);
            int[] loud = [.. Enumerable.Range(0, view.Count).Where(i => view.Max(i, 0) == 0.5f)];
            Assert.True(view.IsExact);
            Assert.InRange(loud.Length, 1, 2);
            Assert.All(loud, i => Assert.NotEqual(new FrameRange(0, 0), view.FramesOf(i).Intersect(new FrameRange(Click, Click + ClickFrames))));
            double rms = 0.5 * Math.Sqrt(ClickFrames / (double)view.FramesOf(loud[0]).Count);
            if (loud.Length == 1) Assert.InRange(view.Rms(loud[0], 0), rms * 0.99999, rms * 1.00001);
        }
        // Closer and closer, down to its samples.
        for (long count = day.Frames; count > 50; count = count * 2 / 3)
        {
            long start = Math.Clamp(Click - (count / 2), 0, day.Frames - count);
            OverviewBins<float> view = overview.Read(start, count, 400);
            Assert.Contains(0.5f, view.Maxima.ToArray());
        }
    }

    [Fact]
    public void It_is_found_at_every_level_of_the_spectrogram()
    {
        using var day = new Day();
        using SpectrogramSignal<float> spectrogram = day.Spectrogram(256, 256, WindowFunction.Rectangular);
        using SpectrogramLevels levels = spectrogram.Levels(OverviewStore.Memory, keptFrom: 6);
        levels.Build();
        Assert.Equal(23, levels.Count);
        for (int level = 0; level < levels.Count; level++)
        {
            long column = Click / 256 >> level;
            using Signal<float> max = levels.Max(level), mean = levels.Mean(level);
            float[] powers = new float[max.ValuesPerFrame], means = new float[max.ValuesPerFrame];
            max.Read(column, powers);
            mean.Read(column, means);
            // Of a click of 40 frames in 256, and whatever else lies in the column of a level.
            Assert.InRange(powers[0], 1e-4, 1);
            Assert.InRange(means[0], 1e-4 / (1L << level), 1);
        }
    }

    private sealed class Day() : Signal<float>(Hertz, 24L * 3600 * Hertz, 1)
    {
        protected override void ReadFrames(long start, Span<float> destination)
        {
            destination.Clear();
            FrameRange click = new FrameRange(Click, Click + ClickFrames).Intersect(new FrameRange(start, start + destination.Length));
            if (!click.IsEmpty) destination.Slice((int)(click.Start - start), (int)click.Count).Fill(0.5f);
        }
    }
}
