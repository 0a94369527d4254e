using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>
/// Finds when the first frame was recorded; what should be a time and cannot be read is reported, and the next one is asked.
/// </summary>
internal sealed partial class StartTimeSearch(Metadata metadata, double rate, string? path, MetadataTree tree)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// The order of belief, the most trusted first: what the recorder itself wrote, what editors keep up, what people and programs write
    /// beside it, last the name, which anybody may change.
    /// </summary>
    private static readonly (string Origin, Func<StartTimeSearch, DateTimeText?> Find)[] Beliefs =
    [
        ("GUANO", search => search.FromText("GUANO.Timestamp")),
        ("WAMD", search => search.FromText("WAMD.Timestamp")),
        ("HARP", search => search.FromText("HARP.StartTime")),
        ("BEXT", search => search.FromBroadcastExtension()),
        ("IXML", search => search.FromIXml()),
        ("AUXI", search => search.FromText("AUXI.StartTime")),
        ("INFO", search => search.FromText("INFO.IDIT", "INFO.ICRD")),
        ("VORBIS", search => search.FromText("VORBIS.RecordingStart", "VORBIS.DATETIMEORIGINAL")),
        ("VORBIS", search => search.FromBroadcastTags()),
        ("VORBIS", search => search.FromText("VORBIS.CREATION_TIME", "VORBIS.DATE")),
        (StartTimeOrigin.OpenSoundscape, search => search.FromOpenSoundscape()),
        (StartTimeOrigin.AudioMoth, search => search.FromAudioMoth()),
        (StartTimeOrigin.FileName, search => search.FromFileName()),
    ];

    private static readonly string[] Comments = ["INFO.ICMT", "VORBIS.COMMENT", "VORBIS.DESCRIPTION", "BEXT.Description"];

    public StartTime? Find()
    {
        foreach ((string origin, Func<StartTimeSearch, DateTimeText?> find) in Beliefs)
        {
            if (find(this) is { } time) return new StartTime { Local = time.Local, UtcOffset = time.UtcOffset, Origin = origin };
        }
        return null;
    }

    private DateTimeText? FromText(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (metadata[key] is not { Length: > 0 } text || IsUnset(text) || IsYearOrMonth(text)) continue;
            if (!DateTimeForms.TryParse(text, out DateTimeText time)) Report(key, text);
            else if (time.HasTime) return time;
        }
        return null;
    }

    private DateTimeText? FromBroadcastExtension() =>
        FromDateAndTime("BEXT.OriginationDate", "BEXT.OriginationTime", SinceMidnight(Unsigned("BEXT.TimeReference"), rate));

    // ffmpeg makes these tags of the fields of bext.
    private DateTimeText? FromBroadcastTags()
    {
        if (!DateTimeForms.TryParseDate(metadata["VORBIS.DATE"] ?? "", out _)) return null;
        string time = metadata["VORBIS.CREATION_TIME"] ?? "";
        if (time.Length > 0 && !DateTimeForms.TryParseClock(time, out _, out _)) return null;
        return FromDateAndTime("VORBIS.DATE", "VORBIS.CREATION_TIME", SinceMidnight(Unsigned("VORBIS.TIME_REFERENCE"), rate));
    }

    // iXML repeats the fields of bext, and counts samples since midnight at a rate of its own.
    private DateTimeText? FromIXml()
    {
        ulong reference = (Unsigned("IXML.BEXT.BWF_TIME_REFERENCE_HIGH") << 32) | Unsigned("IXML.BEXT.BWF_TIME_REFERENCE_LOW");
        double referenceRate = rate;
        if (reference == 0)
        {
            reference = (Unsigned("IXML.SPEED.TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI") << 32) |
                        Unsigned("IXML.SPEED.TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO");
            if (metadata.TryGetNumber("IXML.SPEED.TIMESTAMP_SAMPLE_RATE", out double own, out _)) referenceRate = own;
        }
        TimeSpan? sinceMidnight = SinceMidnight(reference, referenceRate);
        return FromDateAndTime("IXML.BEXT.BWF_ORIGINATION_DATE", "IXML.BEXT.BWF_ORIGINATION_TIME", sinceMidnight);
    }

    /// <summary>
    /// Joins a date and a time of day. The count of samples since midnight gives the time where none is written, and its decimals
    /// where it agrees with the one written; otherwise it is the time line of an editor and says nothing about the clock.
    /// </summary>
    private DateTimeText? FromDateAndTime(string dateKey, string timeKey, TimeSpan? sinceMidnight)
    {
        if (metadata[dateKey] is not { } dateText || IsUnset(dateText)) return null;
        if (!DateTimeForms.TryParseDate(dateText, out DateTime date))
        {
            Report(dateKey, dateText);
            return null;
        }
        string timeText = metadata[timeKey] ?? "";
        if (!DateTimeForms.TryParseClock(timeText, out TimeSpan clock, out TimeSpan resolution))
        {
            if (!string.IsNullOrWhiteSpace(timeText)) Report(timeKey, timeText);
            if (sinceMidnight is not { } since) return null;
            clock = since;
        }
        else if (sinceMidnight is { } finer && (finer - clock).Duration() < resolution)
        {
            clock = finer;
        }
        if (clock > DateTime.MaxValue - date || !StartTime.IsInRange(date + clock)) return null;
        return new DateTimeText(date + clock, null, true);
    }

    private DateTimeText? FromOpenSoundscape()
    {
        foreach (string key in Comments)
        {
            foreach (string text in metadata.GetAll(key))
            {
                Match match = RecordingStartTime().Match(text);
                if (!match.Success) continue;
                if (!DateTimeForms.TryParse(match.Groups["time"].Value, out DateTimeText time)) Report(key, match.Groups["time"].Value);
                else if (time.HasTime) return time;
            }
        }
        return null;
    }

    private DateTimeText? FromAudioMoth()
    {
        foreach (string key in Comments)
        {
            foreach (string text in metadata.GetAll(key))
            {
                if (AudioMothComment.TryParse(text, out bool isComment, out DateTimeText time)) return time;
                if (isComment) Report(key, text);
            }
        }
        return null;
    }

    private DateTimeText? FromFileName() =>
        path is not null && FileNameTimes.TryParse(path, DateTime.UtcNow, out DateTimeText time) ? time : null;

    private ulong Unsigned(string key) =>
        ulong.TryParse(metadata[key], NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : 0;

    // Zero is what writers leave that know no time.
    private static TimeSpan? SinceMidnight(ulong samples, double rate)
    {
        // 10^−7 s: exact to the tick below a day, as 864 * 10^9 ticks are far below 2^53.
        double ticks = Math.Round(samples / rate * TimeSpan.TicksPerSecond);
        // The rate is a text of the file where iXML gives it: negative, zero or no number at all.
        return samples > 0 && ticks >= 0 && ticks < Day.Ticks ? TimeSpan.FromTicks((long)ticks) : null;
    }

    // Tags of music name the year, sometimes the month: true, but no start time.
    private static bool IsYearOrMonth(string text) =>
        text.Trim() is { Length: 4 or 7 } date && date.AsSpan(0, 4).IndexOfAnyExceptInRange('0', '9') < 0 &&
        (date.Length == 4 || (date[4] is '-' or ':' or '/' && date.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0));

    // Writers without a clock leave blanks or 0000-00-00. A text of letters was meant.
    private static bool IsUnset(string date) => !date.AsSpan().ContainsAnyInRange('1', '9') && !date.Any(char.IsAsciiLetter);

    private void Report(string key, string text)
    {
        string shown = text.Length <= 64 ? text : text[..64] + "…";
        tree.Report(tree.PositionOf(key.Split('.')[0]), $"{key}: expected a date and time, found \"{shown}\"");
    }

    // A member of a JSON object; null where it is not known.
    [GeneratedRegex("\"recording_start_time\"\\s*:\\s*\"(?<time>[^\"\\\\]{1,64})\"", RegexOptions.CultureInvariant)]
    private static partial Regex RecordingStartTime();
}
