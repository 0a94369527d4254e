namespace AudioIO;

/// <summary>Puts the start times of several files on one time line, whether or not they name a zone.</summary>
internal static class ClockStarts
{
    /// <summary>
    /// The instant of every stated time. A file that names no zone is in that of the recorder; where that is not known, in that of the last
    /// file before it that names one, else of the first one after it: a recorder does not change its clock from file to file, though one
    /// file may tell less than the other. Where nobody names one, the offset is zero and the instants are no more than readings of a clock.
    /// </summary>
    public static DateTimeOffset?[] Resolve(IReadOnlyList<StartTime?> stated, TimeZoneInfo? recorderZone)
    {
        if (recorderZone is not null) return ResolveIn(recorderZone, stated);
        TimeSpan zone = stated.FirstOrDefault(time => time?.UtcOffset is not null)?.UtcOffset ?? TimeSpan.Zero;
        var instants = new DateTimeOffset?[stated.Count];
        for (int i = 0; i < instants.Length; i++)
        {
            if (stated[i] is not { } time) continue;
            zone = time.UtcOffset ?? zone;
            instants[i] = time.Instant ?? At(time.Local.Ticks, zone);
        }
        return instants;
    }

    /// <summary>
    /// The offsets that a zone's clock may have had when it showed a time, the first occurrence first: two in the hour that it showed
    /// twice, one everywhere else; for a time that it skipped, the one before.
    /// </summary>
    public static TimeSpan[] OffsetsOf(DateTime clock, TimeZoneInfo zone)
    {
        clock = DateTime.SpecifyKind(clock, DateTimeKind.Unspecified);
        // The larger offset is the earlier instant.
        return zone.IsAmbiguousTime(clock) ? [.. zone.GetAmbiguousTimeOffsets(clock).OrderDescending()] : [zone.GetUtcOffset(clock)];
    }

    private static DateTimeOffset?[] ResolveIn(TimeZoneInfo zone, IReadOnlyList<StartTime?> stated)
    {
        var instants = new DateTimeOffset?[stated.Count];
        DateTimeOffset last = DateTimeOffset.MaxValue;
        for (int i = 0; i < instants.Length; i++)
        {
            if (stated[i] is not { } time) continue;
            DateTimeOffset[] possible = [.. OffsetsOf(time.Local, zone).Select(offset => At(time.Local.Ticks, offset))];
            // Of an hour that occurs twice, the first time that is later than the file before; else winter time, as TimeZoneInfo has it.
            last = time.Instant ?? possible.Where(instant => instant > last).DefaultIfEmpty(possible[^1]).First();
            instants[i] = last;
        }
        return instants;
    }

    /// <summary>A clock's reading in a zone, kept within the years 1 to 9999.</summary>
    public static DateTimeOffset At(long localTicks, TimeSpan zone)
    {
        long utcTicks = Math.Clamp(localTicks - zone.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        long local = utcTicks + zone.Ticks;
        return local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks
            ? new DateTimeOffset(utcTicks, TimeSpan.Zero)
            : new DateTimeOffset(local, zone);
    }

    /// <summary>An instant some time later, kept within the years 1 to 9999.</summary>
    public static DateTimeOffset Add(DateTimeOffset instant, long ticks)
    {
        // Saturates: |ticks| can be as large as a claimed number of frames makes it.
        long sum = ticks >= 0
            ? (ticks > DateTime.MaxValue.Ticks - instant.UtcTicks ? DateTime.MaxValue.Ticks : instant.UtcTicks + ticks)
            : (ticks < -instant.UtcTicks ? DateTime.MinValue.Ticks : instant.UtcTicks + ticks);
        return At(sum + instant.Offset.Ticks, instant.Offset);
    }
}
