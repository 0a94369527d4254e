namespace AudioIO;

/// <summary>Where something probably is.</summary>
/// <param name="Position">Position in bytes.</param>
/// <param name="Slack">Bytes by which that may be wrong either way; an estimate, not a bound.</param>
internal readonly record struct FlacGuess(long Position, long Slack);

/// <summary>Places around a stretch, in ascending order; each the same as the next one towards it where no other is known.</summary>
/// <param name="FarBefore">One before the next.</param>
/// <param name="Before">One before the beginning of the stretch.</param>
/// <param name="After">One behind its end.</param>
/// <param name="FarAfter">One behind that.</param>
internal readonly record struct FlacNeighbors(FlacAnchor FarBefore, FlacAnchor Before, FlacAnchor After, FlacAnchor FarAfter);

/// <summary>
/// How bytes rise with frames between two places that are known: in a straight line, bent as the stretches before and behind are steeper or
/// flatter. Recordings that get louder or more silent bend, and how much the stretches differ, and how well they foretell each other, tells how
/// far off a guess can be. Where it gets loud at once, two even lines meet: the places around say where.
/// </summary>
internal static class FlacCurve
{
    /// <summary>The differences of both neighbours from the stretch between count for so much together; measured on recordings that wander.</summary>
    private const double NeighborPart = 1 / 4.0;

    /// <summary>What goes on within a stretch and shows in no neighbour: so much of its own bytes per frame.</summary>
    private const double WithinPart = 1 / 64.0;

    /// <summary>The same where there are no neighbours to tell.</summary>
    private const double BlindPart = 1 / 16.0;

    /// <summary>The part of what was wrong in foretelling a place that is known, from stretches twice as long, that may be wrong here.</summary>
    private const double ForetoldPart = 1 / 2.0;

    /// <summary>A jump is so many times as large as what else the lines on either side of it change by.</summary>
    private const int JumpParts = 8;

    /// <summary>A jump is at least that part of the bytes per frame.</summary>
    private const double LeastJump = 1 / 4.0;

    /// <summary>Guesses where a frame is.</summary>
    /// <param name="frame">The frame, from that of <paramref name="low"/> to that of <paramref name="high"/>.</param>
    /// <param name="low">The nearest place before the frame.</param>
    /// <param name="high">The nearest one behind it.</param>
    /// <param name="around">Places around these.</param>
    public static FlacGuess At(long frame, FlacAnchor low, FlacAnchor high, FlacNeighbors around)
    {
        if (TryJump(frame, low, high, around, out FlacGuess jump)) return jump;
        FlacGuess smooth = At(frame, around.Before, low, high, around.After);
        double off = 0;
        if (around.FarBefore != around.Before) off = Math.Abs(At(low.Frame, around.FarBefore, around.Before, high, around.After).Position - low.Position);
        if (around.FarAfter != around.After)
            off = Math.Max(off, Math.Abs(At(high.Frame, around.Before, low, around.After, around.FarAfter).Position - high.Position));
        double part = Math.Clamp((frame - low.Frame) / (double)Math.Max(high.Frame - low.Frame, 1), 0, 1);
        long slack = Math.Max(smooth.Slack, (long)(ForetoldPart * 4 * part * (1 - part) * off));
        return smooth with { Slack = Math.Min(slack, high.Position - low.Position) };
    }

    /// <summary>
    /// Where the stretches before are alike, and those behind, but not the same, it gets loud or silent at once where their lines meet.
    /// </summary>
    private static bool TryJump(long frame, FlacAnchor low, FlacAnchor high, FlacNeighbors around, out FlacGuess guess)
    {
        guess = default;
        // Without two stretches on either side nothing says that they are even.
        if (around.Before == low || around.After == high || around.FarBefore == around.Before || around.FarAfter == around.After) return false;
        double length = high.Frame - low.Frame, bytes = high.Position - low.Position, slope = bytes / length;
        double before = Slope(around.Before, low, 0), after = Slope(high, around.After, 0), jump = Math.Abs(after - before);
        double wandering = Math.Abs(Slope(around.FarBefore, around.Before, before) - before) + Math.Abs(Slope(around.After, around.FarAfter, after) - after);
        if (jump < LeastJump * slope || jump < JumpParts * wandering) return false;
        // As even as either side is what the stretch itself has of it.
        double even = jump / JumpParts;
        if (slope < Math.Min(before, after) - even || slope > Math.Max(before, after) + even) return false;
        double meeting = Math.Clamp((bytes - (after * length)) / (before - after), 0, length), from = frame - low.Frame;
        double position = from < meeting ? before * from : bytes - (after * (length - from));
        double part = Math.Clamp(from / length, 0, 1);
        long slack = (long)(part * (1 - part) * length * (wandering + (WithinPart * slope)));
        guess = new FlacGuess((long)Math.Clamp(low.Position + position, low.Position, high.Position), Math.Min(slack, high.Position - low.Position));
        return true;
    }

    /// <summary>As above, where it changes evenly from one stretch to the next.</summary>
    /// <param name="frame">The frame, from that of <paramref name="low"/> to that of <paramref name="high"/>.</param>
    /// <param name="before">A place before <paramref name="low"/>; the same where none is known.</param>
    /// <param name="low">The nearest place before the frame.</param>
    /// <param name="high">The nearest one behind it.</param>
    /// <param name="after">A place behind <paramref name="high"/>; the same where none is known.</param>
    public static FlacGuess At(long frame, FlacAnchor before, FlacAnchor low, FlacAnchor high, FlacAnchor after)
    {
        double length = Math.Max(high.Frame - low.Frame, 1), part = Math.Clamp((frame - low.Frame) / length, 0, 1);
        double slope = Slope(low, high, 0), slopeBefore = Slope(before, low, slope), slopeAfter = Slope(high, after, slope);
        double lengthBefore = before == low ? length : low.Frame - before.Frame, lengthAfter = after == high ? length : after.Frame - high.Frame;
        // The slope changes evenly between the middles of the outer stretches: a parabola through both ends is below the line by half of
        // that change times what lies to either side.
        double bend = (slopeAfter - slopeBefore) / (length + ((lengthBefore + lengthAfter) / 2));
        double apart = part * (1 - part) * length;
        double position = low.Position + (part * length * slope) - (apart * length * bend / 2);
        double differences = Math.Abs(slope - slopeBefore) + Math.Abs(slopeAfter - slope);
        double within = before == low && after == high ? BlindPart : WithinPart;
        double slack = apart * ((NeighborPart * differences) + (within * slope));
        return new FlacGuess((long)Math.Clamp(position, low.Position, high.Position), (long)Math.Min(slack, high.Position - low.Position));
    }

    private static double Slope(FlacAnchor low, FlacAnchor high, double otherwise) =>
        high.Frame > low.Frame ? (high.Position - low.Position) / (double)(high.Frame - low.Frame) : otherwise;
}
