namespace AudioIO.Samples.Spectrogram;

/// <summary>What was found out about one channel, column by column. Threads may write different columns at once.</summary>
internal sealed class ChannelLevels
{
    private readonly FrequencyRows _rows;
    private readonly bool[] _has;

    /// <summary>Makes room.</summary>
    /// <param name="columns">Columns of the picture.</param>
    /// <param name="rows">Rows of the picture.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="bins">Number of frequencies to keep besides; null for none.</param>
    /// <param name="withExtents">True to keep the extent of the samples.</param>
    public ChannelLevels(int columns, FrequencyRows rows, int rowCount, int? bins = null, bool withExtents = false)
    {
        _rows = rows;
        _has = new bool[columns];
        Map = new LevelMap(columns, rowCount);
        if (bins is { } kept) Spectra = new LevelMap(columns, kept);
        if (withExtents) Extents = new SampleExtents(columns);
    }

    /// <summary>The levels of the picture.</summary>
    public LevelMap Map { get; }

    /// <summary>The levels of every frequency; null where nobody asked for them.</summary>
    public LevelMap? Spectra { get; }

    /// <summary>The extent of the samples; null where nobody asked for it.</summary>
    public SampleExtents? Extents { get; }

    /// <summary>Sets a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="levels">Level of every frequency.</param>
    public void Set(int column, ReadOnlySpan<float> levels)
    {
        _rows.Fill(levels, Map.Column(column));
        if (Spectra is not null) levels.CopyTo(Spectra.Column(column));
        _has[column] = true;
    }

    /// <summary>
    /// Columns in which nothing was recorded hold no numbers; others that were not set repeat the nearest one that was; of two, the one before.
    /// </summary>
    public void FillEmpty(Func<int, bool> isBlank)
    {
        for (int column = 0; column < _has.Length; column++) _has[column] &= !isBlank(column);
        int previous = -1, next = Next(0);
        for (int column = 0; column < _has.Length; column++)
        {
            if (_has[column]) previous = column;
            else if (isBlank(column)) Clear(column);
            else
            {
                if (next >= 0 && next < column) next = Next(column);
                bool isBefore = next < 0 || (previous >= 0 && column - previous <= next - column);
                Repeat(isBefore ? previous : next, column);
            }
        }
    }

    private void Clear(int column)
    {
        Map.Column(column).Fill(float.NaN);
        Spectra?.Column(column).Fill(float.NaN);
    }

    private int Next(int column) => Array.IndexOf(_has, true, column);

    private void Repeat(int from, int to)
    {
        if (from < 0) return;
        Map.Column(from).CopyTo(Map.Column(to));
        Spectra?.Column(from).CopyTo(Spectra.Column(to));
    }
}
