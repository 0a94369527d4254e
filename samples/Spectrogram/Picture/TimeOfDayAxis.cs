using System.Globalization;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// An axis of time that shows what the recorder's clock showed: ticks at round times of day, wherever they were recorded. Where the clock
/// jumps, as between files with a gap, the ticks jump with it.
/// </summary>
internal static class TimeOfDayAxis
{
    /// <summary>Makes the axis.</summary>
    /// <param name="pieces">Frames in a row that were recorded in a row, from the first one shown on, each with its clock.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    /// <param name="mostTicks">How many labels find room.</param>
    public static Axis Create(IReadOnlyList<TimeOfDayPiece> pieces, double rate, int mostTicks)
    {
        double from = pieces[0].StartFrame / rate, to = pieces[^1].StopFrame / rate;
        double least = (to - from) / mostTicks;
        double step = least < 1 ? Axis.LinearStep(least) : Axis.ClockStep(least);
        List<Tick> ticks = Ticks(pieces, rate, step, to - from, mostTicks);
        DateTime first = pieces[0].Clock, last = ClockOfEnd(pieces[^1], rate);
        string date = Date(first);
        if (last.Date != first.Date) date += $" to {Date(last)}";
        return new Axis($"Time of day, {date}", from, to, ticks);
    }

    /// <summary>
    /// Ticks at multiples of the step, of a longer one while there are far too many: many brief files with gaps between them show more round
    /// times than their length would. Where all are too few, those of the first step that find room.
    /// </summary>
    private static List<Tick> Ticks(IReadOnlyList<TimeOfDayPiece> pieces, double rate, double step, double length, int mostTicks)
    {
        double nearest = 0.8 * length / mostTicks;
        List<Tick> roomy = Spread(All(pieces, rate, step), nearest);
        for (double longer = step; longer <= 86_400; longer = Axis.ClockStep(longer * 1.01))
        {
            List<Tick> all = All(pieces, rate, longer);
            if (all.Count < Math.Min(3, roomy.Count)) break;
            if (all.Count <= mostTicks + 1) return Spread(all, nearest);
        }
        return roomy;
    }

    private static List<Tick> All(IReadOnlyList<TimeOfDayPiece> pieces, double rate, double step)
    {
        var ticks = new List<Tick>();
        string format = step >= 60 ? "HH:mm" : step >= 1 ? "HH:mm:ss" : "HH:mm:ss." + new string('f', Math.Min(Axis.Decimals(step), 7));
        foreach (TimeOfDayPiece piece in pieces)
        {
            double length = (piece.StopFrame - piece.StartFrame) / rate;
            double seconds = piece.Clock.TimeOfDay.TotalSeconds;
            // A start that was rounded to 100 ns may lie a hair behind its own round time.
            for (double k = Math.Ceiling((seconds - 2e-7) / step); ; k++)
            {
                double after = (k * step) - seconds;
                // Where one piece ends another begins, with a time of its own.
                bool isWithin = piece == pieces[^1] ? after <= length + 2e-7 : after < length - 2e-7;
                if (!isWithin) break;
                DateTime clock = piece.Clock.AddTicks((long)Math.Round(after * TimeSpan.TicksPerSecond));
                ticks.Add(new Tick(Math.Max((piece.StartFrame / rate) + after, pieces[0].StartFrame / rate),
                    clock.ToString(format, CultureInfo.InvariantCulture)));
            }
        }
        return ticks;
    }

    /// <summary>Leaves out what is too near to the tick before, and what the clock showed twice in a row.</summary>
    private static List<Tick> Spread(List<Tick> ticks, double nearest)
    {
        var spread = new List<Tick>();
        foreach (Tick tick in ticks)
        {
            if (spread.Count == 0 || (tick.Value - spread[^1].Value >= nearest && tick.Label != spread[^1].Label)) spread.Add(tick);
        }
        return spread;
    }

    private static DateTime ClockOfEnd(TimeOfDayPiece piece, double rate)
    {
        double seconds = (piece.StopFrame - piece.StartFrame) / rate;
        return (DateTime.MaxValue - piece.Clock).TotalSeconds > seconds ? piece.Clock.AddSeconds(seconds) : DateTime.MaxValue;
    }

    private static string Date(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Frames in a row that were recorded in a row.</summary>
/// <param name="StartFrame">The first of them.</param>
/// <param name="StopFrame">The one after the last.</param>
/// <param name="Clock">What the recorder's clock showed at the first.</param>
internal readonly record struct TimeOfDayPiece(long StartFrame, long StopFrame, DateTime Clock)
{
    /// <summary>The pieces of what is shown; empty where the clock is not known.</summary>
    public static IReadOnlyList<TimeOfDayPiece> Of(AudioSource source, long from, long to)
    {
        // A clock is stated by a file, and by the parts of one; each goes on from its own start.
        IEnumerable<long> starts = source.Files.Select(file => file.StartFrame)
            .Concat(source.ContinuousRanges.Select(range => range.Start)).Where(frame => frame > from && frame < to);
        long[] edges = [from, .. starts.Distinct().Order(), to];
        var pieces = new List<TimeOfDayPiece>();
        for (int i = 0; i < edges.Length - 1; i++)
        {
            if (source.ClockAt(edges[i]) is { } clock) pieces.Add(new TimeOfDayPiece(edges[i], edges[i + 1], clock));
        }
        return pieces;
    }
}
