namespace AudioIO.Samples.Batch;

/// <summary>Rows of what was found at frames: with their file and the time of day, as far as it is known.</summary>
/// <param name="source">The corpus.</param>
/// <param name="planFolder">What paths are relative to.</param>
/// <param name="settings">The job.</param>
internal sealed class CorpusRows(AudioSource source, string planFolder, JobSettings settings)
{
    /// <summary>The row of a minute.</summary>
    public LevelRow Level(FrameRange frames, int channel, FrequencyBand band, BandLevels levels) => Placed(frames, channel, band, new LevelRow
    {
        MeanDb = levels.MeanDb,
        MaxDb = levels.MaxDb,
        P5Db = levels.P5Db,
        P50Db = levels.P50Db,
        P95Db = levels.P95Db,
        DamagedFrames = source.DamagedRanges.Sum(range => range.Intersect(frames).Count),
    });

    /// <summary>The row of an event.</summary>
    public EventRow Event(FrameRange frames, int channel, FoundEvent found) => Placed(frames, channel, settings.EventBand, new EventRow
    {
        Seconds = frames.Count / source.Rate,
        PeakDb = Batch.Level.Of(found.PeakPower),
        MeanDb = Batch.Level.Of(found.MeanPower),
        IsCut = found.IsCut,
    });

    private TRow Placed<TRow>(FrameRange frames, int channel, FrequencyBand band, TRow row)
        where TRow : PlacedRow
    {
        RecordingFile file = source.FileAt(frames.Start);
        DateTime? utc = source.IsZoneKnown ? source.InstantAt(frames.Start)?.UtcDateTime : null;
        row.File = Path.GetRelativePath(planFolder, file.Path!).Replace('\\', '/');
        row.FileSeconds = (frames.Start - file.StartFrame) / source.Rate;
        row.StartFrame = frames.Start;
        row.FrameCount = frames.Count;
        // Parquet keeps whole microseconds.
        row.Clock = Whole(source.ClockAt(frames.Start));
        row.Utc = Whole(utc);
        row.Channel = channel;
        row.LowHz = band.LowHz;
        row.HighHz = band.HighHz;
        return row;
    }

    private static DateTime? Whole(DateTime? time) => time is { } known ? known.AddTicks(-(known.Ticks % TimeSpan.TicksPerMicrosecond)) : null;
}
