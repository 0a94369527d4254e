using System.Numerics;

namespace AudioIO;

/// <summary>
/// Seconds as they stand in a text, exactly. Frames become seconds and seconds frames in integers: through a double, frame 2^53 and more
/// would be lost, and times beyond a day move by fractions of a microsecond.
/// </summary>
/// <param name="Digits">The digits without the point, 0 or more.</param>
/// <param name="Decimals">How many of them stand behind the point; negative for zeros to be added.</param>
internal readonly record struct DecimalSeconds(BigInteger Digits, int Decimals)
{
    /// <summary>
    /// Twelve decimals tell the frames apart at any rate below 10^12 Hz: they are off by 5e-13 s at most, which is 0.002 frames at the
    /// highest rate that a header can state (2^32 Hz).
    /// </summary>
    private const int MostDecimals = 12, LeastDecimals = 6;

    /// <summary>Longest number that is read, in characters.</summary>
    private const int MaxLength = 64;

    /// <summary>Largest power of ten behind an e: beyond it there is no time of a recording.</summary>
    private const int MaxExponent = 40;

    /// <summary>The time of a frame: n / rate, rounded to 12 decimals, zeros beyond the sixth left out.</summary>
    public static string Format(long frame, double rate)
    {
        (BigInteger numerator, BigInteger denominator) = Ratio(rate);
        BigInteger digits = Nearest(frame * BigInteger.Pow(10, MostDecimals) * denominator, numerator);
        string text = digits.ToString("D" + (MostDecimals + 1), System.Globalization.CultureInfo.InvariantCulture);
        int point = text.Length - MostDecimals, end = text.Length;
        while (end > point + LeastDecimals && text[end - 1] == '0') end--;
        return string.Concat(text.AsSpan(0, point), ".", text.AsSpan(point, end - point));
    }

    /// <summary>Reads a number of 0 or more as programs write it: <c>12.5</c>, <c>.5</c>, <c>1e-05</c>; a point, whatever the country.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DecimalSeconds seconds)
    {
        seconds = default;
        text = text.Trim();
        if (text.Length is 0 or > MaxLength) return false;
        int exponent = 0, at = text.IndexOfAny('e', 'E');
        if (at >= 0)
        {
            if (!int.TryParse(text[(at + 1)..], System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture, out exponent)) return false;
            if (exponent is < -MaxExponent or > MaxExponent) return false;
            text = text[..at];
        }
        if (text.Length > 0 && text[0] == '+') text = text[1..];
        BigInteger digits = 0;
        int decimals = 0, found = 0;
        bool isBehindPoint = false;
        foreach (char c in text)
        {
            if (c == '.' && !isBehindPoint)
            {
                isBehindPoint = true;
                continue;
            }
            if (!char.IsAsciiDigit(c)) return false;
            digits = (digits * 10) + (c - '0');
            found++;
            if (isBehindPoint) decimals++;
        }
        seconds = new DecimalSeconds(digits, decimals - exponent);
        return found > 0;
    }

    /// <summary>The frame nearest to the time, of two the later one; null beyond the range of long.</summary>
    public long? FrameAt(double rate)
    {
        (BigInteger numerator, BigInteger denominator) = Ratio(rate);
        if (Decimals > 0) denominator *= BigInteger.Pow(10, Decimals);
        else numerator *= BigInteger.Pow(10, -Decimals);
        BigInteger frame = Nearest(Digits * numerator, denominator);
        return frame <= long.MaxValue ? (long)frame : null;
    }

    private static BigInteger Nearest(BigInteger numerator, BigInteger denominator) => ((2 * numerator) + denominator) / (2 * denominator);

    /// <summary>A double is a whole number times a power of two: the rate as a ratio of integers, exactly.</summary>
    private static (BigInteger Numerator, BigInteger Denominator) Ratio(double rate)
    {
        if (rate == Math.Floor(rate)) return (new BigInteger(rate), BigInteger.One);
        // A rate is above 0 and, not being whole, below 2^52: scaled by 2^n with n up to 1074 it is.
        int shift = 0;
        for (double whole = rate; whole != Math.Floor(whole); whole *= 2) shift++;
        return (new BigInteger(Math.ScaleB(rate, shift)), BigInteger.One << shift);
    }
}
