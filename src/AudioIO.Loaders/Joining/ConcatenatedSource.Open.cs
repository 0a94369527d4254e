namespace AudioIO;

public sealed partial class ConcatenatedSource
{
    /// <summary>Opens many files as one recording. Reads their headers and metadata, a few files at a time.</summary>
    /// <param name="paths">Paths of the files, at least one; they may differ in format and encoding, not in rate and channels.</param>
    /// <param name="options">How files are ordered, joined and read; null for the defaults.</param>
    /// <param name="progress">Told how many files have been looked at, from several threads.</param>
    /// <returns>The recording; dispose it to close the files. The last file may grow (<see cref="Signal.Refresh"/>).</returns>
    /// <exception cref="ArgumentException">There is no path, or one is empty.</exception>
    /// <exception cref="AudioFormatException">
    /// A file is no recording that can be read, or does not fit the others, and the policy does not leave it out; or none is left; or the
    /// order contradicts the start times (<see cref="FileOrder.Unspecified"/>).
    /// </exception>
    /// <exception cref="IOException">A file is missing or cannot be read, and the policy does not leave it out.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, and the policy does not leave it out.</exception>
    public static ConcatenatedSource Open(IEnumerable<string> paths, AudioLoaderOptions? options = null, IProgress<int>? progress = null) =>
        Open(paths, options ?? AudioLoaderOptions.Default, FileStore.Disk, progress);

    /// <summary>
    /// Opens the files of a folder as one recording, by start time where every file states one, else by name in natural order (<c>night2</c>
    /// before <c>night10</c>). It grows with the folder: <see cref="Signal.Refresh"/> appends files that were added, and what the last file
    /// has become longer. A file that would have to stand before the last one is left out and listed.
    /// </summary>
    /// <param name="path">Path of the folder; folders in it are not looked at, nor are hidden files.</param>
    /// <param name="pattern">Names of the files with <c>*</c> and <c>?</c>, without regard to case, as <c>*.wav</c>.</param>
    /// <param name="options">How files are ordered, joined and read; null for the defaults.</param>
    /// <param name="progress">Told how many files have been looked at, from several threads.</param>
    /// <returns>The recording; dispose it to close the files.</returns>
    /// <exception cref="ArgumentException">The path or the pattern is empty, or the order is <see cref="FileOrder.AsGiven"/>.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">No file has such a name.</exception>
    /// <exception cref="AudioFormatException">
    /// A file is no recording that can be read, or does not fit the others, and the policy does not leave it out; or none is left.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read, and the policy does not leave it out.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read, and the policy does not leave it out.</exception>
    public static ConcatenatedSource OpenFolder(
        string path, string pattern, AudioLoaderOptions? options = null, IProgress<int>? progress = null) =>
        OpenFolder(FolderListing.OfDisk(path, pattern), options ?? AudioLoaderOptions.Default, FileStore.Disk, progress);

    /// <summary>
    /// Opens a recording that was opened before, without touching its files: each is compared with the index when it is first read. The
    /// files have the order of the index, unless the options name another one.
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

    /// <summary>Joins recordings that are open already, of whatever kind: computed ones, or of formats of other packages.</summary>
    /// <param name="sources">The recordings, at least one; all have the same rate and number of channels.</param>
    /// <param name="options">How they are ordered and joined; null for the defaults.</param>
    /// <returns>The recording; it keeps the others open until it is disposed. The last one may grow.</returns>
    /// <exception cref="ArgumentException">There is none.</exception>
    /// <exception cref="AudioFormatException">They do not fit together, or their order contradicts the start times.</exception>
    /// <exception cref="ObjectDisposedException">One of them is closed.</exception>
    public static ConcatenatedSource Of(IEnumerable<AudioSource> sources, AudioLoaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sources);
        options ??= AudioLoaderOptions.Default;
        var log = new DiagnosticLog();
        (IndexedFile File, AudioSource Source)[] described = [.. sources.Select(source => (Describe(source), source))];
        if (described.Length == 0) throw new ArgumentException("A recording is made of at least one.", nameof(sources));
        described = [.. FileSequence.Sort(described, options.FileOrder, part => part.File.Path, part => part.File.StartTime, options.RecorderZone)];
        SurveyedFile[] surveyed = [.. described.Select(part => new SurveyedFile(part.File.Path, part.File, part.Source.Diagnostics, null))];
        // Whoever names a source wants it in: nothing is left out.
        IndexedFile[] files = [.. new Candidates(JoinPolicy.Report, log).Choose(surveyed, null).Select(file => file.File!)];
        if (options.FileOrder == FileOrder.Unspecified) FileSequence.RequireChronology(files, options.RecorderZone);
        JoinedFiles joined = Join(surveyed, files, options, log);
        return new ConcatenatedSource(
            joined, [.. described.Select(part => part.Source)], log, new JoinSettings(options, FileStore.Disk));
    }

    internal static ConcatenatedSource Open(
        IEnumerable<string> paths, AudioLoaderOptions options, FileStore store, IProgress<int>? progress)
    {
        ArgumentNullException.ThrowIfNull(paths);
        string[] given = [.. paths];
        if (given.Length == 0) throw new ArgumentException("A recording has at least one file.", nameof(paths));
        if (given.Any(string.IsNullOrEmpty)) throw new ArgumentException("A path is empty.", nameof(paths));
        // Full paths: the working directory may be another one when a file is opened again.
        SurveyedFile[] surveyed = Survey([.. given.Select(Path.GetFullPath)], options, store, progress);
        surveyed = [.. FileSequence.Sort(surveyed, options.FileOrder, file => file.Path, file => file.File?.StartTime, options.RecorderZone)];
        return Join(surveyed, new JoinSettings(options, store));
    }

    internal static ConcatenatedSource OpenFolder(
        FolderListing folder, AudioLoaderOptions options, FileStore store, IProgress<int>? progress)
    {
        if (options.FileOrder == FileOrder.AsGiven)
            throw new ArgumentException("A folder gives no order: files are ordered by start time or by name.", nameof(options));
        string[] paths = [.. folder.Names()];
        if (paths.Length == 0) throw new FileNotFoundException($"No file of the folder '{folder.Path}' has a name of the pattern.", folder.Path);
        SurveyedFile[] surveyed = Survey([.. paths.Order(NaturalOrder.Instance)], options, store, progress);
        IEnumerable<SurveyedFile> readable = surveyed.Where(file => file.Fault is null);
        IEnumerable<SurveyedFile> ordered = FileSequence.SortFolder(
            [.. readable], options.FileOrder, file => file.Path, file => file.File!.StartTime, options.RecorderZone);
        return Join([.. surveyed.Where(file => file.Fault is not null), .. ordered], new JoinSettings(options, store) { Folder = folder });
    }

    internal static ConcatenatedSource Open(RecordingIndex index, AudioLoaderOptions options, FileStore store)
    {
        SurveyedFile[] files = [.. index.Files.Select(file => new SurveyedFile(file.Path, file, [], null))];
        files = [.. FileSequence.Sort(files, options.FileOrder, file => file.Path, file => file.File?.StartTime, options.RecorderZone)];
        return Join(files, new JoinSettings(options, store) { IsIndexed = true });
    }

    private static SurveyedFile[] Survey(string[] paths, AudioLoaderOptions options, FileStore store, IProgress<int>? progress) =>
        FileSurvey.Run(paths, options, store, keepsFaults: options.OnJoin == JoinPolicy.Force, progress);

    private static ConcatenatedSource Join(SurveyedFile[] surveyed, JoinSettings settings)
    {
        var log = new DiagnosticLog();
        AudioLoaderOptions options = settings.Options;
        var candidates = new Candidates(options.OnJoin, log);
        List<SurveyedFile> kept = candidates.Choose(surveyed, null);
        if (kept.Count == 0) throw candidates.NothingLeft();
        IndexedFile[] files = [.. kept.Select(file => file.File!)];
        // An index has the order that somebody decided on when it was made.
        bool isList = settings is { Folder: null, IsIndexed: false };
        if (isList && options.FileOrder == FileOrder.Unspecified) FileSequence.RequireChronology(files, options.RecorderZone);
        return new ConcatenatedSource(Join(kept, files, options, log), candidates, log, settings, kept[^1].Diagnostics);
    }

    private static JoinedFiles Join(
        IReadOnlyList<SurveyedFile> surveyed, IndexedFile[] files, AudioLoaderOptions options, DiagnosticLog log)
    {
        var joined = new JoinedFiles(files, options);
        for (int i = 0; i < files.Length; i++) AddDiagnostics(log, surveyed[i].Diagnostics, joined, i);
        ReportJoins(joined, 0, options.OnJoin, log);
        return joined;
    }

    /// <summary>What is known of a recording that is no file; it has a path where it comes from one.</summary>
    private static IndexedFile Describe(AudioSource source) => new()
    {
        Path = source.Files is [{ Path: { } path }] ? path : "",
        LengthBytes = 0,
        ModifiedUtc = default,
        Info = source.Info,
        StartTime = source.StartTime,
        Stretches = source.Stretches,
        FramesPerUnit = source.FramesPerUnit,
    };
}
