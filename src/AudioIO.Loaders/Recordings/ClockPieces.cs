namespace AudioIO;

/// <summary>A piece of a file with a start time of its own.</summary>
/// <param name="StartFrame">First frame in the file.</param>
/// <param name="Frames">Number of frames up to the next piece.</param>
/// <param name="Start">When it began; null where nothing tells.</param>
/// <param name="Silence">Number of silent frames before it, where the recorder counted them.</param>
/// <param name="StandIns">Frames at its end that stand for silence, and are no sound.</param>
internal readonly record struct ClockPiece(long StartFrame, long Frames, StartTime? Start, long? Silence, int StandIns);

/// <summary>Cuts files into the pieces that have a start time of their own.</summary>
internal static class ClockPieces
{
    /// <summary>The pieces of one file: its stretches, or else the whole file.</summary>
    /// <param name="frames">Number of frames of the file.</param>
    /// <param name="start">When it began; null where it does not say.</param>
    /// <param name="stretches">Its stretches, ascending; those beyond the end of the file do not count.</param>
    public static IReadOnlyList<ClockPiece> Of(long frames, StartTime? start, IReadOnlyList<ClockStretch> stretches)
    {
        // Silence that was counted may be the last that a file holds.
        ClockStretch[] within =
            [.. stretches.Where(stretch => stretch.StartFrame < frames || (stretch.StartFrame == frames && stretch.SilentFrames > 0))];
        if (within.Length == 0) return [new ClockPiece(0, frames, start, null, 0)];
        return [.. within.Select((stretch, i) =>
        {
            ClockStretch? next = i + 1 < within.Length ? within[i + 1] : null;
            long count = (next?.StartFrame ?? frames) - stretch.StartFrame;
            int standIns = (int)Math.Min(next?.StandInFrames ?? 0, count);
            return new ClockPiece(stretch.StartFrame, count, stretch.StartTime, stretch.SilentFrames, standIns);
        })];
    }

    /// <summary>How pieces follow each other, by their clocks; where the recorder counted the silence between two, by that.</summary>
    /// <param name="frames">Where the pieces lie.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="pieces">The pieces.</param>
    /// <param name="recorderZone">The zone of times that name none; null where it is not known.</param>
    /// <returns>Entry i is the join of pieces i and i + 1.</returns>
    public static Join[] Joins(FrameMap frames, double rate, IReadOnlyList<ClockPiece> pieces, TimeZoneInfo? recorderZone)
    {
        Join[] joins = JoinRules.Compare(frames, rate, [.. pieces.Select(piece => piece.Start)], recorderZone);
        for (int i = 0; i < joins.Length; i++)
        {
            if (pieces[i + 1].Silence is { } silence)
                joins[i] = joins[i] with { Kind = JoinKind.Gap, GapSeconds = silence / rate, ToleranceSeconds = 0 };
        }
        return joins;
    }
}
