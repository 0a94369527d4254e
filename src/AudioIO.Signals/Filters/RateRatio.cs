using System.Globalization;

namespace AudioIO.Filters;

/// <summary>The ratio of two rates in whole numbers.</summary>
internal static class RateRatio
{
    private const int MaxFactor = 1 << 16;

    /// <summary>
    /// Both rates where they are whole numbers; else the first convergent of the continued fraction of their ratio that gives it to the
    /// rounding of doubles.
    /// </summary>
    /// <exception cref="ArgumentException">No ratio of numbers up to 2^16 is exact.</exception>
    public static (long Up, long Down) Of(double rate, double sourceRate)
    {
        if (IsWhole(rate) && IsWhole(sourceRate)) return ((long)rate, (long)sourceRate);
        double ratio = rate / sourceRate, rest = ratio;
        (double up, double down, double upBefore, double downBefore) = (1, 0, 0, 1);
        while (true)
        {
            double whole = Math.Floor(rest);
            (up, upBefore) = ((whole * up) + upBefore, up);
            (down, downBefore) = ((whole * down) + downBefore, down);
            if (!(up <= MaxFactor && down <= MaxFactor))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"{rate} Hz of {sourceRate} Hz is no ratio of whole numbers up to {MaxFactor}. Say which one is meant (up, down)."));
            }
            // Two roundings, of the ratio and of the quotient.
            if (up > 0 && Math.Abs((up / down) - ratio) <= 2 * (Math.BitIncrement(ratio) - ratio)) return ((long)up, (long)down);
            rest = 1 / (rest - whole);
        }
    }

    // Above 2^53, doubles are whole but need not be what was meant.
    private static bool IsWhole(double rate) => rate == Math.Floor(rate) && rate < 1L << 53;
}
