namespace AudioIO;

public sealed partial class ConcatenatedSource
{
    /// <summary>Opens many files as one recording. Reads their headers and metadata, a few files at a time.</summary>
    /// <param name="paths">Paths of the files, at least one; they may differ in format and encoding, not in rate and channels.</param>
    /// <param name="options">How files are ordered, joined and read; null for the defaults.</param>
    /// <param name="progress">Told how many files have been looked at, from several threads.</param>
    /// <returns>The recording; dispose it to close the files.</returns>
    /// <exception cref="ArgumentException">There is no path, or one is empty.</exception>
    /// <exception cref="AudioFormatException">
    /// A file is no recording that can be read, or does not fit the others, and the policy does not leave it out; or none is left.
    /// </exception>
    /// <exception cref="IOException">A file is missing or cannot be read, and the policy does not leave it out.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, and the policy does not leave it out.</exception>
    public static ConcatenatedSource Open(IEnumerable<string> paths, AudioLoaderOptions? options = null, IProgress<int>? progress = null) =>
        Open(paths, options ?? AudioLoaderOptions.Default, FileStore.Disk, progress);

    /// <summary>
    /// Opens a recording that was opened before, without touching its files: each is compared with the index when it is first read.
    /// </summary>
    /// <param name="index">What is known of the files.</param>
    /// <param name="options">How files are ordered, joined and read; null for the defaults.</param>
    /// <returns>The recording; dispose it to close the files. Faults of the files are listed when they are read.</returns>
    /// <exception cref="AudioFormatException">The files do not fit together, and the policy does not leave them out.</exception>
    public static ConcatenatedSource Open(RecordingIndex index, AudioLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(index);
        return Open(index, options ?? AudioLoaderOptions.Default, FileStore.Disk);
    }

    internal static ConcatenatedSource Open(
        IEnumerable<string> paths, AudioLoaderOptions options, FileStore store, IProgress<int>? progress)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] given = [.. paths];
        if (given.Length == 0) throw new ArgumentException("A recording has at least one file.", nameof(paths));
        if (given.Any(string.IsNullOrEmpty)) throw new ArgumentException("A path is empty.", nameof(paths));
        // Full paths: the working directory may be another one when a file is opened again.
        return Join(FileSurvey.Run([.. given.Select(Path.GetFullPath)], options, store, progress), options, store);
    }

    internal static ConcatenatedSource Open(RecordingIndex index, AudioLoaderOptions options, FileStore store) =>
        Join([.. index.Files.Select(file => new SurveyedFile(file.Path, file, [], null))], options, store);

    private static ConcatenatedSource Join(SurveyedFile[] surveyed, AudioLoaderOptions options, FileStore store)
    {
        var log = new DiagnosticLog();
        var kept = new List<SurveyedFile>(surveyed.Length);
        var leftOut = new List<LeftOutFile>();
        foreach (SurveyedFile file in FileSequence.Sort(surveyed, options.FileOrder, file => file.Path, file => file.File?.StartTime, options.RecorderZone))
        {
            Exception? fault = file.Fault ?? (kept.Count == 0 ? null : MismatchOf(kept[0].File!, file.File!));
            if (fault is null)
            {
                kept.Add(file);
                continue;
            }
            if (options.OnJoin != JoinPolicy.Force) throw fault;
            leftOut.Add(new LeftOutFile { Path = file.Path, Reason = fault });
            log.Add(new Diagnostic(DiagnosticKind.Ignored, $"The file is left out of the recording: {fault.Message}") { Path = file.Path });
        }
        if (kept.Count == 0) throw NothingLeft(leftOut);

        var map = new FrameMap([.. kept.Select(file => file.File!.Info.Frames)]);
        for (int i = 0; i < kept.Count; i++) AddDiagnostics(log, kept[i].Diagnostics, kept[i].Path, map.StartFrameOf(i));
        var source = new ConcatenatedSource([.. kept.Select(file => file.File!)], map, [.. leftOut], log, options, store);
        source.ReportJoins(options.OnJoin);
        return source;
    }

    private void ReportJoins(JoinPolicy policy)
    {
        if (policy == JoinPolicy.Strict && _indexed[0].StartTime is null)
            throw Unfit($"Start time of the first file: expected one, found none", _indexed[0].Path);
        foreach (Join join in Joins)
        {
            if (join.Kind == JoinKind.Seamless) continue;
            string path = _indexed[join.Index + 1].Path;
            string message = JoinText.Describe(join, _indexed[join.Index + 1].StartTime);
            if (policy == JoinPolicy.Strict) throw Unfit(message, path);
            Log.Add(new Diagnostic(DiagnosticKind.Join, message) { Path = path, StartFrame = join.StartFrame });
        }
    }

    private static AudioFormatException? MismatchOf(IndexedFile first, IndexedFile file) =>
        SharedInfo.Mismatch(first.Info, file.Info) is { } mismatch ? Unfit($"{mismatch} as in '{first.Path}'", file.Path) : null;

    private static AudioFormatException Unfit(string message, string path) =>
        new(AudioFormatErrorKind.Unsupported, message, path: path);

    private static AudioFormatException NothingLeft(List<LeftOutFile> leftOut) => new(
        AudioFormatErrorKind.Unsupported,
        $"Files: expected at least one that can be read, found none among {leftOut.Count}; the first: {leftOut[0].Reason.Message}",
        path: leftOut[0].Path,
        innerException: leftOut[0].Reason);
}
