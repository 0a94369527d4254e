namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Gathers spectra, in the order of time, into the columns of the picture. Only one column is open at a time: however many spectra there
/// are, the memory is the picture's. Columns that no spectrum falls into repeat the nearest one that has its own.
/// </summary>
internal sealed class ColumnAccumulator(LevelMap map, int bins, ColumnRule rule)
{
    private readonly FrequencyRows _rows = new(bins, map.Rows);
    private readonly double[] _power = new double[bins];
    private int _column = -1;
    private int _count;
    private int _previous = -1;

    /// <summary>Adds a spectrum.</summary>
    /// <param name="column">Its column, never less than the one before.</param>
    /// <param name="power">Power of every bin, relative to full scale.</param>
    public void Add(int column, ReadOnlySpan<float> power)
    {
        if (column != _column)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(column, _column);
            Close();
            _column = column;
        }
        _count++;
        if (rule == ColumnRule.Mean)
        {
            for (int k = 0; k < power.Length; k++) _power[k] += power[k];
        }
        else
        {
            for (int k = 0; k < power.Length; k++) _power[k] = Math.Max(_power[k], power[k]);
        }
    }

    /// <summary>Closes the last column and fills what lies beyond it.</summary>
    public void Finish()
    {
        Close();
        for (int c = _previous + 1; c < map.Columns; c++) map.Column(_previous).CopyTo(map.Column(c));
    }

    private void Close()
    {
        if (_count == 0) return;
        if (rule == ColumnRule.Mean)
        {
            for (int k = 0; k < _power.Length; k++) _power[k] /= _count;
        }
        Span<float> levels = map.Column(_column);
        _rows.Fill(_power, levels);
        for (int c = _previous + 1; c < _column; c++)
        {
            bool previousIsNearer = _previous >= 0 && c - _previous <= _column - c;
            (previousIsNearer ? map.Column(_previous) : levels).CopyTo(map.Column(c));
        }
        Array.Clear(_power);
        _previous = _column;
        _count = 0;
    }
}
