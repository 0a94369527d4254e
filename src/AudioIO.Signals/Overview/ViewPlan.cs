namespace AudioIO.Overviews;

/// <summary>Which bins a view shows: pure arithmetic.</summary>
internal static class ViewPlan
{
    /// <summary>
    /// The shortest bins of which a view has no more than so many. A bin of a view is up to 128 frames, or up to fifteen bins of a
    /// level, and ends where a stretch does; where there are more stretches than bins, some are drawn together.
    /// </summary>
    /// <param name="pieces">The parts of the view that lie in one stretch each, counted from the beginning of their stretch.</param>
    /// <param name="maxBins">Largest number of bins, from 1.</param>
    /// <returns>Frames of a bin, and where bins end, counted from the beginning of the view.</returns>
    public static (long FramesPerBin, long[] Edges) Choose(ReadOnlySpan<FrameRange> pieces, int maxBins)
    {
        long count = 0, longest = 1;
        foreach (FrameRange piece in pieces)
        {
            count += piece.Count;
            longest = Math.Max(longest, piece.Stop);
        }
        long frames = Allowed(Math.Max(1, (count / maxBins) + (count % maxBins == 0 ? 0 : 1)));
        while (frames < longest && Bins(pieces, frames) > maxBins)
            frames = Allowed(frames + Math.Max(1, frames < OverviewShape.BinFrames ? frames / 16 : 1));
        return (frames, Edges(pieces, frames, maxBins));
    }

    /// <summary>The next number of frames that a bin of a view may have: any up to 128, then 1 to 15 bins of a level.</summary>
    private static long Allowed(long frames)
    {
        // Twice as many samples would be read for what bins show nearly as well.
        if (frames <= OverviewShape.BinFrames / 2) return frames;
        long unit = OverviewShape.BinFrames;
        frames = Math.Max(frames, unit);
        while (frames / OverviewShape.Arity >= unit) unit *= OverviewShape.Arity;
        // Far below the largest long: a recording has no more frames than bytes.
        return ((frames / unit) + (frames % unit == 0 ? 0 : 1)) * unit;
    }

    private static long Bins(ReadOnlySpan<FrameRange> pieces, long frames)
    {
        long bins = 0;
        foreach (FrameRange piece in pieces)
            if (!piece.IsEmpty) bins += ((piece.Stop - 1) / frames) - (piece.Start / frames) + 1;
        return bins;
    }

    private static long[] Edges(ReadOnlySpan<FrameRange> pieces, long frames, int maxBins)
    {
        var edges = new List<long> { 0 };
        long before = 0, bins = Bins(pieces, frames);
        // More stretches than bins: every so manieth edge.
        long step = (bins / maxBins) + (bins % maxBins == 0 ? 0 : 1), number = 0;
        foreach (FrameRange piece in pieces)
        {
            for (long at = piece.Start; at < piece.Stop;)
            {
                at = Math.Min(piece.Stop, at - (at % frames) + Math.Min(frames, long.MaxValue - at));
                if (++number % step == 0 || number == bins) edges.Add(before + at - piece.Start);
            }
            before += piece.Count;
        }
        return [.. edges];
    }
}
