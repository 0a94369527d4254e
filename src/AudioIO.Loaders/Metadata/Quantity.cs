using System.Globalization;

namespace AudioIO;

/// <summary>A number with its unit, as metadata writes it: <c>42.3 ms</c>, <c>-3e-5V</c>, <c>30 dB</c>.</summary>
/// <param name="Value">The number as written, not scaled by the prefix of the unit.</param>
/// <param name="Unit">
/// The unit as written, with its prefix; micro is always U+00B5 and ohm U+03A9. Empty where there is none.
/// </param>
public readonly record struct Quantity(double Value, string Unit)
{
    private const int MaxUnitLength = 16;
    private const string UnitSigns = "%‰°/^·*-√()";

    // Only these take prefixes: Pa is no peta-a, min no milli-in, dB no deci-B and ft no femto-t.
    private static readonly string[] PrefixedUnits = ["s", "Hz", "V", "A", "W", "Pa", "m", "g", "Ω", "F", "J", "N", "T", "K"];

    /// <summary>Reads a number followed by an optional unit.</summary>
    /// <param name="text">
    /// A decimal number with a point, optionally an exponent, then optionally blanks and a unit of at most 16 letters and signs
    /// without blanks. Texts that merely begin with a number (dates, versions, addresses) are refused.
    /// </param>
    /// <param name="quantity">The number and its unit.</param>
    /// <returns>True if the text is a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity quantity)
    {
        quantity = default;
        text = text.Trim();
        int length = NumberLength(text);
        if (length == 0) return false;
        ReadOnlySpan<char> unit = text[length..].TrimStart();
        if (!IsUnit(unit)) return false;
        if (!double.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) return false;
        if (!double.IsFinite(value)) return false;
        quantity = new Quantity(value, Normalize(unit));
        return true;
    }

    /// <summary>Expresses the quantity in another unit that differs by an SI prefix, or in s, min and h.</summary>
    /// <param name="unit">The unit wished for, as <c>s</c> for a quantity in <c>ms</c>.</param>
    /// <param name="value">The number in that unit.</param>
    /// <returns>False if the units do not measure the same; decibels convert to nothing but themselves.</returns>
    public bool TryConvertTo(string unit, out double value)
    {
        ArgumentNullException.ThrowIfNull(unit);
        (int exponent, double factor, string symbol) from = Decompose(Normalize(Unit));
        (int exponent, double factor, string symbol) to = Decompose(Normalize(unit));
        int steps = from.exponent - to.exponent;
        // A division by a power of ten that double holds exactly (up to 10^22) rounds once; a multiplication by 10^−3 would round twice.
        double scaled = steps < 0 ? Value / Math.Pow(10, -steps) : Value * Math.Pow(10, steps);
        value = scaled * from.factor / to.factor;
        return from.symbol == to.symbol;
    }

    /// <summary>The number and its unit, separated by a blank.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {Unit}").TrimEnd();

    // Longest prefix of the form [+-] digits [. digits] [e [+-] digits]; "3eV" is the number 3, not a broken exponent.
    private static int NumberLength(ReadOnlySpan<char> text)
    {
        int i = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        int digits = CountDigits(text[i..]);
        i += digits;
        if (i < text.Length && text[i] == '.')
        {
            int decimals = CountDigits(text[(i + 1)..]);
            digits += decimals;
            i += 1 + decimals;
        }
        if (digits == 0) return 0;
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            int sign = i + 1 < text.Length && text[i + 1] is '+' or '-' ? 1 : 0;
            int exponentDigits = CountDigits(text[(i + 1 + sign)..]);
            if (exponentDigits > 0) i += 1 + sign + exponentDigits;
        }
        return i;
    }

    private static int CountDigits(ReadOnlySpan<char> text)
    {
        int count = text.IndexOfAnyExceptInRange('0', '9');
        return count < 0 ? text.Length : count;
    }

    private static bool IsUnit(ReadOnlySpan<char> unit)
    {
        if (unit.IsEmpty) return true;
        if (unit.Length > MaxUnitLength || !(char.IsLetter(unit[0]) || unit[0] is '%' or '‰' or '°')) return false;
        foreach (char c in unit)
        {
            if (!char.IsLetterOrDigit(c) && !UnitSigns.Contains(c)) return false;
        }
        return true;
    }

    // Greek mu and the ohm sign look like the micro sign and Greek omega, but compare as different.
    private static string Normalize(ReadOnlySpan<char> unit) => unit.ToString().Replace('\u03BC', '\u00B5').Replace('\u2126', '\u03A9');

    private static (int Exponent, double Factor, string Symbol) Decompose(string unit)
    {
        if (unit == "min") return (0, 60, "s");
        if (unit == "h") return (0, 3600, "s");
        if (unit.Length < 2 || Array.IndexOf(PrefixedUnits, unit) >= 0) return (0, 1, unit);
        if (PrefixExponent(unit[0]) is { } exponent && Array.IndexOf(PrefixedUnits, unit[1..]) >= 0) return (exponent, 1, unit[1..]);
        return (0, 1, unit);
    }

    private static int? PrefixExponent(char prefix) => prefix switch
    {
        'p' => -12,
        'n' => -9,
        'µ' or 'u' => -6,
        'm' => -3,
        'c' => -2,
        'd' => -1,
        'k' => 3,
        'M' => 6,
        'G' => 9,
        'T' => 12,
        _ => null,
    };
}
