using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>A date as text spells it, with time of day and zone where it has them.</summary>
/// <param name="Local">Date and time; midnight where there is only a date.</param>
/// <param name="UtcOffset">Local time minus UTC; null where no zone is named.</param>
/// <param name="HasTime">False where there is only a date.</param>
internal readonly record struct DateTimeText(DateTime Local, TimeSpan? UtcOffset, bool HasTime)
{
    private const int FirstCenturyOfTwoDigitYears = 2000;

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>
    /// Builds a date from the groups of a match that took part: y or yy (two digits of this century), M (a number or a name), d, or a and
    /// b for day and month in either order; H, m, s, f (fraction), p (AM or PM); z (UTC), o and om (offset), n (RFC 2822 §4.3).
    /// </summary>
    public static bool TryFrom(Match match, out DateTimeText time)
    {
        time = default;
        if (!TryDate(match, out DateTime date)) return false;
        if (!match.Groups["H"].Success)
        {
            time = new DateTimeText(date, null, false);
            return true;
        }
        if (!TryClock(match, out TimeSpan clock) || !TryOffset(match, out TimeSpan? offset)) return false;
        if (clock > DateTime.MaxValue - date) return false;
        DateTime local = date + clock;
        if (!StartTime.IsInRange(local) || (offset is { } o && !StartTime.IsOffset(o))) return false;
        time = new DateTimeText(local, offset, true);
        return true;
    }

    /// <summary>Builds the date alone, without looking at a time of day.</summary>
    public static bool TryDate(Match match, out DateTime date)
    {
        date = default;
        int year = match.Groups["yy"].Success ? FirstCenturyOfTwoDigitYears + Number(match, "yy") : Number(match, "y");
        int month = Array.IndexOf(Months, match.Groups["M"].Value.ToUpperInvariant()) + 1;
        if (month == 0) month = Number(match, "M");
        int day = Number(match, "d");
        if (match.Groups["a"].Success && !TryOrder(Number(match, "a"), Number(match, "b"), out day, out month)) return false;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateTime(year, month, day);
        return true;
    }

    /// <summary>Builds the time of day alone: below 24 h, or at its end, as 24:00:00 and the leap second 23:59:60 are.</summary>
    public static bool TryClock(Match match, out TimeSpan clock)
    {
        (int hours, int minutes, int seconds) = (Number(match, "H"), Number(match, "m"), Number(match, "s"));
        // Ticks are 10^−7 s: further decimals are cut.
        string decimals = match.Groups["f"].Value.PadRight(7, '0')[..7];
        TimeSpan fraction = TimeSpan.FromTicks(int.Parse(decimals, CultureInfo.InvariantCulture));
        bool isHalfDay = match.Groups["p"].Success;
        bool isHour = isHalfDay ? hours is >= 1 and <= 12 : hours < 24;
        if (isHalfDay) hours = (hours % 12) + (match.Groups["p"].ValueSpan[0] is 'p' or 'P' ? 12 : 0);
        clock = new TimeSpan(hours, minutes, seconds) + fraction;
        if (clock == TimeSpan.FromDays(1) && minutes == 0 && seconds == 0) return true;
        // A leap second ends the day of UTC, and zones are multiples of a quarter of an hour from it.
        bool isLeapSecond = seconds == 60 && minutes % 15 == 14;
        return isHour && minutes < 60 && (seconds < 60 || isLeapSecond);
    }

    // Only a part above 12 decides, or two equal ones, for which it makes no difference.
    private static bool TryOrder(int first, int second, out int day, out int month)
    {
        (day, month) = first > 12 ? (first, second) : (second, first);
        return first > 12 || second > 12 || first == second;
    }

    private static bool TryOffset(Match match, out TimeSpan? offset)
    {
        offset = null;
        if (match.Groups["z"].Success) offset = TimeSpan.Zero;
        if (match.Groups["n"].Success)
        {
            // RFC 2822 §4.3: EST, EDT … PST, PDT are −5 h to −8 h, an hour less in summer.
            int standard = -5 - "ECMP".IndexOf(char.ToUpperInvariant(match.Groups["n"].ValueSpan[0]), StringComparison.Ordinal);
            bool isSummer = char.ToUpperInvariant(match.Groups["n"].ValueSpan[1]) == 'D';
            offset = TimeSpan.FromHours(isSummer ? standard + 1 : standard);
        }
        string hours = match.Groups["o"].Value.Replace('−', '-');
        int minutes = Number(match, "om");
        if (hours.Length == 0 && minutes == 0) return true;
        int sign = hours.StartsWith('-') ? -1 : 1;
        int wholeHours = hours.Length == 0 ? 0 : Math.Abs(int.Parse(hours, CultureInfo.InvariantCulture));
        offset = sign * new TimeSpan(wholeHours, minutes, 0);
        return minutes < 60 && wholeHours <= 14;
    }

    // Some firmware writes a blank in place of a leading zero.
    private static int Number(Match match, string group)
    {
        ReadOnlySpan<char> digits = match.Groups[group].ValueSpan;
        return int.TryParse(digits, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out int value) ? value : 0;
    }
}
