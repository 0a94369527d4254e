namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Levels of the picture's rows from the powers of a spectrum's bins. Row r covers r / rows to (r + 1) / rows of the way from 0 Hz to half
/// the sampling rate. Where a row holds one bin or more, the strongest counts, so that a tone keeps its level in a picture of any height;
/// always of equally many bins, else rows of one and of two bins by turns would show as stripes. Where a bin covers several rows, levels
/// are interpolated between bins.
/// </summary>
internal sealed class FrequencyRows
{
    private readonly int _bins;
    private readonly double _binsPerRow;
    private readonly int _width;
    private readonly float[] _levels;

    /// <summary>Prepares the memory.</summary>
    /// <param name="bins">Bins of a spectrum, from 0 Hz to half the sampling rate, both included.</param>
    /// <param name="rows">Rows of the picture.</param>
    public FrequencyRows(int bins, int rows)
    {
        _bins = bins;
        _binsPerRow = (bins - 1.0) / rows;
        // One more than the whole bins of a row, so that rows which lie across bins leave none of them out.
        _width = (int)_binsPerRow + 1;
        _levels = new float[bins];
    }

    /// <summary>Computes a column of the picture.</summary>
    /// <param name="power">Power of every bin, relative to full scale.</param>
    /// <param name="column">Receives the level of every row in dBFS.</param>
    public void Fill(ReadOnlySpan<double> power, Span<float> column)
    {
        for (int k = 0; k < power.Length; k++) _levels[k] = Level(power[k]);
        for (int row = 0; row < column.Length; row++)
        {
            double middle = (row + 0.5) * _binsPerRow;
            column[row] = _binsPerRow < 1 ? Interpolated(middle) : Strongest(middle);
        }
    }

    private static float Level(double power) =>
        // Not a number stays what it is: the picture shows that it is no level.
        power < 1e-20 ? LevelMap.Silence : (float)(10 * Math.Log10(power));

    private float Interpolated(double position)
    {
        int below = (int)position;
        float fraction = (float)(position - below);
        return _levels[below] + (fraction * (_levels[Math.Min(below + 1, _bins - 1)] - _levels[below]));
    }

    private float Strongest(double middle)
    {
        // The bins nearest to the middle. Floor(x + ½) moves on evenly from row to row; Math.Round would round halves to even numbers.
        int first = Math.Clamp((int)Math.Floor(middle - ((_width - 1) / 2.0) + 0.5), 0, _bins - _width);
        float strongest = _levels[first];
        for (int k = first + 1; k < first + _width; k++) strongest = Math.Max(strongest, _levels[k]);
        return strongest;
    }
}
