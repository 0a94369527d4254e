namespace AudioIO.Samples.Batch;

/// <summary>Levels of one minute, one channel and one band.</summary>
/// <param name="MeanDb">Level of the mean power.</param>
/// <param name="MaxDb">Level of the loudest spectrum.</param>
/// <param name="P5Db">Level that 5 % of the spectra do not exceed.</param>
/// <param name="P50Db">Level that half of the spectra do not exceed.</param>
/// <param name="P95Db">Level that 95 % of the spectra do not exceed.</param>
internal readonly record struct BandLevels(float MeanDb, float MaxDb, float P5Db, float P50Db, float P95Db);

/// <summary>
/// Collects the powers of the spectra of a minute. A minute belongs to one piece, whole, so that its percentiles do not depend on where the
/// corpus is cut.
/// </summary>
internal sealed class MinuteLevels
{
    private readonly double[][] _powers; // of every channel and band
    private int _count;

    /// <param name="series">Channels times bands.</param>
    /// <param name="columns">Largest number of spectra of a minute.</param>
    public MinuteLevels(int series, int columns) => _powers = [.. Enumerable.Range(0, series).Select(_ => new double[columns])];

    /// <summary>Adds the powers of one spectrum: of every channel, and in it of every band.</summary>
    public void Add(ReadOnlySpan<double> powers)
    {
        for (int i = 0; i < powers.Length; i++) _powers[i][_count] = powers[i];
        _count++;
    }

    /// <summary>The levels of every channel and band, at least one spectrum being there; then begins anew.</summary>
    public BandLevels[] Take()
    {
        BandLevels[] levels = [.. _powers.Select(powers => Of(powers.AsSpan(0, _count)))];
        _count = 0;
        return levels;
    }

    private static BandLevels Of(Span<double> powers)
    {
        double sum = 0;
        foreach (double power in powers) sum += power;
        powers.Sort();
        return new BandLevels(
            Level.Of(sum / powers.Length), Level.Of(powers[^1]),
            Level.Of(Percentile(powers, 5)), Level.Of(Percentile(powers, 50)), Level.Of(Percentile(powers, 95)));
    }

    /// <summary>The nearest rank: the least value that so many percent of the values do not exceed.</summary>
    private static double Percentile(ReadOnlySpan<double> sorted, int percent)
    {
        // At most 100 times the hops of a minute.
        long rank = (((long)percent * sorted.Length) + 99) / 100;
        return sorted[(int)Math.Max(0, rank - 1)];
    }
}
