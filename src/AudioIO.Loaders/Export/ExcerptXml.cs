using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>
/// The iXML chunk of an excerpt: the document of the file, in which the fields that count frames since midnight and those that repeat the
/// date and time of bext are moved. Everything else stays to the letter.
/// </summary>
internal static partial class ExcerptXml
{
    private static readonly (string High, string Low)[] References =
    [
        ("BWF_TIME_REFERENCE_HIGH", "BWF_TIME_REFERENCE_LOW"),
        ("TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI", "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO"),
    ];

    /// <summary>Moves the fields.</summary>
    /// <param name="content">The chunk of the file.</param>
    /// <param name="clock">By how much.</param>
    public static byte[] Moved(byte[] content, ExcerptClock clock)
    {
        if (clock.SkippedFrames == 0) return content;
        // UTF-16 is as rare as it is readable: each encoding is kept. Bytes that are not UTF-8 survive as Latin-1.
        Encoding encoding = content switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => Encoding.Latin1,
        };
        string text = encoding.GetString(content);
        foreach ((string high, string low) in References) text = MoveReference(text, high, low, clock);
        return encoding.GetBytes(MoveDateAndTime(text, clock));
    }

    private static string MoveReference(string text, string high, string low, ExcerptClock clock)
    {
        if (Number(text, low) is not { } lowWord) return text;
        ulong reference = ((Number(text, high) ?? 0) << 32) | lowWord;
        // iXML may count at a rate of its own.
        bool hasOwnRate = low.StartsWith("TIMESTAMP", StringComparison.Ordinal) && Number(text, "TIMESTAMP_SAMPLE_RATE") is > 0;
        double ratio = hasOwnRate ? Number(text, "TIMESTAMP_SAMPLE_RATE")!.Value / clock.Rate : 1;
        double framesPerDay = 86_400 * clock.Rate * ratio;
        ulong moved = unchecked(reference + (ulong)Math.Round(clock.SkippedFrames * ratio));
        if (reference < framesPerDay && moved >= framesPerDay) moved -= (ulong)framesPerDay;
        return Replaced(Replaced(text, low, $"{moved & uint.MaxValue}"), high, $"{moved >> 32}");
    }

    private static string MoveDateAndTime(string text, ExcerptClock clock)
    {
        const string Date = "BWF_ORIGINATION_DATE", Time = "BWF_ORIGINATION_TIME";
        if (Value(text, Date) is not { } date || Value(text, Time) is not { } time) return text;
        bool isRead = DateTime.TryParseExact(
            $"{date} {time}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime stated);
        if (!isRead || !clock.TryMove(stated, out DateTime moved)) return text;
        return Replaced(Replaced(text, Date, $"{moved:yyyy-MM-dd}"), Time, $"{moved:HH:mm:ss}");
    }

    private static ulong? Number(string text, string element) =>
        ulong.TryParse(Value(text, element), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number) && number <= uint.MaxValue
            ? number
            : null;

    private static string? Value(string text, string element) =>
        Find(text, element) is { Success: true } match ? match.Groups["value"].Value : null;

    private static string Replaced(string text, string element, string value)
    {
        if (Find(text, element) is not { Success: true } match) return text;
        Group group = match.Groups["value"];
        return string.Concat(text.AsSpan(0, group.Index), value, text.AsSpan(group.Index + group.Length));
    }

    private static Match Find(string text, string element)
    {
        Match match = Element().Match(text);
        while (match.Success && match.Groups["name"].Value != element) match = match.NextMatch();
        return match;
    }

    [GeneratedRegex(@"<(?<name>BWF_[A-Z_]{1,32}|TIMESTAMP_[A-Z_]{1,40})>\s*(?<value>[0-9:\-]{1,20})\s*</\k<name>>")]
    private static partial Regex Element();
}
