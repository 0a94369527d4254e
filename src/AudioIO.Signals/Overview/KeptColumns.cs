using System.Buffers;
using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>
/// The levels of a spectrogram that are kept: an entry is a column of mean powers and one of the largest powers, of so many columns of the
/// spectrogram. Columns that reach beyond the end of the recording become others when it grows: they are kept only with the end, and
/// computed again.
/// </summary>
internal sealed class KeptColumns(SpectrogramSignal<float> spectrogram, PartStore store, int firstLevel)
{
    private const int NodeEntries = 16, Arity = 2;
    private const int MostValues = 1 << 20;

    private readonly Lock _lock = new();
    private readonly List<Pyramid> _pyramids = [];
    private bool _isOpen;

    public PartStore Store => store;

    /// <summary>The finest level that is kept.</summary>
    public int FirstLevel => firstLevel;

    public static PyramidShape ShapeOf(SpectrogramSignal<float> spectrogram, int firstLevel) =>
        new(2 * sizeof(float) * spectrogram.ValuesPerFrame, 1 << firstLevel, NodeEntries, Arity);

    /// <summary>Columns whose frames may lie beyond the end.</summary>
    private int EndColumns => (spectrogram.Size / spectrogram.Hop) + 1;

    private int ColumnValues => spectrogram.ValuesPerFrame;

    private PyramidShape Shape { get; } = ShapeOf(spectrogram, firstLevel);

    private FrameRange[] Stretches => [.. spectrogram.ContinuousRanges];

    /// <summary>A reader of the levels over a stretch of columns.</summary>
    public KeptReader ReaderOf(FrameRange stretch)
    {
        FrameRange[] stretches = Stretches;
        int index = Array.FindIndex(stretches, other => other.Start == stretch.Start);
        return new KeptReader(new PyramidReader(PyramidOf(stretches, index)), stretch.Count, firstLevel, EndColumns);
    }

    public long FilledTo()
    {
        FrameRange[] stretches = Stretches;
        for (int i = 0; i < stretches.Length; i++)
        {
            (_, long columns, bool isFinished) = PyramidOf(stretches, i).Snapshot();
            if (!isFinished || columns != stretches[i].Count)
                return stretches[i].Start + Math.Clamp(columns - (isFinished ? EndColumns : 0), 0, stretches[i].Count);
        }
        return spectrogram.Frames;
    }

    public void Fill(Action<long> progress, CancellationToken cancellationToken)
    {
        FrameRange[] stretches = Stretches;
        if (FilledTo() == spectrogram.Frames && store.IsSame) return;
        store.BeginWriting();
        try
        {
            for (int i = 0; i < stretches.Length; i++)
            {
                (_, long columns, bool isFinished) = PyramidOf(stretches, i).Snapshot();
                if (!isFinished || columns != stretches[i].Count) Fill(stretches, i, progress, cancellationToken);
            }
            if (stretches.Length > 0) store.Note(stretches, stretches.Length - 1, stretches[^1].Count, isFinished: true);
        }
        finally
        {
            store.EndWriting();
        }
    }

    private void Fill(FrameRange[] stretches, int stretch, Action<long> progress, CancellationToken cancellationToken)
    {
        Pyramid pyramid = PyramidOf(stretches, stretch);
        FrameRange range = stretches[stretch];
        (_, long at, bool isFinished) = pyramid.Snapshot();
        if (isFinished || pyramid.IsDamaged)
        {
            at = Math.Max(0, at - (isFinished ? EndColumns : 0));
            store.Note(stretches, stretch, at - (at % Shape.NodeFrames), isFinished: false);
            pyramid.Restore(at);
            at = pyramid.Snapshot().Frames;
        }
        int each = 1 << firstLevel, block = Math.Max(1, MostValues / ColumnValues / each) * each;
        // Whole entries, none of which reaches beyond the end; what is left comes at once, and the end with it.
        long safe = Math.Max(at, (range.Count - EndColumns) / each * each);
        float[] columns = new float[Math.Max(block, range.Count - safe) * ColumnValues];
        try
        {
            while (at < safe)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = (int)Math.Min(block, safe - at);
                Append(pyramid, Read(range.Start + at, columns, count));
                at += count;
                store.Note(stretches, stretch, pyramid.StoredFrames, isFinished: false);
                progress(range.Start + at);
            }
            Append(pyramid, Read(range.Start + at, columns, (int)(range.Count - at)));
            pyramid.Finish((int)(range.Count % each));
            progress(range.Stop);
        }
        finally
        {
            store.Note(stretches, stretch, pyramid.StoredFrames, pyramid.IsFinished);
        }
    }

    private Span<float> Read(long start, float[] columns, int count)
    {
        Span<float> values = columns.AsSpan(0, count * ColumnValues);
        spectrogram.Read(start, values);
        return values;
    }

    private void Append(Pyramid pyramid, Span<float> columns)
    {
        int each = ColumnValues << firstLevel;
        float[] copy = ArrayPool<float>.Shared.Rent(each);
        for (; !columns.IsEmpty; columns = columns[Math.Min(each, columns.Length)..])
        {
            Span<float> entry = columns[..Math.Min(each, columns.Length)];
            Entry(entry, copy, MemoryMarshal.Cast<byte, float>(pyramid.Free));
            if (entry.Length == each) pyramid.Commit(1);
        }
        ArrayPool<float>.Shared.Return(copy);
    }

    /// <summary>Mean and largest powers of some columns, which are written over.</summary>
    private void Entry(Span<float> columns, Span<float> copy, Span<float> destination)
    {
        columns.CopyTo(copy);
        ColumnPairs.Reduce(columns, ColumnValues, isMax: false);
        columns[..ColumnValues].CopyTo(destination);
        copy = copy[..columns.Length];
        ColumnPairs.Reduce(copy, ColumnValues, isMax: true);
        copy[..ColumnValues].CopyTo(destination[ColumnValues..]);
    }

    private Pyramid PyramidOf(FrameRange[] stretches, int stretch)
    {
        lock (_lock)
        {
            long first = 0;
            for (int i = 0; i < stretches.Length; i++)
            {
                if (i == _pyramids.Count) _pyramids.Add(new Pyramid(Shape, new ColumnReduction(ColumnValues), store, first));
                first += Shape.AllNodes(stretches[i].Count);
            }
            if (!_isOpen)
            {
                _isOpen = true;
                new PartRecovery(store, stretches, _pyramids, IsStillThere).Run();
            }
            return _pyramids[stretch];
        }
    }

    /// <summary>Whether some columns are still those of the spectrogram.</summary>
    private bool IsStillThere(FrameRange stretch, PyramidReader reader)
    {
        int each = 1 << firstLevel;
        long entries = (reader.Frames - EndColumns) / each;
        float[] columns = new float[ColumnValues << firstLevel], copy = new float[columns.Length], entry = new float[2 * ColumnValues];
        foreach (long at in new[] { 0, entries / 3, entries * 2 / 3, entries - 1 })
        {
            if (at < 0 || at >= entries) continue;
            spectrogram.Read(stretch.Start + (at * each), columns);
            Entry(columns, copy, entry);
            if (!reader.Entry(0, at).SequenceEqual(MemoryMarshal.AsBytes(entry.AsSpan()))) return false;
        }
        return true;
    }
}
