namespace AudioIO;

/// <summary>Frames to time and back.</summary>
internal static class FrameTime
{
    /// <summary>Throws unless there is a time by this rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no finite number above 0.</exception>
    public static void ThrowIfNotRate(double rate)
    {
        if (!double.IsFinite(rate) || rate <= 0)
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is a finite number of Hz above 0.");
    }

    /// <summary>Time of a frame from the beginning, to the nearest 100 ns; the longest <see cref="TimeSpan"/> for what is beyond.</summary>
    public static TimeSpan TimeAt(long frame, double rate)
    {
        double ticks = Math.Round(frame / rate * TimeSpan.TicksPerSecond);
        // 2^63 as double is the first value beyond the range of long; the cast saturates in .NET 9 and later.
        return new TimeSpan((long)ticks);
    }

    /// <summary>The frame nearest to a time; halves away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The frame is beyond the range of long, or the time is not a number.</exception>
    public static long FrameAt(double seconds, double rate)
    {
        double frame = Math.Round(seconds * rate, MidpointRounding.AwayFromZero);
        if (!(Math.Abs(frame) < long.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, $"There is no such frame at {rate} Hz.");
        return (long)frame;
    }
}
