using System.Globalization;

namespace AudioIO;

/// <summary>Which part of a file tells when its first frame was recorded, in the order in which they are believed.</summary>
public enum StartTimeOrigin
{
    /// <summary>The field Timestamp of GUANO metadata.</summary>
    Guano,

    /// <summary>OriginationDate, OriginationTime and TimeReference of the bext chunk (EBU Tech 3285).</summary>
    BroadcastExtension,

    /// <summary>The BEXT or SPEED object of the iXML chunk.</summary>
    IXml,

    /// <summary>IDIT or ICRD of a LIST/INFO chunk; the date tags of a FLAC VORBIS_COMMENT.</summary>
    Info,

    /// <summary>The sentence that AudioMoth recorders write as comment.</summary>
    AudioMothComment,

    /// <summary>The name of the file.</summary>
    FileName,
}

/// <summary>When the first frame was recorded, and how the file says so.</summary>
public sealed record StartTime
{
    // The range of DateTimeOffset's own offsets.
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);

    /// <summary>Creates a start time.</summary>
    /// <param name="local">The clock at the recorder; its <see cref="DateTime.Kind"/> is ignored.</param>
    /// <param name="utcOffset">Local time minus UTC in whole minutes, −14 h to 14 h; null where the file names no zone.</param>
    /// <param name="origin">Where it was found.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The offset is out of range, or the instant lies before year 1 or after year 9999.
    /// </exception>
    public StartTime(DateTime local, TimeSpan? utcOffset, StartTimeOrigin origin)
    {
        if (!IsValid(local, utcOffset)) throw new ArgumentOutOfRangeException(nameof(utcOffset));
        Local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        UtcOffset = utcOffset;
        Origin = origin;
    }

    /// <summary>The clock at the recorder (<see cref="DateTimeKind.Unspecified"/>).</summary>
    public DateTime Local { get; }

    /// <summary>Local time minus UTC; null where the file names no zone.</summary>
    public TimeSpan? UtcOffset { get; }

    /// <summary>Where it was found.</summary>
    public StartTimeOrigin Origin { get; }

    /// <summary>The instant; null where the file names no zone.</summary>
    public DateTimeOffset? Instant => UtcOffset is { } offset ? new DateTimeOffset(Local, offset) : null;

    /// <summary>ISO 8601, with the offset where it is known.</summary>
    public override string ToString() =>
        Instant?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) ??
        Local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    internal static bool IsValid(DateTime local, TimeSpan? utcOffset)
    {
        if (utcOffset is not { } offset) return true;
        if (offset.Duration() > MaxOffset || offset.Ticks % TimeSpan.TicksPerMinute != 0) return false;
        long utcTicks = local.Ticks - offset.Ticks;
        return utcTicks >= DateTime.MinValue.Ticks && utcTicks <= DateTime.MaxValue.Ticks;
    }
}
