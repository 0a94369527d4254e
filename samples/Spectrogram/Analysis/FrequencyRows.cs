namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Levels of the picture's rows from the levels of a spectrum's bins. Where a row holds one bin or more, the strongest counts, so that a tone
/// keeps its level in a picture of any height; always of equally many bins, else rows of one and of two bins by turns would show as stripes.
/// Where a bin covers several rows, levels are interpolated between bins.
/// </summary>
internal sealed class FrequencyRows
{
    private readonly int _bins;
    private readonly Row[] _rows;

    /// <summary>Prepares the rows.</summary>
    /// <param name="bins">Bins of a spectrum, from 0 Hz to half the sampling rate, both included.</param>
    /// <param name="binHertz">Distance of bins.</param>
    /// <param name="scale">The frequencies of the picture.</param>
    /// <param name="rows">Rows of the picture.</param>
    public FrequencyRows(int bins, double binHertz, FrequencyScale scale, int rows)
    {
        _bins = bins;
        _rows = new Row[rows];
        for (int row = 0; row < rows; row++)
        {
            double middle = scale.At((row + 0.5) / rows) / binHertz;
            double binsPerRow = (scale.At((row + 1.0) / rows) - scale.At((double)row / rows)) / binHertz;
            if (!scale.IsLogarithmic)
            {
                // The same for all rows, to the last bit.
                binsPerRow = (scale.High - scale.Low) / binHertz / rows;
                middle = (scale.Low / binHertz) + ((row + 0.5) * binsPerRow);
            }
            // One more than the whole bins of a row, so that rows which lie across bins leave none of them out.
            int width = Math.Min((int)binsPerRow + 1, bins);
            // The bins nearest to the middle. Floor(x + ½) moves on evenly from row to row; Math.Round would round halves to even numbers.
            int first = Math.Clamp((int)Math.Floor(middle - ((width - 1) / 2.0) + 0.5), 0, bins - width);
            _rows[row] = binsPerRow < 1 ? new Row(middle, 0, 0) : new Row(middle, first, width);
        }
    }

    /// <summary>Computes a column of the picture.</summary>
    /// <param name="levels">Level of every bin in dBFS.</param>
    /// <param name="column">Receives the level of every row.</param>
    public void Fill(ReadOnlySpan<float> levels, Span<float> column)
    {
        for (int i = 0; i < column.Length; i++)
        {
            Row row = _rows[i];
            column[i] = row.Width == 0 ? Interpolated(levels, row.Middle) : Strongest(levels.Slice(row.First, row.Width));
        }
    }

    private float Interpolated(ReadOnlySpan<float> levels, double position)
    {
        int below = (int)position;
        float fraction = (float)(position - below);
        return levels[below] + (fraction * (levels[Math.Min(below + 1, _bins - 1)] - levels[below]));
    }

    private static float Strongest(ReadOnlySpan<float> levels)
    {
        float strongest = levels[0];
        foreach (float level in levels) strongest = Math.Max(strongest, level);
        return strongest;
    }

    /// <summary>What a row shows.</summary>
    /// <param name="Middle">Its middle, in bins.</param>
    /// <param name="First">The first of its bins.</param>
    /// <param name="Width">Their number; 0 where levels are interpolated.</param>
    private readonly record struct Row(double Middle, int First, int Width);
}
