using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>A date as text spells it, with time of day and zone where it has them.</summary>
/// <param name="Local">Date and time; midnight where there is only a date.</param>
/// <param name="UtcOffset">Local time minus UTC; null where no zone is named.</param>
/// <param name="HasTime">False where there is only a date.</param>
internal readonly partial record struct DateTimeText(DateTime Local, TimeSpan? UtcOffset, bool HasTime)
{
    private const string ClockPattern =
        @"(?<H>[0-9]{1,2})(?<c>[:h.\-/_ ])(?<m>[0-9]{2})(?:(?:\k<c>|m)(?<s>[0-9]{2})s?" + FractionPattern + ")?";

    private const string FractionPattern = "(?:[.,](?<f>[0-9]{1,9}))?";
    private const string ZonePattern = @"(?:\s?(?:(?<z>Z|UTC|GMT)|(?:UTC|GMT)?(?<o>[+\-−][0-9]{1,2})(?::?(?<om>[0-9]{2}))?))?";
    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>Reads ISO 8601, EXIF (colons in the date) and ctime (<c>Mon Dec 14 19:22:55 2020</c>) dates.</summary>
    public static bool TryParse(string text, out DateTimeText time)
    {
        time = default;
        // Longest form with blanks between all parts; longer texts are something else.
        if (text.Length > 64) return false;
        foreach (Regex form in (ReadOnlySpan<Regex>)[Iso(), Compact(), CTime()])
        {
            Match match = form.Match(text);
            if (match.Success) return TryFrom(match, out time);
        }
        return false;
    }

    /// <summary>Builds a date from the groups y, M, d and, where they took part, H, m, s, f (fraction), z (UTC), o, om (offset).</summary>
    public static bool TryFrom(Match match, out DateTimeText time)
    {
        time = default;
        int month = Array.IndexOf(Months, match.Groups["M"].Value.ToUpperInvariant()) + 1;
        if (month == 0) month = Number(match, "M");
        if (!TryDate(Number(match, "y"), month, Number(match, "d"), out DateTime date)) return false;
        if (!match.Groups["H"].Success)
        {
            time = new DateTimeText(date, null, false);
            return true;
        }
        if (!TryClock(match, out TimeSpan clock) || !TryOffset(match, out TimeSpan? offset)) return false;
        DateTime local = date + clock;
        if (!StartTime.IsValid(local, offset)) return false;
        time = new DateTimeText(local, offset, true);
        return true;
    }

    /// <summary>Reads a date alone: year, month and day, separated by any one character or none.</summary>
    public static bool TryParseDate(string text, out DateTime date)
    {
        date = default;
        Match match = DateForm().Match(text);
        return match.Success && TryDate(Number(match, "y"), Number(match, "M"), Number(match, "d"), out date);
    }

    /// <summary>Reads a time of day alone: hours, minutes and perhaps seconds, separated by any one character or none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="clock">Time since midnight.</param>
    /// <param name="resolution">A minute, a second, or less where decimals are given.</param>
    public static bool TryParseClock(string text, out TimeSpan clock, out TimeSpan resolution)
    {
        clock = default;
        resolution = default;
        Match match = ClockForm().Match(text);
        if (!match.Success || !TryClock(match, out clock)) return false;
        resolution = match.Groups["f"].Success ? TimeSpan.FromTicks(1) : TimeSpan.FromSeconds(match.Groups["s"].Success ? 1 : 60);
        return true;
    }

    private static bool TryDate(int year, int month, int day, out DateTime date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateTime(year, month, day);
        return true;
    }

    private static bool TryClock(Match match, out TimeSpan clock)
    {
        (int hours, int minutes, int seconds) = (Number(match, "H"), Number(match, "m"), Number(match, "s"));
        // Ticks are 10^−7 s: further decimals are cut.
        string decimals = match.Groups["f"].Value.PadRight(7, '0')[..7];
        clock = new TimeSpan(hours, minutes, seconds) + TimeSpan.FromTicks(int.Parse(decimals, CultureInfo.InvariantCulture));
        return hours < 24 && minutes < 60 && seconds < 60;
    }

    private static bool TryOffset(Match match, out TimeSpan? offset)
    {
        offset = null;
        if (match.Groups["z"].Success) offset = TimeSpan.Zero;
        string hours = match.Groups["o"].Value.Replace('−', '-');
        int minutes = Number(match, "om");
        if (hours.Length == 0 && minutes == 0) return true;
        int sign = hours.StartsWith('-') ? -1 : 1;
        int wholeHours = hours.Length == 0 ? 0 : Math.Abs(int.Parse(hours, CultureInfo.InvariantCulture));
        offset = sign * new TimeSpan(wholeHours, minutes, 0);
        return minutes < 60 && wholeHours <= 14;
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})(?<sep>[\-:/._ ])(?<M>[0-9]{1,2})\k<sep>(?<d>[0-9]{1,2})" +
        @"(?:(?:[T_]|,?\s+)" + ClockPattern + ZonePattern + @")?\s*$", AnyCase)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})(?<M>[0-9]{2})(?<d>[0-9]{2})" +
        "(?:[T_ ]?(?<H>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})" + FractionPattern + ZonePattern + @")?\s*$", AnyCase)]
    private static partial Regex Compact();

    [GeneratedRegex(@"^\s*(?:[A-Z]{3},?\s+)?(?<M>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\s+(?<d>[0-9]{1,2})\s+" +
        ClockPattern + @"\s+(?<y>[0-9]{4})\s*$", AnyCase)]
    private static partial Regex CTime();

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})[^0-9]?(?<M>[0-9]{2})[^0-9]?(?<d>[0-9]{2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex DateForm();

    [GeneratedRegex(@"^\s*(?<H>[0-9]{2})[^0-9]?(?<m>[0-9]{2})(?:[^0-9]?(?<s>[0-9]{2})" + FractionPattern + @")?\s*$",
        RegexOptions.CultureInvariant)]
    private static partial Regex ClockForm();
}
