using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>
/// The ways in which metadata write dates: whole texts, each form a line in one list. A text that two forms would read differently, as
/// 05/06/2024 is, is read by neither.
/// </summary>
internal static partial class DateTimeForms
{
    // Longest form with blanks between all parts; longer texts are something else.
    private const int MaxLength = 64;

    private const string FractionPattern = "(?:[.,](?<f>[0-9]{1,12}))?";
    private const string HalfDayPattern = @"(?:\s?(?<p>[AP])\.?M\.?)?";
    private const string ClockPattern = @"(?<H>[0-9]{1,2})(?<c>[:h.\-/_ ])(?<m>[0-9]{2})(?:(?:\k<c>|m)(?<s>[0-9]{2})s?" +
        FractionPattern + ")?" + HalfDayPattern;

    private const string ZonePattern = @"(?:\s?(?:(?<z>Z|UTC?|GMT)|(?:UTC?|GMT)?(?<o>[+\-−][0-9]{1,2})(?::?(?<om>[0-9]{2}))?))?";
    private const string TimePattern = @"(?:(?:[T_]|,?\s+)" + ClockPattern + ZonePattern + ")?";
    private const string DayNamePattern = @"^(?:[A-Z]{3,9}\.?,?\s+)?";
    private const string MonthPattern = "(?<M>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}";
    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex[] Forms = [Iso(), Compact(), MonthFirst(), DayFirst(), DayOrMonthFirst()];
    private static readonly Regex[] Dates = [DateWithSeparators(), DateOfEightDigits(), DateEndingInYear()];
    private static readonly Regex[] Clocks = [ClockWithSeparators(), ClockOfDigits()];

    /// <summary>
    /// Reads ISO 8601, EXIF (colons in the date), ctime (<c>Mon Dec 14 19:22:55 2020</c>), RFC 2822 (<c>14 Dec 2020 19:22:55 -0500</c>),
    /// and day, month and year where a part above 12 tells them apart; quotes around them and a region behind (<c>[Europe/Paris]</c>) do
    /// not matter.
    /// </summary>
    public static bool TryParse(string text, out DateTimeText time)
    {
        time = default;
        if (text.Length > MaxLength) return false;
        text = text.Trim().Trim('"', '\'').Trim();
        Match region = Region().Match(text);
        if (region.Success) text = text[..region.Index];
        if (!TryParseForms(text, out time) && !TryParseTwelveDigits(text, out time)) return false;
        if (region.Groups["z"].Success && time.HasTime) time = time with { UtcOffset = time.UtcOffset ?? TimeSpan.Zero };
        return true;
    }

    /// <summary>Reads a date alone: year, month and day, separated by any one character or none, or with the year last.</summary>
    public static bool TryParseDate(string text, out DateTime date)
    {
        date = default;
        foreach (Regex form in Dates)
        {
            Match match = form.Match(text);
            if (match.Success) return DateTimeText.TryDate(match, out date);
        }
        return false;
    }

    /// <summary>Reads a time of day alone: hours, minutes and perhaps seconds, separated by any one character or none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="clock">Time since midnight.</param>
    /// <param name="resolution">A minute, a second, or less where decimals are given.</param>
    public static bool TryParseClock(string text, out TimeSpan clock, out TimeSpan resolution)
    {
        (clock, resolution) = (default, default);
        foreach (Regex form in Clocks)
        {
            Match match = form.Match(text);
            if (!match.Success) continue;
            resolution = match.Groups["f"].Success ? TimeSpan.FromTicks(1) : TimeSpan.FromSeconds(match.Groups["s"].Success ? 1 : 60);
            return DateTimeText.TryClock(match, out clock);
        }
        return false;
    }

    /// <summary>
    /// Twelve digits are year to minute, or, with a year of two digits, year to second: read where only one of both is a time.
    /// </summary>
    public static bool TryParseTwelveDigits(string text, out DateTimeText time)
    {
        bool hasMinutes = TryMatch(YearToMinute(), text, out DateTimeText minutes);
        bool hasSeconds = TryMatch(YearToSecond(), text, out DateTimeText seconds);
        time = hasMinutes ? minutes : seconds;
        return hasMinutes != hasSeconds;
    }

    private static bool TryParseForms(string text, out DateTimeText time)
    {
        time = default;
        foreach (Regex form in Forms)
        {
            Match match = form.Match(text);
            if (match.Success) return DateTimeText.TryFrom(match, out time);
        }
        return false;
    }

    private static bool TryMatch(Regex form, string text, out DateTimeText time)
    {
        time = default;
        Match match = form.Match(text);
        return match.Success && DateTimeText.TryFrom(match, out time);
    }

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?<sep>[\-:/._ ])(?<M>[0-9]{1,2})\k<sep>(?<d>[0-9]{1,2})" + TimePattern + "$", AnyCase)]
    private static partial Regex Iso();

    [GeneratedRegex("^(?<y>[0-9]{4})(?<M>[0-9]{2})(?<d>[0-9]{2})" +
        "(?:[T_ ]?(?<H>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})" + FractionPattern + ZonePattern + ")?$", AnyCase)]
    private static partial Regex Compact();

    // ctime and date(1): the zone stands before the year or after it. Names other than UTC's mean different zones in different places.
    [GeneratedRegex(DayNamePattern + MonthPattern + @"\.?\s+(?<d>[0-9]{1,2}),?\s+" + ClockPattern +
        @"(?:\s+(?:(?<z>UTC?|GMT)|(?<o>[+\-−][0-9]{2}):?(?<om>[0-9]{2})|[A-Z]{3,5}))?\s+(?<y>[0-9]{4})" + ZonePattern + "$", AnyCase)]
    private static partial Regex MonthFirst();

    // RFC 2822 §3.3 and §4.3, and 14-DEC-2020.
    [GeneratedRegex(DayNamePattern + @"(?<d>[0-9]{1,2})(?<sep>[ \-/.])" + MonthPattern + @"\k<sep>(?<y>[0-9]{4})" +
        @"(?:(?:[T_]|,?\s+)" + ClockPattern + @"(?:\s(?<n>[ECMP][SD]T)|" + ZonePattern + @")(?:\s\([A-Z]{1,5}\))?)?$", AnyCase)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})(?<sep>[\-/._])(?<b>[0-9]{1,2})\k<sep>(?<y>[0-9]{4})" + TimePattern + "$", AnyCase)]
    private static partial Regex DayOrMonthFirst();

    [GeneratedRegex("^(?<y>(?:19|20)[0-9]{2})(?<M>[0-9]{2})(?<d>[0-9]{2})(?<H>[0-9]{2})(?<m>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex YearToMinute();

    [GeneratedRegex("^(?<yy>[0-9]{2})(?<M>[0-9]{2})(?<d>[0-9]{2})(?<H>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})$",
        RegexOptions.CultureInvariant)]
    private static partial Regex YearToSecond();

    // RFC 9557: the region behind a time. Its offset is in the time itself, or unknown here.
    [GeneratedRegex(@"\s*\[!?(?:(?<z>(?:Etc/)?(?:UTC|GMT|Z))|[A-Z0-9_+\-/]{1,40})\]$", AnyCase)]
    private static partial Regex Region();

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})[^0-9](?<M>[0-9]{1,2})[^0-9](?<d>[0-9]{1,2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex DateWithSeparators();

    [GeneratedRegex(@"^\s*(?<y>[0-9]{4})(?<M>[0-9]{2})(?<d>[0-9]{2})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex DateOfEightDigits();

    [GeneratedRegex(@"^\s*(?<a>[0-9]{1,2})[^0-9](?<b>[0-9]{1,2})[^0-9](?<y>[0-9]{4})\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex DateEndingInYear();

    [GeneratedRegex(@"^\s*(?<H>[0-9]{1,2})[^0-9](?<m>[0-9]{1,2})(?:[^0-9](?<s>[0-9]{1,2})" + FractionPattern + ")?" + HalfDayPattern +
        @"\s*$", AnyCase)]
    private static partial Regex ClockWithSeparators();

    [GeneratedRegex(@"^\s*(?<H>[0-9]{2})(?<m>[0-9]{2})(?:(?<s>[0-9]{2})" + FractionPattern + ")?" + HalfDayPattern + @"\s*$", AnyCase)]
    private static partial Regex ClockOfDigits();
}
