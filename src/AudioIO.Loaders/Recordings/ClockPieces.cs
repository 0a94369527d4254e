namespace AudioIO;

/// <summary>Cuts files into the pieces that have a start time of their own.</summary>
internal static class ClockPieces
{
    /// <summary>The pieces of one file: its stretches, or else the whole file.</summary>
    /// <param name="frames">Number of frames of the file.</param>
    /// <param name="start">When it began; null where it does not say.</param>
    /// <param name="stretches">Its stretches, ascending; those beyond the end of the file do not count.</param>
    public static IEnumerable<(long Frames, StartTime? Start)> Of(long frames, StartTime? start, IReadOnlyList<ClockStretch> stretches)
    {
        ClockStretch[] within = [.. stretches.Where(stretch => stretch.StartFrame < frames)];
        if (within.Length == 0) return [(frames, start)];
        return within.Select((stretch, i) =>
            ((i + 1 < within.Length ? within[i + 1].StartFrame : frames) - stretch.StartFrame, (StartTime?)stretch.StartTime));
    }
}
