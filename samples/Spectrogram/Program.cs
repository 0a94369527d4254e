using AudioIO.Samples.Spectrogram.Demo;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>Draws the spectrogram of a recording, or of a demo that it makes first.</summary>
internal static class Program
{
    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>Runs the program.</summary>
    /// <param name="args">What the user typed.</param>
    /// <param name="output">Where progress and results go.</param>
    /// <param name="error">Where failures go, one line each.</param>
    /// <returns>0, or 1 after a failure.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var command = new CommandLine().ToCommand((recordings, paths, options) =>
        {
            // A picture on the standard output leaves the words to the other one.
            var job = new SpectrogramJob(paths.UseStandardOutput ? error : output);
            if (recordings.Count == 0) recordings = [job.MakeDemo(DemoRecording.DefaultPath, DemoRecording.FullLength)];
            paths = paths with { Picture = paths.Picture ?? Path.GetFileNameWithoutExtension(recordings[0]) + ".png" };
            job.Draw(recordings, paths, options);
        });
        return Application.Run(command, args, output, error);
    }
}
