namespace AudioIO.Samples.Spectrogram;

/// <summary>Levels in dBFS: columns of time × rows of frequency, row 0 the lowest.</summary>
internal sealed class LevelMap
{
    /// <summary>What digital silence reads: the logarithm of nothing has no number.</summary>
    public const float Silence = -200;

    private readonly float[] _levels;

    public LevelMap(int columns, int rows)
    {
        (Columns, Rows) = (columns, rows);
        _levels = new float[checked(columns * rows)];
    }

    public int Columns { get; }

    public int Rows { get; }

    /// <summary>All levels of a column, the lowest frequency first.</summary>
    public Span<float> Column(int column) => _levels.AsSpan(column * Rows, Rows);

    /// <summary>All levels, column after column.</summary>
    public ReadOnlySpan<float> Levels => _levels;
}
