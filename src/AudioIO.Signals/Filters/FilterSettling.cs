using System.Globalization;

namespace AudioIO.Filters;

/// <summary>How long a filter remembers. A value computed from so many frames before it does not depend on those before them.</summary>
internal static class FilterSettling
{
    /// <summary>Six minutes at 48 kHz. A filter that rings longer cannot be computed from any place within a recording.</summary>
    public const int MaxFrames = 1 << 24;

    /// <summary>
    /// ⌈ln tolerance / ln r⌉ with r the largest radius of a pole; at least 2, which is what a section without poles remembers.
    /// </summary>
    /// <param name="sections">Sections of the filter.</param>
    /// <param name="tolerance">What remains of the past, above 0, below 1.</param>
    /// <param name="name">What the filter is, for messages.</param>
    /// <param name="rate">Frames per second, for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is out of its range.</exception>
    /// <exception cref="ArgumentException">A pole lies on or outside the unit circle, or the result is above 2^24.</exception>
    public static int Frames(ReadOnlySpan<SecondOrderSection> sections, double tolerance, object name, double rate)
    {
        if (!(tolerance > 0 && tolerance < 1))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "Expected a value between 0 and 1.");
        double radius = 0;
        foreach (SecondOrderSection section in sections)
        {
            // Not a number is no radius to compare with.
            if (!(section.PoleRadius <= radius)) radius = section.PoleRadius;
        }
        if (!(radius < 1))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The {name} has a pole of radius {radius} at {rate} Hz: it is not stable. Expected less than 1."));
        }
        if (radius == 0) return 2;
        double frames = Math.Ceiling(Math.Log(tolerance) / Math.Log(radius));
        if (!(frames <= MaxFrames))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The {name} needs {frames} frames at {rate} Hz to settle to {tolerance} (slowest pole: radius {radius}). " +
                $"Expected at most {MaxFrames}: lower the rate first, or raise the cutoff."));
        }
        return Math.Max(2, (int)frames);
    }
}
