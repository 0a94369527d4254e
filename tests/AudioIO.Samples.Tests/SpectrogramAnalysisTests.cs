using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

/// <summary>Runs alone: what it counts are the bytes that the whole process allocates.</summary>
[CollectionDefinition(nameof(SpectrogramAnalysisTests), DisableParallelization = true)]
[Collection(nameof(SpectrogramAnalysisTests))]
public class SpectrogramAnalysisTests
{
    private const int Rows = 100;

    [Theory]
    [InlineData(44_100, 3.0, 1000, 0.1)]
    [InlineData(44_100, 30.0, 15_000, 1.0)]
    [InlineData(250_000, 2.0, 60_000, 0.01)]
    [InlineData(8_000, 0.5, 2000, 0.5)]
    public void A_tone_has_its_level_in_its_row_all_the_time(double rate, double seconds, double hertz, double amplitude)
    {
        LevelMap map = Compute(MadeSignal.Sine(rate, (long)(seconds * rate), hertz, amplitude), new SpectrogramOptions(), columns: 50);

        for (int c = 0; c < map.Columns; c++)
        {
            int brightest = map.Column(c).IndexOf(map.Column(c).ToArray().Max());
            Assert.InRange(brightest, (hertz / (rate / 2) * Rows) - 1.5, (hertz / (rate / 2) * Rows) + 0.5);
            Assert.InRange(map.Column(c)[brightest], (20 * Math.Log10(amplitude)) - 1.45, (20 * Math.Log10(amplitude)) + 0.05);
        }
    }

    [Fact]
    public void Sound_appears_in_the_columns_of_its_time_and_of_its_channel_only()
    {
        // Channel 1 sounds from 3 s to 4 s of 10 s.
        var data = new MadeSignal(8000, 80_000, 2, (frame, channel) =>
            channel == 1 && frame is >= 24_000 and < 32_000 ? 0.5f * (float)Math.Sin(2 * Math.PI * 1000 * frame / 8000) : 0);

        LevelMap map = Compute(data, new SpectrogramOptions { FftSize = 256, Channel = 1 }, columns: 100);
        LevelMap other = Compute(data, new SpectrogramOptions { FftSize = 256, Channel = 0 }, columns: 100);

        for (int c = 0; c < 100; c++)
        {
            float level = map.Column(c)[25];
            if (c is > 30 and < 39) Assert.Equal(-6.02, level, 1.5);
            if (c is < 29 or > 40) Assert.Equal(LevelMap.Silence, level);
            Assert.Equal(LevelMap.Silence, other.Column(c)[25]);
        }
    }

    [Fact]
    public void A_zoom_shows_the_same_as_the_whole()
    {
        var noise = new Random(5);
        float[] samples = [.. Enumerable.Range(0, 40_000).Select(_ => noise.NextSingle() - 0.5f)];
        var data = new MadeSignal(8000, 40_000, 1, (frame, _) => samples[frame]);
        var whole = new SpectrogramOptions { FftSize = 64, Overlap = 0.5 };

        LevelMap all = Compute(data, whole, columns: 500);
        LevelMap part = Compute(data, whole with { From = TimeSpan.FromSeconds(2), To = TimeSpan.FromSeconds(3) }, columns: 100);

        for (int c = 1; c < 99; c++) Assert.Equal(all.Column(200 + c).ToArray(), part.Column(c).ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    public void Even_the_shortest_recording_gives_a_whole_picture(long frames)
    {
        LevelMap map = Compute(new MadeSignal(8000, frames, 1, (_, _) => 0.5f), new SpectrogramOptions(), columns: 20);

        for (int c = 0; c < 20; c++) Assert.True(map.Column(c)[0] > -100, $"Column {c} is empty");
    }

    [Fact]
    public void A_click_at_the_very_end_is_seen()
    {
        var data = new MadeSignal(8000, 100_700, 1, (frame, _) => frame == 100_600 ? 1 : 0);

        LevelMap map = Compute(data, new SpectrogramOptions(), columns: 20);

        Assert.True(map.Column(19)[50] > -100);
        Assert.Equal(LevelMap.Silence, map.Column(18)[50]);
    }

    /// <summary>
    /// Counts what is allocated, not what lives: an hour may not cost more than two minutes. Half a megabyte either way is a thread's work
    /// space more or less; 5 bytes per spectrum would be more.
    /// </summary>
    [Fact]
    public void Memory_does_not_grow_with_the_length_of_the_recording()
    {
        var options = new SpectrogramOptions { FftSize = 512 };
        Allocated(minutes: 2, options);
        long brief = Allocated(minutes: 2, options);
        long hour = Allocated(minutes: 60, options);

        Assert.InRange(hour - brief, -500_000, 500_000);
    }

    [Fact]
    public void Progress_grows_to_one()
    {
        var reports = new List<double>();
        Compute(MadeSignal.Sine(8000, 2_000_000, 100, 1), new SpectrogramOptions(), columns: 10, new Drawing.Reports(reports.Add));

        Assert.True(reports.Count > 3);
        Assert.Equal(reports.Order(), reports);
        Assert.Equal(1, reports[^1]);
    }

    private static long Allocated(int minutes, SpectrogramOptions options)
    {
        var data = new MadeSignal(8000, minutes * 60 * 8000L, 1, (frame, _) => frame % 7);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Compute(data, options, columns: 200);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static LevelMap Compute(Signal<float> data, SpectrogramOptions options, int columns, IProgress<double>? progress = null) =>
        Drawing.Compute(data, options, columns, Rows, progress)[0].Map;
}
