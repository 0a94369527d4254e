namespace AudioIO;

/// <summary>A file of a corpus, and its frames in the whole.</summary>
/// <param name="File">What is known of it.</param>
/// <param name="Frames">Its frames, from none.</param>
/// <param name="IsLast">True for the last one, which may still be recorded.</param>
internal sealed record PlannedFile(IndexedFile File, FrameRange Frames, bool IsLast);

/// <summary>Where the files of a corpus and its breaks lie, found without touching any.</summary>
internal sealed class PlannedCorpus
{
    private PlannedCorpus(ConcatenatedSource source)
    {
        Frames = source.Frames;
        Stretches = source.ContinuousRanges;
        IReadOnlyList<IndexedFile> files = source.ToIndex().Files;
        // With silence between them, a file ends where its own frames do, or beyond where silence lies within it.
        Files = [.. source.Files.Select((file, i) => new PlannedFile(
            files[i], new FrameRange(file.StartFrame, i + 1 < files.Count ? source.Files[i + 1].StartFrame : Frames), i + 1 == files.Count))];
        FileBounds = [.. Files.Select(file => file.Frames.Start).Prepend(0).Append(Frames).Distinct()];
    }

    public long Frames { get; }

    /// <summary>The ranges between breaks.</summary>
    public IReadOnlyList<FrameRange> Stretches { get; }

    public PlannedFile[] Files { get; }

    /// <summary>Where files begin, and the end of the last one: ascending, from 0, each once.</summary>
    public long[] FileBounds { get; }

    /// <exception cref="AudioFormatException">The files do not fit together.</exception>
    public static PlannedCorpus Of(RecordingIndex index, AudioLoaderOptions opening)
    {
        using ConcatenatedSource source = ConcatenatedSource.Open(index, opening);
        return new PlannedCorpus(source);
    }
}
