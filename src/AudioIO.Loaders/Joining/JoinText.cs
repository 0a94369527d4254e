using System.Globalization;

namespace AudioIO;

/// <summary>Says in words what is not as it should be at a join.</summary>
internal static class JoinText
{
    /// <param name="join">A join that is not seamless.</param>
    /// <param name="start">Start time that the file after it states.</param>
    public static string Describe(Join join, StartTime? start)
    {
        if (join.GapSeconds is not { } gap)
            return Place(join) + (start is null ? "expected a start time, found none" : "expected a start time before this file, found none");
        string word = gap > 0 ? "gap" : "overlap";
        return Place(join) + string.Create(CultureInfo.InvariantCulture,
            $"expected a start within {join.ToleranceSeconds:0.###} s of the end before it, found a {word} of {Math.Abs(gap):0.######} s");
    }

    /// <summary>What filling gaps has put before a piece of a recording.</summary>
    /// <param name="frame">First frame of the piece.</param>
    /// <param name="fill">What was put there.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    public static string Describe(long frame, GapFill fill, double rate) => fill.Silence > 0
        ? string.Create(CultureInfo.InvariantCulture,
            $"{fill.Silence} frames of silence ({fill.Silence / rate:0.######} s) before frame {frame} stand for what was not recorded")
        : string.Create(CultureInfo.InvariantCulture,
            $"What begins at frame {frame} began earlier on the clock: frames are {fill.SecondsLate:0.######} s later from here on");

    private static string Place(Join join) => $"Join of files {join.Index} and {join.Index + 1} at frame {join.StartFrame}: ";
}
