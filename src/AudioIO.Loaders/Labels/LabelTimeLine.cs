namespace AudioIO;

/// <summary>
/// Where a frame lies: in the whole recording, and in one of its files. Both are counts of frames from the recording's own table of files,
/// so that going from one to the other moves nothing.
/// </summary>
internal sealed class LabelTimeLine
{
    private readonly AudioSource _source;
    private readonly ILookup<string, RecordingFile> _named;

    public LabelTimeLine(AudioSource source)
    {
        _source = source;
        _named = source.Files.Where(file => file.Path is not null).ToLookup(file => Path.GetFileName(file.Path!), StringComparer.OrdinalIgnoreCase);
        HasDoubleNames = _named.Any(files => files.Count() > 1);
    }

    /// <summary>Frames per second in Hz.</summary>
    public double Rate => _source.Rate;

    /// <summary>Number of frames of the recording.</summary>
    public long Frames => _source.Frames;

    /// <summary>True where two files in different folders have the same name.</summary>
    public bool HasDoubleNames { get; }

    /// <summary>The file that holds a frame, and the frame in it; of silence between files and what is beyond the end, the file before it.</summary>
    public (string? Path, long Frame) FileOf(long frame)
    {
        RecordingFile file = _source.Files[_source.FileIndexAt(Math.Min(frame, Frames))];
        return (file.Path, frame - file.StartFrame);
    }

    /// <summary>Where the frames of a file begin in the recording.</summary>
    /// <param name="name">Name of the file, without a folder.</param>
    /// <param name="path">Its path, where that is known: of several files with the name, it tells the right one.</param>
    /// <param name="near">Where it is thought to be: of several files that are left, the nearest one that begins before it.</param>
    /// <returns>The frame; null where there is no such file, or it cannot be told which one is meant.</returns>
    public long? StartOf(string name, string path, long? near)
    {
        // Tables come from every system: a name may be a path with strokes of another one.
        RecordingFile[] files = [.. _named[name[(name.LastIndexOfAny(['/', '\\']) + 1)..]]];
        if (files.Length > 1 && path.Length > 0)
        {
            RecordingFile[] same = [.. files.Where(file => Normal(file.Path!) == Normal(path))];
            if (same.Length == 1) files = same;
        }
        if (files.Length > 1) return near is { } at ? files.LastOrDefault(file => file.StartFrame <= at)?.StartFrame : null;
        return files.Length == 1 ? files[0].StartFrame : null;
    }

    private static string Normal(string path) => path.Replace('\\', '/');
}
