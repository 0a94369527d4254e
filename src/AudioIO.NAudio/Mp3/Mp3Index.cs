namespace AudioIO;

/// <summary>
/// Where Mp3Frames lie in a file: the runs that they form, and the positions of some of them, so that any one is a short walk away. Mp3Frames
/// between two runs are lost and keep their numbers. It never changes; a file that grows gets another one.
/// </summary>
/// <param name="runs">In ascending order; at least one.</param>
/// <param name="frames">Numbers of Mp3Frames whose positions are known, ascending; the first one of every run is among them.</param>
/// <param name="positions">Their positions.</param>
internal sealed class Mp3Index(Mp3Run[] runs, long[] frames, long[] positions)
{
    /// <summary>The runs in ascending order.</summary>
    public ReadOnlySpan<Mp3Run> Runs => runs;

    /// <summary>Number of Mp3Frames, the lost ones included.</summary>
    public long Count => runs[^1].Stop;

    /// <summary>The index in <see cref="Runs"/> of the last run that begins at an Mp3Frame or before it; −1 where all begin behind it.</summary>
    public int RunAt(long frame)
    {
        int low = 0, high = runs.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (runs[middle].Start <= frame) low = middle + 1;
            else high = middle;
        }
        return low - 1;
    }

    /// <summary>The last Mp3Frame at a number or before it whose position is known.</summary>
    /// <param name="frame">A number that a run holds; the one found is of the same run.</param>
    public (long Frame, long Position) Near(long frame)
    {
        int index = Array.BinarySearch(frames, frame);
        if (index < 0) index = ~index - 1;
        return (frames[index], positions[index]);
    }
}
