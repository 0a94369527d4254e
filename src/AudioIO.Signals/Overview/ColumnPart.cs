using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>
/// The levels of a spectrogram over a part of the recording that is kept by itself: its runs one after the other. An entry is a column of mean
/// powers and one of the largest powers. Columns that reach beyond the end of the recording become others when it grows: they are kept only
/// with the end, and computed again. Filled by one thread at a time.
/// </summary>
internal sealed class ColumnPart(SpectrogramSignal<float> spectrogram, PartStore store, int firstLevel, SeenDamage damage)
{
    public const int NodeEntries = 16;

    private const int Arity = 2;

    private readonly Lock _lock = new();
    private readonly List<Pyramid> _pyramids = [];
    private ColumnRun[] _runs = [];
    private bool _isOpen;

    public PartStore Store => store;

    public ColumnRun[] Runs => Volatile.Read(ref _runs);

    private PyramidShape Shape { get; } = ShapeOf(spectrogram, firstLevel);

    /// <summary>How many columns before an end lie in frames beyond it, so that they are others when there is more behind it.</summary>
    private int EndColumns => EndColumnsOf(spectrogram);

    public static PyramidShape ShapeOf(SpectrogramSignal<float> spectrogram, int firstLevel) =>
        new(2 * sizeof(float) * spectrogram.ValuesPerFrame, 1 << firstLevel, NodeEntries, Arity);

    public static int EndColumnsOf(SpectrogramSignal<float> spectrogram) => (spectrogram.Size / spectrogram.Hop) + 1;

    /// <summary>Says which runs there are now: those that were there before begin where they did, and none but the last is longer.</summary>
    public void SetRuns(ColumnRun[] runs) => Volatile.Write(ref _runs, runs);

    /// <summary>Says that columns from one on may have become others since they were computed.</summary>
    public void Doubt(long column)
    {
        lock (_lock)
        {
            foreach ((Pyramid pyramid, ColumnRun run) in _pyramids.Zip(Runs)) pyramid.Doubt(Math.Max(0, column - run.StretchStart - run.Origin));
        }
    }

    public OverviewPart Describe() => new()
    {
        Frames = new FrameRange(Runs[0].StretchStart + Runs[0].First, Runs[^1].StretchStart + Runs[^1].Stop),
        FilledTo = FilledTo() ?? Runs[^1].StretchStart + Runs[^1].Stop, // opens the file
        Path = store.Path,
        Rebuilt = store.Rebuilt,
        Fault = store.Fault,
    };

    /// <summary>Up to which column of the spectrogram all is there; null: up to the end.</summary>
    public long? FilledTo()
    {
        ColumnRun[] runs = Runs;
        for (int i = 0; i < runs.Length; i++)
        {
            (_, long columns, bool isFinished) = PyramidOf(i).Snapshot();
            if (isFinished && columns == runs[i].Count) continue;
            long there = runs[i].Origin + Math.Min(columns, runs[i].Count) - (isFinished ? EndColumns : 0);
            return runs[i].StretchStart + Math.Max(there, runs[i].First);
        }
        return null;
    }

    /// <summary>Computes what is not there. What was done when it ends early is kept.</summary>
    /// <param name="tree">Computes entries, for as many parts as there are.</param>
    /// <param name="progress">Told up to which column it has come.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public void Fill(ColumnTree tree, Action<long> progress, CancellationToken cancellationToken)
    {
        ColumnRun[] runs = Runs;
        if (FilledTo() is null && store.IsSame) return;
        FrameRange[] stretches = Stretches(runs);
        store.BeginWriting();
        try
        {
            for (int i = 0; i < runs.Length; i++)
                if (!IsDone(runs, i)) Fill(tree, runs[i], stretches, i, progress, cancellationToken);
            // Of a recording that has grown it is known now that it is the same.
            store.Note(stretches, stretches.Length - 1, stretches[^1].Count, isFinished: true);
        }
        finally
        {
            store.EndWriting();
        }
    }

    /// <summary>The levels of a run; the file that they are in is opened by the first call.</summary>
    public Pyramid PyramidOf(int run)
    {
        lock (_lock)
        {
            ColumnRun[] runs = Runs;
            if (!_isOpen)
            {
                _isOpen = true;
                AddPyramids(runs);
                FrameRange[] stretches = Stretches(runs);
                new PartRecovery(
                    store, stretches, _pyramids, (stretch, reader) => IsStillThere(runs[Array.IndexOf(stretches, stretch)], reader)).Run();
            }
            AddPyramids(runs);
            return _pyramids[run];
        }
    }

    /// <summary>The pyramids as a file counts them, one behind the other.</summary>
    private static FrameRange[] Stretches(ColumnRun[] runs)
    {
        var stretches = new FrameRange[runs.Length];
        long at = 0;
        for (int i = 0; i < runs.Length; i++, at = stretches[i - 1].Stop) stretches[i] = new FrameRange(at, at + runs[i].Count);
        return stretches;
    }

    private bool IsDone(ColumnRun[] runs, int run)
    {
        (_, long columns, bool isFinished) = PyramidOf(run).Snapshot();
        return isFinished && columns == runs[run].Count;
    }

    private void Fill(
        ColumnTree tree, ColumnRun run, FrameRange[] stretches, int index, Action<long> progress, CancellationToken cancellationToken)
    {
        Pyramid pyramid = PyramidOf(index);
        (_, long at, bool isFinished) = pyramid.Snapshot();
        if (isFinished || pyramid.IsDamaged)
        {
            at = Math.Max(0, Math.Min(at, run.Count) - (isFinished ? EndColumns : 0));
            store.Note(stretches, index, at - (at % Shape.NodeFrames), isFinished: false);
            pyramid.Restore(at);
            at = pyramid.Snapshot().Frames;
        }
        int each = 1 << firstLevel;
        long noted = pyramid.StoredFrames, begun = at, revision = damage.Revision;
        try
        {
            for (; at < run.Count; at += each)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long columns = Math.Min(each, run.Count - at);
                Span<float> entry = MemoryMarshal.Cast<byte, float>(pyramid.Free)[..(2 * spectrogram.ValuesPerFrame)];
                if (run.Origin + at < run.First) entry.Clear();
                else tree.Compute(run.StretchStart + run.Origin + at, columns, entry);
                if (columns < each) break;
                pyramid.Commit(1);
                if (pyramid.StoredFrames > noted && at + each < run.Count)
                {
                    noted = pyramid.StoredFrames;
                    store.Note(stretches, index, noted, isFinished: false);
                }
                progress(run.StretchStart + run.Origin + at + each);
            }
            pyramid.Finish((int)(run.Count % each));
            progress(run.StretchStart + run.Stop);
        }
        finally
        {
            if (!damage.TryNote(revision)) pyramid.Doubt(begun);
            store.Note(stretches, index, pyramid.StoredFrames, pyramid.IsFinished);
        }
    }

    private void AddPyramids(ColumnRun[] runs)
    {
        long first = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            if (i == _pyramids.Count) _pyramids.Add(new Pyramid(Shape, new ColumnReduction(spectrogram.ValuesPerFrame), store, first));
            first += Shape.AllNodes(runs[i].Count);
        }
    }

    /// <summary>Whether some columns are still those of the spectrogram.</summary>
    private bool IsStillThere(ColumnRun run, PyramidReader reader)
    {
        long each = 1L << firstLevel, before = (run.First - run.Origin) / each;
        long entries = ((Math.Min(reader.Frames, run.Count) - EndColumns) / each) - before;
        float[] entry = new float[2 * spectrogram.ValuesPerFrame];
        var tree = new ColumnTree(spectrogram);
        foreach (long at in new[] { 0, entries / 3, entries * 2 / 3, entries - 1 })
        {
            if (at < 0 || at >= entries) continue;
            tree.Compute(run.StretchStart + run.First + (at * each), each, entry);
            if (!reader.Entry(0, before + at).SequenceEqual(MemoryMarshal.AsBytes(entry.AsSpan()))) return false;
        }
        return true;
    }
}
