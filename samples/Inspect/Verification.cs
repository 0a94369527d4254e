using AudioIO.Samples.Terminal;
using Spectre.Console;

namespace AudioIO.Samples.Inspect;

/// <summary>Decodes the FLAC files of a recording from end to end and compares them with their checksums.</summary>
internal static class Verification
{
    /// <summary>Checks the files one after the other.</summary>
    /// <param name="files">The files of a recording.</param>
    /// <param name="console">Where progress is shown.</param>
    /// <returns>One result per file, null for those that are not FLAC: nothing else has checksums.</returns>
    public static IReadOnlyList<FlacVerification?> Run(IReadOnlyList<RecordingFile> files, IAnsiConsole console)
    {
        long total = files.Where(IsFlac).Sum(file => file.FrameCount);
        return ProgressDisplay.Run(console, "Verifying", progress =>
        {
            var results = new FlacVerification?[files.Count];
            long done = 0;
            for (int i = 0; i < results.Length; i++)
            {
                if (!IsFlac(files[i])) continue;
                using AudioSource source = AudioLoader.OpenSource(files[i].Path!);
                results[i] = ((FlacSource)source).Verify(new Share(progress, done, files[i].FrameCount, total));
                done += files[i].FrameCount;
            }
            return results;
        });
    }

    private static bool IsFlac(RecordingFile file) => file.Info.Encoding == AudioEncoding.Flac;

    /// <summary>Of the progress of one file makes the progress of all.</summary>
    private sealed class Share(IProgress<double> all, long done, long frames, long total) : IProgress<double>
    {
        public void Report(double value) => all.Report(total == 0 ? 1 : (done + (value * frames)) / total);
    }
}
