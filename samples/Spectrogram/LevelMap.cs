namespace AudioIO.Samples.Spectrogram;

/// <summary>Levels in dBFS, one per pixel of the picture: columns of time × rows of frequency, row 0 the lowest.</summary>
internal sealed class LevelMap(int columns, int rows)
{
    /// <summary>What digital silence reads: the logarithm of nothing has no number.</summary>
    public const float Silence = -200;

    private readonly float[] _levels = new float[columns * rows];

    public int Columns => columns;

    public int Rows => rows;

    /// <summary>All levels of a column, the lowest frequency first.</summary>
    public Span<float> Column(int column) => _levels.AsSpan(column * rows, rows);

    /// <summary>All levels, column after column.</summary>
    public ReadOnlySpan<float> Levels => _levels;
}
