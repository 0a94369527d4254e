using System.Globalization;

namespace AudioIO.Samples.Terminal;

/// <summary>Times of day as people read them: <c>2020-12-14 19:22:55 -05:00</c>.</summary>
public static class ClockText
{
    /// <summary>Writes date and time of day, rounded to the millisecond.</summary>
    /// <param name="local">The clock at the recorder.</param>
    /// <param name="utcOffset">Local time minus UTC; null where no zone is known, and none is written.</param>
    public static string Format(DateTime local, TimeSpan? utcOffset)
    {
        const long Half = TimeSpan.TicksPerMillisecond / 2;
        if (local.Ticks <= DateTime.MaxValue.Ticks - Half) local = local.AddTicks(Half);
        string clock = local.ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture);
        if (utcOffset is not { } offset) return clock;
        char sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{clock} {sign}{offset:hh\\:mm}");
    }
}
