namespace AudioIO.Overviews;

/// <summary>Which frames of a signal are kept by themselves.</summary>
internal static class FileCut
{
    /// <summary>All frames, each in one part: those that are stored, and what lies between them.</summary>
    public static IEnumerable<(FrameRange Frames, StoredFrames? Stored)> Of(Signal signal, OverviewStore store, long frames)
    {
        IReadOnlyList<StoredFrames> stored = store.KeepsFiles && signal is IStoredFrames known ? known.StoredFrames : [];
        long at = 0;
        foreach (StoredFrames file in stored)
        {
            if (file.Frames.IsEmpty || file.Frames.Start < at || file.Frames.Stop > frames) continue;
            if (file.Frames.Start > at) yield return (new FrameRange(at, file.Frames.Start), null);
            yield return (file.Frames, file);
            at = file.Frames.Stop;
        }
        if (at < frames) yield return (new FrameRange(at, frames), null);
    }
}
