using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>Kept columns of one stretch, for one reading.</summary>
/// <param name="runs">What is kept of it, in order.</param>
/// <param name="firstLevel">The finest level that is kept.</param>
/// <param name="endColumns">How many columns before an end that was kept are others when there is more behind it.</param>
internal sealed class KeptReader((ColumnRun Run, ColumnPart Part, int Index)[] runs, int firstLevel, int endColumns)
{
    private ColumnRun? _run;
    private PyramidReader? _reader;

    /// <summary>Copies a column of a level.</summary>
    /// <returns>False where it is not kept, or not yet.</returns>
    public bool TryCopy(int level, long column, bool isMax, Span<float> destination)
    {
        int kept = level - firstLevel;
        // At most as many columns as there are frames, rounded up: a long.
        if (kept < 0 || !TryMoveTo(column << level)) return false;
        (ColumnRun run, PyramidReader reader) = (_run!, _reader!);
        // In the middle of a recording, upper levels are those of the stretch only as far as the pyramid begins with one of their columns.
        if (kept >= reader.Levels || (run.Origin & ((1L << level) - 1)) != 0) return false;
        bool isWhole = reader.IsFinished && reader.Frames == run.Count;
        long stop = (column + 1) << level, there = !isWhole
            ? run.Origin + Math.Min(reader.Frames, run.Count) - (reader.IsFinished ? endColumns : 0)
            : run.IsToEnd ? long.MaxValue : run.Stop;
        if (stop > there) return false;
        ReadOnlySpan<byte> entry = reader.Entry(kept, column - (run.Origin >> level));
        if (entry.IsEmpty) return false;
        ReadOnlySpan<float> both = MemoryMarshal.Cast<byte, float>(entry);
        both.Slice(isMax ? destination.Length : 0, destination.Length).CopyTo(destination);
        return true;
    }

    private bool TryMoveTo(long start)
    {
        if (_run is not null && _run.First <= start && start < _run.Stop) return true;
        int low = 0, high = runs.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (start < runs[middle].Run.Stop) high = middle;
            else low = middle + 1;
        }
        if (low == runs.Length || start < runs[low].Run.First) return false;
        (_run, ColumnPart part, int index) = runs[low];
        _reader = new PyramidReader(part.PyramidOf(index));
        return true;
    }
}
