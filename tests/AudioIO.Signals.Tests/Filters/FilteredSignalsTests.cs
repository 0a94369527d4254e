using AudioIO.Filters;
using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Filters;

public class FilteredSignalsTests
{
    [Theory]
    [InlineData(48_000, 44_100, 147, 160)]
    [InlineData(250_000, 384_000.5, 0, 0)]
    [InlineData(0.5, 0.75, 3, 2)]
    [InlineData(93.75, 250_000.0 / 512, 0, 0)]
    [InlineData(48_000.0 / 512, 48_000, 512, 1)]
    [InlineData(1e-3, 3e-3, 3, 1)]
    public void Rates_have_an_exact_ratio_or_none(double from, double to, int up, int down)
    {
        if (up == 0)
        {
            (long l, long m) = (0, 0);
            Exception? error = Record.Exception(() => (l, m) = RateRatio.Of(to, from));
            if (error is null) Assert.Equal(to, from * l / m, to * 1e-15);
            else Assert.IsType<ArgumentException>(error);
            return;
        }
        (long found, long foundDown) = RateRatio.Of(to, from);
        Assert.Equal((long)found * down, (long)up * foundDown);
    }

    [Fact]
    public void A_resampled_sine_is_the_sine_at_the_other_rate()
    {
        float[] sine = [.. Enumerable.Range(0, 20_000).Select(n => (float)Math.Sin(0.4 * n))];
        using var source = new Recording<float>(sine, 1, 48_000);
        using Signal<float> signal = source.Resample(44_100), same = source.Resample(147, 160);
        Assert.Equal(18_375, signal.Frames);
        Assert.Equal(44_100, signal.Rate);
        Assert.Equal(44_100, same.Rate);
        float[] values = Kinds.ReadAll(signal);
        Assert.Equal(values, Kinds.ReadAll(same));
        for (int m = 100; m < values.Length - 100; m++) Assert.Equal(Math.Sin(0.4 * m * 160 / 147), values[m], 2e-6);
    }

    [Fact]
    public void Filters_that_cannot_be_computed_anywhere_are_refused_with_the_numbers()
    {
        using var source = new Recording<float>(new float[100], 1, 48_000);
        string message = Assert.Throws<ArgumentException>(() => source.Filter(Butterworth.HighPass(2, 0.001))).Message;
        Assert.Contains("16777216", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => source.FilterZeroPhase(Butterworth.HighPass(2, 0.001)));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Filter(Butterworth.LowPass(2, 24_000)));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Filter(Butterworth.LowPass(2, 100), tolerance: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Filter(FirFilter.LowPass(24_000, 100)));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Envelope(24_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Resample(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Resample(0, 1));
        Assert.Throws<ArgumentException>(() => source.Resample(Math.PI));
        // Nothing of this keeps it open.
        source.Dispose();
        Assert.True(source.IsClosed);
    }

    [Theory]
    [InlineData(2, 1, 1, 1 << 14)]
    [InlineData(2048, 1, 1, 1 << 14)]
    [InlineData(2049, 1, 2, 1 << 15)]
    [InlineData(1 << 20, 1, 1, 1 << 23)]
    [InlineData(1 << 20, 1, 4, 1 << 21)]
    [InlineData(1 << 20, 2, 64, 1 << 20)]
    [InlineData(1 << 24, 2, 1, 1 << 24)]
    public void Tiles_are_eight_margins_or_fewer_where_there_are_many_channels(int margin, int sides, int channels, int frames) =>
        Assert.Equal(frames, FilterTiles.Frames(margin, sides, channels, "filter"));

    [Theory]
    [InlineData(1 << 14, 2048, 1, 8)]
    [InlineData(1 << 14, 2, 2, 4)]
    [InlineData(1 << 14, 2, 3, 2)]
    [InlineData(1 << 14, 2, 5, 1)]
    [InlineData(1 << 20, 1 << 19, 1, 2)]
    [InlineData(1 << 24, 1 << 24, 1, 1)]
    public void Parts_of_a_tile_fill_eight_lanes_and_are_no_shorter_than_their_margin(int frames, int margin, int channels, int parts) =>
        Assert.Equal(parts, FilterTiles.Parts(frames, margin, channels));

    [Fact]
    public void Tiles_that_do_not_fit_are_refused_with_the_numbers()
    {
        string message = Assert.Throws<ArgumentException>(() => FilterTiles.Frames(1 << 24, 2, 100, "filter")).Message;
        Assert.Contains("50331648 frames of 100 channels", message, StringComparison.Ordinal);
    }
}
