namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Neighbouring columns as units of work: long enough that beginning one costs little, and so many that every thread has some until the end.
/// </summary>
internal readonly record struct ColumnUnits
{
    private const long WishedFrames = 1 << 21;

    private readonly int _columns;
    private readonly int _perUnit;

    /// <param name="plan">What is read.</param>
    /// <param name="threads">Number of threads.</param>
    public ColumnUnits(AnalysisPlan plan, int threads)
    {
        _columns = plan.Columns;
        long byFrames = Math.Max(1, WishedFrames * plan.Columns / (plan.To - plan.From));
        int byThreads = (plan.Columns + (4 * threads) - 1) / (4 * threads);
        _perUnit = (int)Math.Min(byFrames, byThreads);
    }

    /// <summary>Number of units.</summary>
    public int Count => (_columns + _perUnit - 1) / _perUnit;

    /// <summary>The columns of a unit.</summary>
    public (int First, int Stop) this[int unit] => (unit * _perUnit, Math.Min((unit + 1) * _perUnit, _columns));
}
