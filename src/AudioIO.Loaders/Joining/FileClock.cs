namespace AudioIO;

/// <summary>The clock of several files: where each of them, or each stretch of one that has several, lies on it.</summary>
internal sealed class FileClock
{
    /// <param name="files">The files in their order.</param>
    /// <param name="recorderZone">The zone of times that name none; null where it is not known.</param>
    public FileClock(IReadOnlyList<IndexedFile> files, TimeZoneInfo? recorderZone)
    {
        var frames = new List<long>(files.Count);
        var starts = new List<StartTime?>(files.Count);
        int[] lastPieces = new int[files.Count];
        for (int i = 0; i < files.Count; i++)
        {
            foreach ((long count, StartTime? start) in ClockPieces.Of(files[i].Info.Frames, files[i].StartTime, files[i].Stretches))
            {
                frames.Add(count);
                starts.Add(start);
            }
            lastPieces[i] = frames.Count - 1;
        }
        var map = new FrameMap(frames);
        double rate = files[0].Info.Rate;
        Times = new TimeMap(map, rate, starts, recorderZone);
        Join[] joins = JoinRules.Compare(map, rate, starts, recorderZone);
        // What lies within a file is a pause of its recorder, no join of files.
        Joins = [.. lastPieces[..^1].Select((piece, file) => joins[piece] with { Index = file })];
    }

    /// <summary>Where the frames lie on the clock.</summary>
    public TimeMap Times { get; }

    /// <summary>How each file follows the one before it.</summary>
    public IReadOnlyList<Join> Joins { get; }
}
