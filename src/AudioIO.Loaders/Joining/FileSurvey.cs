using System.Runtime.ExceptionServices;

namespace AudioIO;

/// <summary>A first look at the files of a recording: every header, start time and fault, with no file left open.</summary>
internal static class FileSurvey
{
    /// <summary>
    /// Looks at all files; the results have the order of the paths. Unless faults are wanted, the first one ends it; what is no fault of a
    /// file ends it in any case.
    /// </summary>
    /// <param name="paths">Full paths of the files.</param>
    /// <param name="options">How they are opened.</param>
    /// <param name="store">Where they are.</param>
    /// <param name="keepsFaults">True to note faults of the files with them, instead of throwing the first.</param>
    /// <param name="progress">Told how many files have been looked at; null for nobody.</param>
    /// <exception cref="AudioFormatException">A file is no recording that can be read.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static SurveyedFile[] Run(
        IReadOnlyList<string> paths, AudioLoaderOptions options, FileStore store, bool keepsFaults, IProgress<int>? progress)
    {
        var files = new SurveyedFile[paths.Count];
        int done = 0;
        // One file per thread: as many as may be open. The wait for disks and networks, not the processor, is what takes the time.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxOpenFiles };
        Parallel.For(0, files.Length, parallel, (i, loop) =>
        {
            // Whatever is thrown here would come out wrapped, with those of other threads.
            try
            {
                files[i] = Look(paths[i], options, store);
                progress?.Report(Interlocked.Increment(ref done));
            }
            catch (Exception fault)
            {
                files[i] = new SurveyedFile(paths[i], null, [], fault);
            }
            // Break, not Stop: every file before this one is still looked at, so that it is always the first fault that is thrown.
            if (Ends(files[i], keepsFaults)) loop.Break();
        });
        if (files.FirstOrDefault(file => file is not null && Ends(file, keepsFaults)) is { } first)
            ExceptionDispatchInfo.Throw(first.Fault!);
        return files;
    }

    private static bool Ends(SurveyedFile file, bool keepsFaults) =>
        file.Fault is { } fault && !(keepsFaults && FileStore.IsUnreadable(fault));

    private static SurveyedFile Look(string path, AudioLoaderOptions options, FileStore store)
    {
        FileStamp stamp = store.Stamp(path);
        using AudioSource source = store.Open(path, options);
        var file = new IndexedFile
        {
            Path = path,
            LengthBytes = stamp.LengthBytes,
            ModifiedUtc = stamp.ModifiedUtc,
            Info = source.Info,
            StartTime = source.StartTime,
            Stretches = source.Stretches,
            FramesPerUnit = source.FramesPerUnit,
        };
        return new SurveyedFile(path, file, source.Diagnostics, null);
    }
}

/// <summary>What a first look at a file has shown.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="File">The file; null where it cannot be read.</param>
/// <param name="Diagnostics">What is not as it should be in it.</param>
/// <param name="Fault">Why it cannot be read; null where it can.</param>
internal sealed record SurveyedFile(string Path, IndexedFile? File, IReadOnlyList<Diagnostic> Diagnostics, Exception? Fault);
