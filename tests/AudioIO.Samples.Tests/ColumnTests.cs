using AudioIO.Samples.Colors;
using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

public class ColumnTests
{
    [Theory]
    [InlineData(5, 3)]
    [InlineData(1025, 730)]
    [InlineData(1025, 1024)]
    [InlineData(4097, 100)]
    [InlineData(129, 700)]
    public void Each_bin_alone_shows_its_level_in_the_row_of_its_frequency(int bins, int rows)
    {
        FrequencyRows frequencies = Rows(bins, rows);
        for (int bin = 0; bin < bins; bin++)
        {
            float[] levels = [.. Enumerable.Repeat(LevelMap.Silence, bins)];
            levels[bin] = -20;
            float[] column = new float[rows];
            frequencies.Fill(levels, column);

            int row = Math.Min((int)((double)bin / (bins - 1) * rows), rows - 1);
            int brightest = Array.IndexOf(column, column.Max());
            Assert.InRange(brightest, row - 1, row + 1);
            // Where bins are larger than rows, no row need lie right on the bin.
            if (bins > rows) Assert.Equal(-20, column[brightest], 1e-4f);
        }
    }

    [Fact]
    public void A_flat_spectrum_stays_flat_without_stripes()
    {
        foreach (int rows in (int[])[100, 730, 1024, 1500])
        {
            float[] column = new float[rows];
            Rows(1025, rows).Fill([.. Enumerable.Repeat(-60f, 1025)], column);
            Assert.All(column, level => Assert.Equal(-60, level, 1e-4f));
        }
    }

    [Fact]
    public void Between_bins_levels_are_interpolated()
    {
        float[] column = new float[8];
        Rows(3, 8).Fill([0, -20, 0], column);

        // Middles of the rows at 1/8, 3/8 … of the first bin's way to the second.
        Assert.Equal([-2.5f, -7.5f, -12.5f, -17.5f, -17.5f, -12.5f, -7.5f, -2.5f], column.Select(level => MathF.Round(level, 3)));
    }

    [Fact]
    public void Digital_silence_is_the_lowest_level_and_not_a_number_stays_visible()
    {
        var levels = new ChannelLevels(2, Rows(3, 2), 2);
        var columns = new ColumnAccumulator(bins: 3, ColumnRule.Mean);
        columns.Add(levels, 0, [0, 0, 0]);
        columns.Add(levels, 1, [float.NaN, 1, 1]);
        columns.Close(levels);

        Assert.Equal(LevelMap.Silence, levels.Map.Column(0)[0]);
        Assert.Contains(float.NaN, levels.Map.Column(1).ToArray());
        Assert.Equal(ColorMap.NoLevel, ColorMap.Ember.At(float.NaN));
    }

    [Theory]
    [InlineData(ColumnRule.Mean, -3.01)]
    [InlineData(ColumnRule.Max, 0)]
    internal void Spectra_of_a_column_are_averaged_in_power_or_the_strongest_counts(ColumnRule rule, double expected)
    {
        var levels = new ChannelLevels(2, Rows(3, 2), 2);
        var columns = new ColumnAccumulator(bins: 3, rule);
        columns.Add(levels, 0, [1, 1, 1]);
        columns.Add(levels, 0, [0, 0, 0]);
        columns.Add(levels, 1, [0.1f, 0.1f, 0.1f]);
        columns.Close(levels);

        Assert.Equal(expected, levels.Map.Column(0)[0], 0.01);
        Assert.Equal(-10, levels.Map.Column(1)[0], 0.01);
    }

    [Theory]
    [InlineData(ColumnRule.Mean)]
    [InlineData(ColumnRule.Max)]
    internal void Spectra_added_at_once_make_the_same_bits_as_one_after_the_other(ColumnRule rule)
    {
        var random = new Random(1);
        foreach (int bins in (int[])[1, 7, 16, 33, 1025])
        {
            float[] powers = [.. Enumerable.Range(0, 23 * bins).Select(_ => (float)Math.Pow(10, (4 * random.NextDouble()) - 4))];
            float[][] spectra = [.. new int[] { 1, 4, 6, 23 }.Select(atOnce =>
            {
                var levels = new ChannelLevels(1, new FrequencyRows(bins, 1, new FrequencyScale(0, bins, false), 1), 1, bins);
                var columns = new ColumnAccumulator(bins, rule);
                for (int i = 0; i < 23; i += atOnce) columns.Add(levels, 0, powers.AsSpan(i * bins, Math.Min(atOnce, 23 - i) * bins));
                columns.Close(levels);
                return levels.Spectra!.Column(0).ToArray();
            })];
            Assert.All(spectra, levels => Assert.Equal(spectra[0], levels));
        }
    }

    [Fact]
    public void Columns_without_a_spectrum_repeat_the_nearest()
    {
        var levels = new ChannelLevels(10, Rows(2, 1), 1, bins: 2);
        var columns = new ColumnAccumulator(bins: 2, ColumnRule.Mean);
        columns.Add(levels, 2, [1, 1]);
        columns.Add(levels, 7, [0.1f, 0.1f]);
        columns.Close(levels);
        levels.FillEmpty(_ => false);

        int[] expected = [0, 0, 0, 0, 0, -10, -10, -10, -10, -10];
        Assert.Equal(expected, Enumerable.Range(0, 10).Select(c => (int)MathF.Round(levels.Map.Column(c)[0])));
        Assert.Equal(expected, Enumerable.Range(0, 10).Select(c => (int)MathF.Round(levels.Spectra!.Column(c)[1])));
    }

    [Fact]
    public void Spectra_out_of_order_are_refused()
    {
        var levels = new ChannelLevels(10, Rows(2, 1), 1);
        var columns = new ColumnAccumulator(bins: 2, ColumnRule.Mean);
        columns.Add(levels, 3, [1, 1]);

        Assert.Throws<ArgumentOutOfRangeException>(() => columns.Add(levels, 2, [1, 1]));
    }

    [Theory]
    [InlineData(100, 20_000, 1025)]
    [InlineData(1, 24_000, 4097)]
    [InlineData(5_000, 6_000, 65)]
    public void On_a_logarithmic_axis_a_tone_stands_in_the_row_of_its_frequency(double low, double high, int bins)
    {
        var scale = new FrequencyScale(low, high, IsLogarithmic: true);
        double binHertz = 24_000.0 / (bins - 1);
        var rows = new FrequencyRows(bins, binHertz, scale, 700);
        for (int bin = (int)Math.Ceiling(low / binHertz); bin * binHertz <= high; bin++)
        {
            float[] levels = [.. Enumerable.Repeat(-100f, bins)];
            levels[bin] = -20;
            float[] column = new float[700];
            rows.Fill(levels, column);

            // Where bins are larger than rows, no row need lie right on the bin.
            double row = scale.Fraction(bin * binHertz) * 700;
            int brightest = Array.IndexOf(column, column.Max());
            double binRows = (scale.Fraction((bin + 1) * binHertz) - scale.Fraction(bin * binHertz)) * 700;
            Assert.InRange(brightest, row - 1.5 - (binRows < 1 ? 0.5 : 0), row + 1);
            if (binRows < 0.95) Assert.Equal(-20, column[brightest]);
        }
    }

    /// <summary>Rows of all frequencies, at equal distances.</summary>
    private static FrequencyRows Rows(int bins, int rows) => new(bins, 1, new FrequencyScale(0, bins - 1, false), rows);
}
