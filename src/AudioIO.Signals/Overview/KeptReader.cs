using System.Runtime.InteropServices;

namespace AudioIO.Overviews;

/// <summary>Kept columns of one stretch, for one reading.</summary>
/// <param name="reader">What is kept.</param>
/// <param name="columns">Columns of the spectrogram in the stretch as it is now.</param>
/// <param name="firstLevel">The finest level that is kept.</param>
/// <param name="endColumns">How many columns before an end that was kept are others when there is more behind it.</param>
internal sealed class KeptReader(PyramidReader reader, long columns, int firstLevel, int endColumns)
{
    /// <summary>Copies a column of a level.</summary>
    /// <returns>False where it is not kept, or not yet.</returns>
    public bool TryCopy(int level, long column, bool isMax, Span<float> destination)
    {
        int kept = level - firstLevel;
        if (kept < 0 || kept >= reader.Levels) return false;
        bool isWhole = reader.IsFinished && reader.Frames == columns;
        long stop = (column + 1) << level, there = isWhole ? long.MaxValue : reader.Frames - (reader.IsFinished ? endColumns : 0);
        if (stop > there) return false;
        ReadOnlySpan<byte> entry = reader.Entry(kept, column);
        if (entry.IsEmpty) return false;
        ReadOnlySpan<float> both = MemoryMarshal.Cast<byte, float>(entry);
        both.Slice(isMax ? destination.Length : 0, destination.Length).CopyTo(destination);
        return true;
    }
}
