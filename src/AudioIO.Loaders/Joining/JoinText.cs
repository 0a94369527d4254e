using System.Globalization;

namespace AudioIO;

/// <summary>Says in words what is not as it should be at a join.</summary>
internal static class JoinText
{
    /// <param name="join">A join that is not seamless.</param>
    /// <param name="start">Start time that the file after it states.</param>
    public static string Describe(Join join, StartTime? start)
    {
        string place = $"Join of files {join.Index} and {join.Index + 1} at frame {join.StartFrame}: ";
        if (join.GapSeconds is not { } gap)
            return place + (start is null ? "expected a start time, found none" : "expected a start time before this file, found none");
        string word = gap > 0 ? "gap" : "overlap";
        return place + string.Create(CultureInfo.InvariantCulture,
            $"expected a start within {join.ToleranceSeconds:0.###} s of the end before it, found a {word} of {Math.Abs(gap):0.######} s");
    }
}
