namespace AudioIO.Overviews;

/// <summary>
/// Columns to one entry, their mean powers and their largest ones, a few at a time: pairs, pairs of pairs and so on, as those of a level are
/// joined, so that the bits are the same. For one thread at a time.
/// </summary>
/// <param name="spectrogram">The columns.</param>
internal sealed class ColumnTree(SpectrogramSignal<float> spectrogram)
{
    // Columns read at once: within the cache of a processor.
    private const int MostValues = 1 << 18;

    private readonly int _values = spectrogram.ValuesPerFrame;
    private readonly List<(float[] Both, long Columns)> _joined = [];
    private readonly Stack<float[]> _free = new();
    private readonly int _atOnce = 1 << int.Log2(Math.Max(1, MostValues / spectrogram.ValuesPerFrame));
    private float[] _columns = [], _largest = [];

    /// <summary>Computes an entry.</summary>
    /// <param name="start">Its first column.</param>
    /// <param name="count">Its columns, at least one.</param>
    /// <param name="entry">Room for mean and largest powers.</param>
    public void Compute(long start, long count, Span<float> entry)
    {
        int atOnce = (int)Math.Min(_atOnce, count);
        if (_columns.Length < atOnce * _values) (_columns, _largest) = (new float[atOnce * _values], new float[(atOnce + 1) / 2 * _values]);
        for (long at = 0; at < count; at += atOnce)
        {
            int columns = (int)Math.Min(_atOnce, count - at);
            Span<float> means = _columns.AsSpan(0, columns * _values), largest = _largest.AsSpan(0, (columns + 1) / 2 * _values);
            spectrogram.Read(start + at, means);
            ColumnPairs.Reduce(means, largest, _values);
            if (!_free.TryPop(out float[]? both)) both = new float[2 * _values];
            means[.._values].CopyTo(both);
            largest[.._values].CopyTo(both.AsSpan(_values));
            Add(both, columns);
        }
        // What has no partner is joined to what is before it, the last one first.
        while (_joined.Count > 1) JoinLast();
        _joined[0].Both.CopyTo(entry);
        _free.Push(_joined[0].Both);
        _joined.Clear();
    }

    private void Add(float[] both, long columns)
    {
        _joined.Add((both, columns));
        while (_joined.Count > 1 && _joined[^2].Columns == _joined[^1].Columns) JoinLast();
    }

    private void JoinLast()
    {
        ((float[] first, long before), (float[] second, long behind)) = (_joined[^2], _joined[^1]);
        ColumnPairs.Join(first.AsSpan(0, _values), second.AsSpan(0, _values), before, behind, isMax: false);
        ColumnPairs.Join(first.AsSpan(_values), second.AsSpan(_values), before, behind, isMax: true);
        _joined.RemoveRange(_joined.Count - 2, 2);
        _joined.Add((first, before + behind));
        _free.Push(second);
    }
}
