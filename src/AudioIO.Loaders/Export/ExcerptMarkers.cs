namespace AudioIO;

/// <summary>The markers of an excerpt: those of its files that lie in it, counted from its first frame, regions cut to it.</summary>
internal static class ExcerptMarkers
{
    /// <summary>Finds them in the files that the excerpt touches.</summary>
    /// <param name="source">The recording.</param>
    /// <param name="start">First frame of the excerpt.</param>
    /// <param name="count">Number of its frames.</param>
    public static IEnumerable<Marker> Of(AudioSource source, long start, long count)
    {
        long stop = start + count;
        for (int index = source.FileIndexAt(start); index < source.Files.Count && source.Files[index].StartFrame <= stop; index++)
        {
            RecordingFile file = source.Files[index];
            if (file.StartFrame == stop && count > 0) yield break;
            foreach (Marker marker in source.MarkersOf(file))
            {
                if (Cut(marker, start, stop, stop == source.Frames) is { } cut) yield return cut;
            }
        }
    }

    /// <summary>The part of a marker that lies in a range, counted from the start of the range; null where there is none.</summary>
    /// <param name="marker">A marker.</param>
    /// <param name="start">First frame of the range.</param>
    /// <param name="stop">The frame after its last one.</param>
    /// <param name="withEnd">True where a point at <paramref name="stop"/> belongs to the range, as at the end of a recording.</param>
    public static Marker? Cut(Marker marker, long start, long stop, bool withEnd)
    {
        long first = Math.Max(marker.StartFrame, start);
        // Both are claims of the file: their sum may be beyond what a long holds.
        long end = marker.FrameCount < stop - marker.StartFrame ? marker.StartFrame + marker.FrameCount : stop;
        bool isInside = marker.FrameCount > 0
            ? first < end
            : marker.StartFrame >= start && (marker.StartFrame < stop || (withEnd && marker.StartFrame == stop));
        return isInside ? marker with { StartFrame = first - start, FrameCount = Math.Max(0, end - first) } : null;
    }
}
