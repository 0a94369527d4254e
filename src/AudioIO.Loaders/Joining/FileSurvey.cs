using System.Runtime.ExceptionServices;

namespace AudioIO;

/// <summary>A first look at the files of a recording: every header, start time and fault, with no file left open.</summary>
internal static class FileSurvey
{
    /// <summary>Looks at all files; the results have the order of the paths. Unless faults are wanted, the first one ends it.</summary>
    /// <exception cref="AudioFormatException">A file is no recording that can be read.</exception>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static SurveyedFile[] Run(IReadOnlyList<string> paths, AudioLoaderOptions options, FileStore store, IProgress<int>? progress)
    {
        var files = new SurveyedFile[paths.Count];
        int done = 0;
        // One file per thread: as many as may be open. The wait for disks and networks, not the processor, is what takes the time.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxOpenFiles };
        Parallel.For(0, files.Length, parallel, (i, loop) =>
        {
            files[i] = Look(paths[i], options, store);
            // Break, not Stop: every file before this one is still looked at, so that it is always the first fault that is thrown.
            if (files[i].Fault is not null && options.OnJoin != JoinPolicy.Force) loop.Break();
            else progress?.Report(Interlocked.Increment(ref done));
        });
        if (options.OnJoin != JoinPolicy.Force && files.FirstOrDefault(file => file?.Fault is not null) is { } first)
            ExceptionDispatchInfo.Throw(first.Fault!);
        return files;
    }

    private static SurveyedFile Look(string path, AudioLoaderOptions options, FileStore store)
    {
        try
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
        catch (Exception fault) when (FileStore.IsUnreadable(fault))
        {
            return new SurveyedFile(path, null, [], fault);
        }
    }
}

/// <summary>What a first look at a file has shown.</summary>
/// <param name="Path">Full path of the file.</param>
/// <param name="File">The file; null where it cannot be read.</param>
/// <param name="Diagnostics">What is not as it should be in it.</param>
/// <param name="Fault">Why it cannot be read; null where it can.</param>
internal sealed record SurveyedFile(string Path, IndexedFile? File, IReadOnlyList<Diagnostic> Diagnostics, Exception? Fault);
