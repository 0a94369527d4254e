using System.Globalization;

namespace AudioIO;

/// <summary>When the first frame was recorded, and how the file says so.</summary>
public sealed record StartTime
{
    // The range of DateTimeOffset's own offsets.
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);

    /// <summary>
    /// The clock at the recorder (<see cref="DateTimeKind.Unspecified"/>; a kind given is ignored), 14 h or more within the years 1 to
    /// 9999, so that it is an instant in any zone.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies beyond.</exception>
    public required DateTime Local
    {
        get;
        init
        {
            if (!IsInRange(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A time lies within the years 1 to 9999.");
            field = DateTime.SpecifyKind(value, DateTimeKind.Unspecified);
        }
    }

    /// <summary>Local time minus UTC in whole minutes, −14 h to 14 h; null where the file names no zone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset lies beyond, or has seconds.</exception>
    public TimeSpan? UtcOffset
    {
        get;
        init
        {
            if (value is { } offset && !IsOffset(offset))
                throw new ArgumentOutOfRangeException(nameof(value), value, "An offset is −14 h to 14 h, in whole minutes.");
            field = value;
        }
    }

    /// <summary>
    /// Where it was found: the section of <see cref="Metadata"/> (<c>GUANO</c>, <c>WAMD</c>, <c>BEXT</c>, <c>IXML</c>, <c>INFO</c>,
    /// <c>VORBIS</c> …), or one of the names of <see cref="StartTimeOrigin"/>. More may come with later versions.
    /// </summary>
    public required string Origin { get; init; }

    /// <summary>The instant; null where the file names no zone.</summary>
    public DateTimeOffset? Instant => UtcOffset is { } offset ? new DateTimeOffset(Local, offset) : null;

    /// <summary>ISO 8601, with the offset where it is known.</summary>
    public override string ToString() =>
        Instant?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture) ??
        Local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    internal static bool IsInRange(DateTime local) =>
        local.Ticks >= MaxOffset.Ticks && local.Ticks <= DateTime.MaxValue.Ticks - MaxOffset.Ticks;

    internal static bool IsOffset(TimeSpan offset) => offset.Duration() <= MaxOffset && offset.Ticks % TimeSpan.TicksPerMinute == 0;
}
