namespace AudioIO;

/// <summary>Where something probably is.</summary>
/// <param name="Position">Position in bytes.</param>
/// <param name="Slack">Bytes by which that may be wrong either way; an estimate, not a bound.</param>
internal readonly record struct FlacGuess(long Position, long Slack);

/// <summary>
/// How bytes rise with frames between two places that are known: in a straight line, bent as the stretches before and behind are steeper or
/// flatter. Recordings that get louder or more silent bend, and how much the stretches differ tells how far off a guess can be.
/// </summary>
internal static class FlacCurve
{
    /// <summary>The differences of both neighbours from the stretch between count for so much together; measured on recordings that wander.</summary>
    private const double NeighborPart = 1 / 4.0;

    /// <summary>What goes on within a stretch and shows in no neighbour: so much of its own bytes per frame.</summary>
    private const double WithinPart = 1 / 64.0;

    /// <summary>The same where there are no neighbours to tell.</summary>
    private const double BlindPart = 1 / 16.0;

    /// <summary>Guesses where a frame is.</summary>
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
