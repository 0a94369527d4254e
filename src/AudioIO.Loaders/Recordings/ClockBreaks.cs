namespace AudioIO;

/// <summary>Where the clock breaks between the pieces of a recording.</summary>
internal static class ClockBreaks
{
    /// <summary>
    /// The ranges of frames between gaps and overlaps, the silence that fills one being a range of its own. Where the time is missing nobody
    /// knows of a break: a recording that was cut into files is as likely as one that was interrupted.
    /// </summary>
    /// <param name="pieces">Where the pieces lie, with silence before some of them.</param>
    /// <param name="joins">How they follow each other.</param>
    public static FrameRange[] Ranges(FrameMap pieces, IReadOnlyList<Join> joins)
    {
        var ranges = new List<FrameRange>();
        long start = 0;
        for (int i = 1; i < pieces.Files; i++)
        {
            long soundEnd = pieces.StartFrameOf(i - 1) + pieces.FramesOf(i - 1);
            bool isSilent = soundEnd < pieces.StartFrameOf(i);
            if (!isSilent && joins[i - 1].Kind is not (JoinKind.Gap or JoinKind.Overlap)) continue;
            CutAt(soundEnd);
            CutAt(pieces.StartFrameOf(i));
        }
        CutAt(pieces.Frames);
        return [.. ranges];

        void CutAt(long frame)
        {
            if (frame > start) ranges.Add(new FrameRange(start, frame));
            start = frame;
        }
    }
}
