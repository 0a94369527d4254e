using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioIO;

/// <summary>Moves what a file says of time by the frames that lie between its first frame and that of an excerpt.</summary>
internal sealed partial class ExcerptClock
{
    private readonly DateTime? _clock;
    private readonly TimeSpan? _utcOffset;

    /// <param name="source">The recording.</param>
    /// <param name="file">The file in which the excerpt begins.</param>
    /// <param name="start">First frame of the excerpt in the recording.</param>
    public ExcerptClock(AudioSource source, RecordingFile file, long start)
    {
        Rate = source.Rate;
        SkippedFrames = start - file.StartFrame;
        _clock = source.ClockAt(start);
        _utcOffset = source.IsZoneKnown ? source.InstantAt(start)?.Offset : null;
        // By the clock where there is one: a file may have pauses.
        TimeSpan? passed = source.IsZoneKnown
            ? source.InstantAt(start) - source.InstantAt(file.StartFrame)
            : _clock - source.ClockAt(file.StartFrame);
        Skipped = passed ?? Signal.TimeAt(SkippedFrames, Rate);
    }

    /// <summary>Sampling rate in Hz.</summary>
    public double Rate { get; }

    /// <summary>Frames from the first one of the file to the first one of the excerpt.</summary>
    public long SkippedFrames { get; }

    /// <summary>How much later the excerpt begins than the file, to the nearest 100 ns.</summary>
    public TimeSpan Skipped { get; }

    /// <summary>When the first frame of the excerpt was recorded, as GUANO writes it; null where the recording does not say.</summary>
    public string? Timestamp => _clock is { } clock ? Format(clock, _utcOffset) : null;

    /// <summary>A text that is a date with a time of day, moved; every other text as it is.</summary>
    public string Moved(string text)
    {
        if (SkippedFrames == 0) return text;
        if (MovedComment(text) is { } comment) return comment;
        return DateTimeForms.TryParse(text, out DateTimeText time) && time.HasTime && TryMove(time.Local, out DateTime moved)
            ? Format(moved, time.UtcOffset)
            : text;
    }

    /// <summary>A time some frames later; false where it lies beyond year 9999.</summary>
    public bool TryMove(DateTime time, out DateTime moved)
    {
        bool exists = Skipped <= DateTime.MaxValue - time;
        moved = exists ? time + Skipped : time;
        return exists;
    }

    // "Recorded at 19:22:55 14/12/2020 (UTC-5) by AudioMoth …": milliseconds stand there in recordings that were started by a signal, so
    // that every reader of the comment knows them.
    private string? MovedComment(string text)
    {
        Match match = AudioMoth().Match(text);
        if (!match.Success) return null;
        string stated = $"{match.Groups["date"].Value} {match.Groups["time"].Value}";
        string[] forms = ["dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss.FFFFFFF"];
        if (!DateTime.TryParseExact(stated, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)) return null;
        if (!TryMove(time, out DateTime moved)) return null;
        string form = moved.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss dd/MM/yyyy" : "HH:mm:ss.fff dd/MM/yyyy";
        return $"Recorded at {moved.ToString(form, CultureInfo.InvariantCulture)}{text[match.Length..]}";
    }

    private static string Format(DateTime local, TimeSpan? utcOffset)
    {
        string time = local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        if (utcOffset is not { } offset) return time;
        return time + new DateTimeOffset(DateTime.UnixEpoch.Ticks, offset).ToString("zzz", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^Recorded at (?<time>[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?) (?<date>[0-9]{2}/[0-9]{2}/[0-9]{4})",
        RegexOptions.CultureInvariant)]
    private static partial Regex AudioMoth();
}
