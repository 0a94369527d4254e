namespace AudioIO;

/// <summary>Cuts a corpus into pieces, and tells whether pieces are a corpus. Pure: numbers in, numbers out.</summary>
internal static class PieceCutting
{
    /// <summary>More would make a plan of more than 100 MB, and no scheduler takes as many.</summary>
    public const int MaxPieces = 1 << 20;

    /// <summary>Cuts a corpus.</summary>
    /// <param name="stretches">The ranges between breaks: ascending, without gaps, together all frames.</param>
    /// <param name="fileBounds">Where files begin, and the end of the last one: ascending, from 0 to the number of frames, each once.</param>
    /// <param name="options">How to cut.</param>
    /// <exception cref="ArgumentException">There would be more pieces than can be handled.</exception>
    public static WorkPiece[] Cut(IReadOnlyList<FrameRange> stretches, long[] fileBounds, WorkPlanOptions options)
    {
        FrameRange[] ranges = RangesOf(stretches, options.Breaks);
        var owned = new List<FrameRange>();
        foreach (FrameRange range in ranges)
        {
            for (long start = range.Start; start < range.Stop;)
            {
                long stop = Math.Min(range.Stop, options.WholeFiles ? FileCut(fileBounds, start, options.PieceFrames) : TileCut(start, options));
                if (options.Breaks == WorkBreaks.Together && owned.Count > 0 && stop - owned[^1].Start <= options.PieceFrames)
                    owned[^1] = owned[^1] with { Stop = stop };
                else
                    owned.Add(new FrameRange(start, stop));
                if (owned.Count > MaxPieces) throw TooMany(options);
                start = stop;
            }
        }
        var places = new RangeFinder(ranges);
        return [.. owned.Select((range, i) => new WorkPiece { Index = i, Owned = range, Reads = ReadsOf(range, places, options) })];
    }

    /// <summary>What is wrong with pieces that anybody may have written; null where every frame is owned once.</summary>
    /// <param name="pieces">The pieces in their order.</param>
    /// <param name="stretches">The ranges between breaks.</param>
    /// <param name="frames">Number of frames of the corpus.</param>
    /// <param name="breaks">What breaks are.</param>
    public static string? Fault(IReadOnlyList<WorkPiece> pieces, IReadOnlyList<FrameRange> stretches, long frames, WorkBreaks breaks)
    {
        var places = new RangeFinder(RangesOf(stretches, breaks));
        long next = 0;
        foreach (WorkPiece piece in pieces)
        {
            (FrameRange owned, FrameRange reads) = (piece.Owned, piece.Reads);
            if (owned.Start != next) return $"pieces[{piece.Index}]: expected it to begin at frame {next}, found {owned.Start}";
            if (owned.Stop <= owned.Start || owned.Stop > frames)
                return $"pieces[{piece.Index}]: expected 1 to {frames - next} frames, found {owned.Count}";
            FrameRange possible = places.Around(owned);
            if (!reads.Contains(owned) || !possible.Contains(reads))
            {
                return $"pieces[{piece.Index}]: expected it to read what it owns, within frames {possible.Start} to {possible.Stop - 1}, " +
                    $"found {reads.Start} to {reads.Stop - 1}";
            }
            if (breaks == WorkBreaks.Separate && possible != places.At(owned.Start))
                return $"pieces[{piece.Index}]: expected no break of the clock within it, found one after frame {places.At(owned.Start).Stop - 1}";
            next = owned.Stop;
        }
        return next == frames ? null : $"pieces: expected all {frames} frames to be owned, found none to own those from {next}";
    }

    private static FrameRange[] RangesOf(IReadOnlyList<FrameRange> stretches, WorkBreaks breaks) =>
        breaks == WorkBreaks.Ignored && stretches.Count > 0 ? [new FrameRange(0, stretches[^1].Stop)] : [.. stretches];

    // Saturates: nobody says how long a piece may be.
    private static long TileCut(long start, WorkPlanOptions options)
    {
        long frames = Math.Max(options.TileFrames, options.PieceFrames - (options.PieceFrames % options.TileFrames));
        return frames > long.MaxValue - start ? long.MaxValue : start + frames;
    }

    /// <summary>The last bound of a file within reach, else the next one.</summary>
    private static long FileCut(long[] fileBounds, long start, long pieceFrames)
    {
        long reach = pieceFrames > long.MaxValue - start ? long.MaxValue : start + pieceFrames;
        int last = Array.BinarySearch(fileBounds, reach);
        if (last < 0) last = ~last - 1;
        // A file begins before every frame, and one ends behind it.
        return fileBounds[last] > start ? fileBounds[last] : fileBounds[Array.FindIndex(fileBounds, last, bound => bound > start)];
    }

    private static FrameRange ReadsOf(FrameRange owned, RangeFinder places, WorkPlanOptions options)
    {
        FrameRange possible = places.Around(owned);
        // Compared before they are added: both may be anything.
        long before = Math.Min(options.FramesBefore, owned.Start - possible.Start);
        long after = Math.Min(options.FramesAfter, possible.Stop - owned.Stop);
        return new FrameRange(owned.Start - before, owned.Stop + after);
    }

    private static ArgumentException TooMany(WorkPlanOptions options) => new(
        $"Expected at most {MaxPieces} pieces, found more: {nameof(WorkPlanOptions.PieceFrames)} is {options.PieceFrames}. " +
        $"Short stretches share a piece with {nameof(WorkBreaks)}.{nameof(WorkBreaks.Together)}.", nameof(options));

    /// <summary>Finds the range between breaks that holds a frame.</summary>
    private sealed class RangeFinder(FrameRange[] ranges)
    {
        private readonly long[] _starts = [.. ranges.Select(range => range.Start)];

        public FrameRange At(long frame)
        {
            int place = Array.BinarySearch(_starts, frame);
            return ranges[place < 0 ? ~place - 1 : place];
        }

        /// <summary>From the beginning of the range of the first frame to the end of the range of the last one.</summary>
        public FrameRange Around(FrameRange frames) => new(At(frames.Start).Start, At(frames.Stop - 1).Stop);
    }
}
