namespace AudioIO;

/// <summary>Compares the start time of every file with the end of the one before it.</summary>
internal static class JoinRules
{
    /// <summary>Most recorders stamp whole seconds: the true time lies up to one second later.</summary>
    private const double WholeSeconds = 1;

    /// <summary>Times with fractions of a second are written by clocks read in software, some milliseconds late.</summary>
    private const double Fractions = 0.01;

    /// <summary>The clock and the converter run on crystals that are each right to some tens of parts per million.</summary>
    private const double Drift = 100e-6;

    /// <param name="frames">Where the files' frames lie, one after the other.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="stated">What every file says; null where it says nothing.</param>
    /// <param name="recorderZone">The zone of times that name none; null where it is not known.</param>
    /// <returns>One entry per pair of neighbours: entry i is the join of files i and i + 1.</returns>
    public static Join[] Compare(FrameMap frames, double rate, IReadOnlyList<StartTime?> stated, TimeZoneInfo? recorderZone)
    {
        DateTimeOffset?[] instants = ClockStarts.Resolve(stated, recorderZone);
        var joins = new Join[Math.Max(0, frames.Files - 1)];
        int anchor = -1; // the last file that states a time
        for (int i = 0; i < joins.Length; i++)
        {
            if (instants[i] is not null) anchor = i;
            long startFrame = frames.StartFrameOf(i + 1);
            if (anchor < 0 || instants[i + 1] is not { } next)
            {
                joins[i] = new Join { Index = i, StartFrame = startFrame, Kind = JoinKind.TimeMissing };
                continue;
            }
            // Files without a time continue from the one before, so what lasts from the anchor to the join is their sum.
            double seconds = (startFrame - frames.StartFrameOf(anchor)) / rate;
            double gap = (next - instants[anchor]!.Value).TotalSeconds - seconds;
            double tolerance = Tolerance(stated[anchor]!, stated[i + 1]!, seconds);
            JoinKind kind = Math.Abs(gap) <= tolerance ? JoinKind.Seamless : gap > 0 ? JoinKind.Gap : JoinKind.Overlap;
            joins[i] = new Join { Index = i, StartFrame = startFrame, Kind = kind, GapSeconds = gap, ToleranceSeconds = tolerance };
        }
        return joins;
    }

    /// <summary>Largest difference in seconds that two clocks may show without a break between them.</summary>
    /// <param name="first">When a file began.</param>
    /// <param name="second">When a later one began.</param>
    /// <param name="seconds">What was recorded in between.</param>
    public static double Tolerance(StartTime first, StartTime second, double seconds) =>
        (IsWholeSecond(first) || IsWholeSecond(second) ? WholeSeconds : Fractions) + (seconds * Drift);

    private static bool IsWholeSecond(StartTime time) => time.Local.Ticks % TimeSpan.TicksPerSecond == 0;
}
