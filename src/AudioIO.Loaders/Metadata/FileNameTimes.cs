using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>
/// Start times in the names that recorders and people give to files, each form a line in one list, the surest first. A name proves
/// little: serial numbers, coordinates, frequencies and counters have digits, too. So parts stand between separators, separators within a
/// date or a time are all the same, and what could be read in two ways is not read.
/// </summary>
internal static partial class FileNameTimes
{
    // Date and clock, separated alike within each; T, or what people put between them.
    private const string YearPattern = "(?<y>(?:19|20)[0-9]{2})";
    private const string DatePattern = "(?<![0-9])" + YearPattern + @"(?<ds>[\-_.: ]?)(?<M>[0-9]{2})\k<ds>(?<d>[0-9]{2})";
    private const string BetweenPattern = @"(?:[T_\- .$]{0,3}| at |-birdnet-(?:RTSP_[0-9]{1,3}-)?)";
    private const string ClockPattern =
        @"(?:(?<H>[0-9]{2})(?<cs>[\-_.:]?)(?<m>[0-9]{2})\k<cs>(?<s>[0-9]{2})|(?<H>[0-9]{2})h(?<m>[0-9]{2})m?(?<s>[0-9]{2})s?)";

    // A fraction is digits alone before a separator, a zone or the end: neither 5AFCD4F4 nor 96kHz. Three more digits at once, or behind a
    // third underscore at the end, are milliseconds.
    private const string FractionPattern = @"(?:[.,](?<f>[0-9]{1,3}|[0-9]{6,9})(?=[_\-+Z\[(.]|\s(?!k?Hz)|$)|" +
        @"(?<=[0-9]{8}[T_][0-9]{6})(?<f>[0-9]{3})(?![0-9])|(?<=_[0-9]{8}_[0-9]{6})_(?<f>[0-9]{3})$)?";

    // The zones there are: a coordinate as -2738 or -0815 is none. Two digits behind a minus are a zone in ISO 8601 or before an
    // underscore, else a counter.
    private const string ZonePattern = "(?:(?<z>Z)(?![A-Za-z])|" +
        @"(?<o>\+(?:0[0-9]|1[0-3])):?(?<om>00|30|45)(?![0-9]|\.[0-9])|(?<o>\+14):?(?<om>00)(?![0-9]|\.[0-9])|" +
        @"(?<o>-(?:0[0-9]|1[0-2])):?(?<om>00)(?![0-9]|\.[0-9])|(?<o>-0[0-9]):?(?<om>30)(?![0-9]|\.[0-9])|" +
        @"(?<o>\+(?:0[0-9]|1[0-4]))(?![0-9]|\.[0-9])|(?<o>-(?:0[0-9]|1[0-2]))(?=_)|" +
        @"(?<=T[0-9]{6}(?:\.[0-9]{1,9})?)(?<o>-(?:0[0-9]|1[0-2]))(?![0-9]|\.[0-9]))?";

    private const string EndPattern = "(?![0-9])";
    private const string ShortYearPattern = "(?<yy>[0-9]{2})(?<M>[0-9]{2})(?<d>[0-9]{2})";

    // What file systems take; a form may go back over a name for every place in it.
    private const int MaxLength = 255;

    // The first AudioMoth was sold in 2017.
    private static readonly DateTime FirstAudioMoth = new(2016, 1, 1);

    private static readonly Regex[] Forms =
        [YearFirst(), BlankForZero(), YearToMinute(), SerialNumberFirst(), TimeFirst(), DayFirst(), ShortYear(), ShortYearToMinute()];

    /// <summary>The first date with a time of day in a file name; see the list of forms.</summary>
    /// <param name="path">Path or name of a file. The extension plays no part.</param>
    /// <param name="now">No recording was made later: a year of two digits and a count of seconds are dates only until then.</param>
    /// <param name="time">The time.</param>
    public static bool TryParse(string path, DateTime now, out DateTimeText time)
    {
        // Of the name, not the folder; the extension is no fraction of a second.
        string name = Path.GetFileNameWithoutExtension(path);
        time = default;
        if (name.Length > MaxLength) return false;
        // A day on top: a name may be in a zone that is ahead of UTC.
        DateTime latest = now.AddDays(1);
        foreach (Regex form in Forms)
        {
            for (Match match = form.Match(name); match.Success; match = match.NextMatch())
            {
                bool isShort = match.Groups["yy"].Success;
                if (DateTimeText.TryFrom(match, out time) && (!isShort || time.Local <= latest)) return true;
            }
        }
        if (DateTimeForms.TryParseTwelveDigits(name, out time) && time.Local <= latest) return true;
        return TryParseSeconds(name, latest, out time);
    }

    // AudioMoth before firmware 1.3: seconds since 1970 (UTC) as eight hexadecimal digits and nothing else. Without a letter the name is as
    // well a serial number, in small letters a piece of a hash.
    private static bool TryParseSeconds(string name, DateTime latest, out DateTimeText time)
    {
        time = default;
        if (!Seconds().IsMatch(name)) return false;
        uint seconds = uint.Parse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        DateTime utc = DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Unspecified).AddSeconds(seconds);
        time = new DateTimeText(utc, TimeSpan.Zero, true);
        return utc >= FirstAudioMoth && utc <= latest;
    }

    // 20201214_192255, 2020-12-14T19-22-55.250Z, 20171121$143444, S20210205T035946676+1000_E…, 2024-05-01-birdnet-06:20:23
    [GeneratedRegex(DatePattern + BetweenPattern + ClockPattern + FractionPattern + ZonePattern + EndPattern,
        RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    // 201905 8T020000+1000 (Frontier Labs' FL008)
    [GeneratedRegex("(?<![0-9])" + YearPattern + "(?<M>[ 01][0-9])(?<d>[ 0-3][0-9])T(?<H>[ 0-2][0-9])(?<m>[ 0-5][0-9])(?<s>[ 0-5][0-9])" +
        FractionPattern + ZonePattern + EndPattern, RegexOptions.CultureInvariant)]
    private static partial Regex BlankForZero();

    // 20180801T0630, 2018-08-01 06:30, 20180801_1630: four digits behind an underscore may be a counter if the first is 0, and a
    // year behind a date with separators.
    [GeneratedRegex(DatePattern + @"(?:T(?<H>[0-9]{2})[\-_.:h]?(?<m>[0-9]{2})|[_\- ]{1,2}(?<H>[0-9]{2})[h:](?<m>[0-9]{2})|" +
        "(?<=[0-9]{8})_(?<H>1[0-9]|2[0-3])(?<m>[0-9]{2}))" + ZonePattern + "(?![0-9A-Za-z:])", RegexOptions.CultureInvariant)]
    private static partial Regex YearToMinute();

    // 67416073.210610033655 (SoundTrap and other hydrophones)
    [GeneratedRegex(@"(?:^|[_\- ])[A-Za-z]{0,8}[0-9]{1,10}\." + ShortYearPattern +
        @"(?<H>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})(?=[._\- ]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex SerialNumberFirst();

    // 20-29-20_24-09-2022
    [GeneratedRegex(@"(?<![0-9])(?<H>[0-9]{2})(?<c>[\-.:])(?<m>[0-9]{2})\k<c>(?<s>[0-9]{2})[_ ](?<a>[0-9]{2})(?<ds>[\-._])(?<b>[0-9]{2})" +
        @"\k<ds>" + YearPattern + EndPattern, RegexOptions.CultureInvariant)]
    private static partial Regex TimeFirst();

    // 24-09-2022_20-29-20, 24092022_202920
    [GeneratedRegex(@"(?<![0-9])(?<a>[0-9]{2})(?<ds>[\-._]?)(?<b>[0-9]{2})\k<ds>" + YearPattern + @"(?:[T_ ]| at )" + ClockPattern +
        EndPattern, RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    // 190105_124500 between separators; NS240518 04.25.37, whose separators keep the serial number before it apart
    [GeneratedRegex(@"(?:(?:^|[_\- ])" + ShortYearPattern + @"[_\-T ](?<H>[0-9]{2})(?<m>[0-9]{2})(?<s>[0-9]{2})(?=[_\-. ]|$)|" +
        "(?<![0-9])" + ShortYearPattern + @"[_\- ](?<H>[0-9]{2})(?<c>[.\-:])(?<m>[0-9]{2})\k<c>(?<s>[0-9]{2})(?![0-9.]))",
        RegexOptions.CultureInvariant)]
    private static partial Regex ShortYear();

    // 180801_1630 and nothing else; as above, 0630 may be a counter.
    [GeneratedRegex("^" + ShortYearPattern + "_(?<H>1[0-9]|2[0-3])(?<m>[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortYearToMinute();

    [GeneratedRegex("^(?=.*[A-F])[0-9A-F]{8}$", RegexOptions.CultureInvariant)]
    private static partial Regex Seconds();
}
