using System.Globalization;

namespace AudioIO.Samples.Terminal;

/// <summary>Times as people type and read them: <c>83.6</c> (seconds), <c>1:23.6</c> (m:ss) and <c>1:23:45.6</c> (h:mm:ss).</summary>
public static class TimeText
{
    /// <summary>
    /// Longest time that is accepted, in seconds: beyond it a TimeSpan would overflow, and no recording lasts 10 000 years.
    /// </summary>
    private const double MaxSeconds = 3e11;

    /// <summary>Reads a time of 0 or more.</summary>
    /// <param name="text">Seconds, m:ss or h:mm:ss, each with an optional fraction of the last part.</param>
    /// <param name="time">The time, rounded to 100 ns.</param>
    /// <returns>False where <paramref name="text"/> is no such time; a part after a colon reaches from 0 to below 60.</returns>
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = default;
        string[] parts = text.Trim().Split(':');
        if (parts.Length > 3) return false;

        double seconds = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            NumberStyles style = i == parts.Length - 1 ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (!double.TryParse(parts[i], style, CultureInfo.InvariantCulture, out double part)) return false;
            if (i > 0 && part >= 60) return false;
            seconds = (60 * seconds) + part;
        }
        // Written so that NaN, which double.TryParse knows as a word, is refused too.
        if (!(seconds <= MaxSeconds)) return false;
        time = TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>Writes a time as m:ss or h:mm:ss, hours unbounded.</summary>
    /// <param name="seconds">Seconds, 0 or more.</param>
    /// <param name="decimals">Digits of the fraction, 0 to 7; what lies beyond is rounded.</param>
    /// <param name="withHours">True to show the hours even if there are none.</param>
    public static string Format(double seconds, int decimals = 0, bool withHours = false)
    {
        // Rounded once, as a whole: 59.96 s with one decimal is 1:00.0, never 0:60.0.
        decimal unit = decimal.One;
        for (int i = 0; i < decimals; i++) unit /= 10;
        decimal rounded = Math.Round((decimal)seconds / unit) * unit;

        long minutes = (long)(rounded / 60);
        string format = decimals == 0 ? "00" : "00." + new string('0', decimals);
        string rest = (rounded - (60 * minutes)).ToString(format, CultureInfo.InvariantCulture);
        return withHours || minutes >= 60
            ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}:{rest}")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes}:{rest}");
    }
}
