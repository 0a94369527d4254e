namespace AudioIO.Samples.Batch;

/// <summary>Rows of what was found at frames: with their file and the time of day, as far as it is known.</summary>
/// <param name="source">The corpus.</param>
/// <param name="planFolder">What paths are relative to.</param>
/// <param name="settings">The job.</param>
internal sealed class CorpusRows(AudioSource source, string planFolder, JobSettings settings)
{
    /// <summary>The row of a minute.</summary>
    public LevelRow Level(FrameRange frames, int channel, FrequencyBand band, BandLevels levels)
    {
        (string file, double seconds, DateTime? clock, DateTime? utc) = Place(frames.Start);
        return new LevelRow
        {
            File = file,
            FileSeconds = seconds,
            Clock = clock,
            Utc = utc,
            StartFrame = frames.Start,
            FrameCount = frames.Count,
            Channel = channel,
            LowHz = band.LowHz,
            HighHz = band.HighHz,
            MeanDb = levels.MeanDb,
            MaxDb = levels.MaxDb,
            P5Db = levels.P5Db,
            P50Db = levels.P50Db,
            P95Db = levels.P95Db,
            DamagedFrames = source.DamagedRanges.Sum(range => range.Intersect(frames).Count),
        };
    }

    /// <summary>The row of an event.</summary>
    public EventRow Event(FrameRange frames, int channel, FoundEvent found)
    {
        (string file, double seconds, DateTime? clock, DateTime? utc) = Place(frames.Start);
        return new EventRow
        {
            File = file,
            FileSeconds = seconds,
            Clock = clock,
            Utc = utc,
            Seconds = frames.Count / source.Rate,
            StartFrame = frames.Start,
            FrameCount = frames.Count,
            Channel = channel,
            LowHz = settings.EventBand.LowHz,
            HighHz = settings.EventBand.HighHz,
            PeakDb = Batch.Level.Of(found.PeakPower),
            MeanDb = Batch.Level.Of(found.MeanPower),
            IsCut = found.IsCut,
        };
    }

    private (string File, double Seconds, DateTime? Clock, DateTime? Utc) Place(long frame)
    {
        RecordingFile file = source.FileAt(frame);
        DateTime? utc = source.IsZoneKnown ? source.InstantAt(frame)?.UtcDateTime : null;
        // Parquet keeps whole microseconds.
        return (Path.GetRelativePath(planFolder, file.Path!).Replace('\\', '/'), (frame - file.StartFrame) / source.Rate,
            Whole(source.ClockAt(frame)), Whole(utc));
    }

    private static DateTime? Whole(DateTime? time) => time is { } known ? known.AddTicks(-(known.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
