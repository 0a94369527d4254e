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
        var frequencies = new FrequencyRows(bins, rows);
        for (int bin = 0; bin < bins; bin++)
        {
            double[] power = new double[bins];
            power[bin] = 0.01;
            float[] column = new float[rows];
            frequencies.Fill(power, column);

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
            new FrequencyRows(1025, rows).Fill([.. Enumerable.Repeat(1e-6, 1025)], column);
            Assert.All(column, level => Assert.Equal(-60, level, 1e-4f));
        }
    }

    [Fact]
    public void Between_bins_levels_are_interpolated()
    {
        float[] column = new float[8];
        new FrequencyRows(3, 8).Fill([1, 0.01, 1], column);

        // Middles of the rows at 1/8, 3/8 … of the first bin's way to the second.
        Assert.Equal([-2.5f, -7.5f, -12.5f, -17.5f, -17.5f, -12.5f, -7.5f, -2.5f], column.Select(level => MathF.Round(level, 3)));
    }

    [Fact]
    public void Digital_silence_is_the_lowest_level_and_not_a_number_stays_visible()
    {
        float[] column = new float[3];
        new FrequencyRows(3, 2).Fill([0, 0, 0], column);
        Assert.Equal(LevelMap.Silence, column[0]);

        new FrequencyRows(3, 2).Fill([double.NaN, 1, 1], column);
        Assert.Contains(float.NaN, column);
        Assert.Equal(ColorMap.NoLevel, ColorMap.At(float.NaN));
    }

    [Theory]
    [InlineData(ColumnRule.Mean, -3.01)]
    [InlineData(ColumnRule.Max, 0)]
    internal void Spectra_of_a_column_are_averaged_in_power_or_the_strongest_counts(ColumnRule rule, double expected)
    {
        var map = new LevelMap(2, 2);
        var columns = new ColumnAccumulator(map, bins: 3, rule);
        columns.Add(0, [1, 1, 1]);
        columns.Add(0, [0, 0, 0]);
        columns.Add(1, [0.1f, 0.1f, 0.1f]);
        columns.Finish();

        Assert.Equal(expected, map.Column(0)[0], 0.01);
        Assert.Equal(-10, map.Column(1)[0], 0.01);
    }

    [Fact]
    public void Columns_without_a_spectrum_repeat_the_nearest()
    {
        var map = new LevelMap(10, 1);
        var columns = new ColumnAccumulator(map, bins: 2, ColumnRule.Mean);
        columns.Add(2, [1, 1]);
        columns.Add(7, [0.1f, 0.1f]);
        columns.Finish();

        Assert.Equal([0, 0, 0, 0, 0, -10, -10, -10, -10, -10], Enumerable.Range(0, 10).Select(c => MathF.Round(map.Column(c)[0], 3)));
    }

    [Fact]
    public void Spectra_out_of_order_are_refused()
    {
        var columns = new ColumnAccumulator(new LevelMap(10, 1), bins: 2, ColumnRule.Mean);
        columns.Add(3, [1, 1]);

        Assert.Throws<ArgumentOutOfRangeException>(() => columns.Add(2, [1, 1]));
    }
}
