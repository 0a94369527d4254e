using System.Globalization;

namespace AudioIO;

/// <summary>
/// Finds when the first frame was recorded: in the order of <see cref="StartTimeOrigin"/>; what cannot be read is reported.
/// </summary>
internal sealed class StartTimeSearch(Metadata metadata, double rate, string? path, MetadataTree tree)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public StartTime? Find() =>
        FromText(StartTimeOrigin.Guano, "GUANO.Timestamp") ?? FromBroadcastExtension() ?? FromIXml() ??
        FromText(StartTimeOrigin.Info, "INFO.IDIT", "INFO.ICRD", "VORBIS.DATETIMEORIGINAL", "VORBIS.CREATION_TIME", "VORBIS.DATE") ??
        FromAudioMoth() ?? FromFileName();

    private StartTime? FromText(StartTimeOrigin origin, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (metadata[key] is not { Length: > 0 } text || IsYearOrMonth(text)) continue;
            if (!DateTimeText.TryParse(text, out DateTimeText time)) Report(key, text);
            else if (time.HasTime) return new StartTime(time.Local, time.UtcOffset, origin);
        }
        return null;
    }

    private StartTime? FromBroadcastExtension()
    {
        TimeSpan? sinceMidnight = SinceMidnight(Unsigned("BEXT.TimeReference"), rate);
        return FromDateAndTime(StartTimeOrigin.BroadcastExtension, "BEXT.OriginationDate", "BEXT.OriginationTime", sinceMidnight);
    }

    // iXML repeats the fields of bext, and counts samples since midnight at a rate of its own.
    private StartTime? FromIXml()
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
        return FromDateAndTime(StartTimeOrigin.IXml, "IXML.BEXT.BWF_ORIGINATION_DATE", "IXML.BEXT.BWF_ORIGINATION_TIME", sinceMidnight);
    }

    /// <summary>
    /// Joins a date and a time of day. The count of samples since midnight gives the time where none is written, and its decimals
    /// where it agrees with the one written; otherwise it is the time line of an editor and says nothing about the clock.
    /// </summary>
    private StartTime? FromDateAndTime(StartTimeOrigin origin, string dateKey, string timeKey, TimeSpan? sinceMidnight)
    {
        if (metadata[dateKey] is not { } dateText || IsUnset(dateText)) return null;
        if (!DateTimeText.TryParseDate(dateText, out DateTime date))
        {
            Report(dateKey, dateText);
            return null;
        }
        string timeText = metadata[timeKey] ?? "";
        if (!DateTimeText.TryParseClock(timeText, out TimeSpan clock, out TimeSpan resolution))
        {
            if (!string.IsNullOrWhiteSpace(timeText)) Report(timeKey, timeText);
            return sinceMidnight is { } since ? new StartTime(date + since, null, origin) : null;
        }
        if (sinceMidnight is { } finer && (finer - clock).Duration() < resolution) clock = finer;
        return new StartTime(date + clock, null, origin);
    }

    private StartTime? FromAudioMoth()
    {
        foreach (string key in (ReadOnlySpan<string>)["INFO.ICMT", "VORBIS.COMMENT", "VORBIS.DESCRIPTION", "BEXT.Description"])
        {
            foreach (string text in metadata.GetAll(key))
            {
                if (RecorderTimes.TryParseAudioMoth(text, out bool isComment, out DateTimeText time))
                    return new StartTime(time.Local, time.UtcOffset, StartTimeOrigin.AudioMothComment);
                if (isComment) Report(key, text);
            }
        }
        return null;
    }

    private StartTime? FromFileName() => path is not null && RecorderTimes.TryParseFileName(path, out DateTimeText time)
        ? new StartTime(time.Local, time.UtcOffset, StartTimeOrigin.FileName)
        : null;

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

    // Writers without a clock leave blanks or 0000-00-00.
    private static bool IsUnset(string date) => !date.AsSpan().ContainsAnyInRange('1', '9');

    private void Report(string key, string text)
    {
        string shown = text.Length <= 64 ? text : text[..64] + "…";
        tree.Report(tree.PositionOf(key.Split('.')[0]), $"{key}: expected a date and time, found \"{shown}\"");
    }
}
