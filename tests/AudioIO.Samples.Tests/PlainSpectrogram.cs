using System.Numerics;
using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

/// <summary>
/// The levels of a picture by the plainest means: every spectrum alone, in double, one after the other; nothing is shared with the program but
/// the plan. Linear frequencies from 0 to half the rate.
/// </summary>
internal static class PlainSpectrogram
{
    public static float[][] Compute(Func<long, float> sample, AnalysisPlan plan, ColumnRule rule, WindowFunction window, int rows)
    {
        double[] factors = window.Values(plan.FftSize);
        var columns = new List<(int Column, double[] Power, int Count)>();
        for (long spectrum = 0; spectrum < plan.Spectra; spectrum++)
        {
            long start = plan.StartOf(spectrum);
            double[] power = Power(sample, start, (int)Math.Min(plan.FftSize, plan.ReadStop - start), factors, plan.PaddedSize);
            int column = plan.ColumnOf(start);
            if (columns.Count > 0 && columns[^1].Column == column)
            {
                double[] sum = columns[^1].Power;
                for (int k = 0; k < sum.Length; k++) sum[k] = rule == ColumnRule.Mean ? sum[k] + power[k] : Math.Max(sum[k], power[k]);
                columns[^1] = (column, sum, columns[^1].Count + 1);
            }
            else columns.Add((column, power, 1));
        }
        var result = new float[plan.Columns][];
        for (int column = 0; column < plan.Columns; column++)
        {
            // The nearest that has its own; of two, the one before.
            (int _, double[] power, int count) = columns.MinBy(other => Math.Abs(other.Column - column) + (other.Column > column ? 0.5 : 0));
            result[column] = Rows([.. power.Select(p => p / (rule == ColumnRule.Mean ? count : 1))], rows);
        }
        return result;
    }

    private static double[] Power(Func<long, float> sample, long start, int count, double[] window, int padded)
    {
        var values = new Complex[padded];
        int before = (window.Length - count) / 2;
        for (int n = 0; n < count; n++) values[before + n] = sample(start + n) * window[before + n];
        Complex[] spectrum = Transform(values);
        double sum = window.Sum();
        return
        [
            .. Enumerable.Range(0, (padded / 2) + 1).Select(k =>
                (k == 0 || k == padded / 2 ? 2 : 4) * Math.Pow(spectrum[k].Magnitude / sum, 2)),
        ];
    }

    /// <summary>The transform of a power of two of values, by halves.</summary>
    private static Complex[] Transform(Complex[] values)
    {
        if (values.Length == 1) return values;
        int half = values.Length / 2;
        Complex[] even = Transform([.. values.Where((_, n) => n % 2 == 0)]), odd = Transform([.. values.Where((_, n) => n % 2 == 1)]);
        var result = new Complex[values.Length];
        for (int k = 0; k < half; k++)
        {
            Complex turned = odd[k] * Complex.FromPolarCoordinates(1, -Math.PI * k / half);
            (result[k], result[k + half]) = (even[k] + turned, even[k] - turned);
        }
        return result;
    }

    private static float[] Rows(double[] power, int rows)
    {
        double[] levels = [.. power.Select(p => p < 1e-20 ? LevelMap.Silence : 10 * Math.Log10(p))];
        double binsPerRow = (levels.Length - 1.0) / rows;
        int width = (int)binsPerRow + 1;
        var result = new float[rows];
        for (int row = 0; row < rows; row++)
        {
            double middle = (row + 0.5) * binsPerRow;
            int below = (int)middle, first = Math.Clamp((int)Math.Floor(middle - ((width - 1) / 2.0) + 0.5), 0, levels.Length - width);
            double between = levels[below] + ((middle - below) * (levels[Math.Min(below + 1, levels.Length - 1)] - levels[below]));
            result[row] = (float)(binsPerRow < 1 ? between : levels[first..(first + width)].Max());
        }
        return result;
    }
}
