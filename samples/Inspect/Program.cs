using System.CommandLine;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Inspect;

/// <summary>The command line: prints what is known about a recording.</summary>
internal static class Program
{
    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>Runs the program.</summary>
    /// <param name="args">What the user typed.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where failures go, one line each.</param>
    /// <returns>0, or 1 after a failure.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        var recording = new Argument<string>("recording") { Description = "The recording to look at" }.NotEmpty();
        Option<TimeSpan?> at = Parsers.Time("--at", "Also print the samples around this time: seconds, m:ss or h:mm:ss");
        Option<int> count = new Option<int>("--count")
        {
            Description = "How many frames to print with --at",
            HelpName = "frames",
            DefaultValueFactory = _ => 8,
        }.Between(1, 100_000);
        var json = new Option<bool>("--json") { Description = "Print JSON for other programs" };
        var command = new RootCommand("Prints everything that is known about a recording.") { recording, at, count, json };
        command.SetAction(parsed =>
        {
            string path = parsed.GetRequiredValue(recording);
            // double holds every integer sample up to 53 bits exactly.
            using AudioLoader<double> data = AudioLoader.Open<double>(path);
            SampleExcerpt? samples = parsed.GetValue(at) is { } moment ? SampleExcerpt.Read(data, moment, parsed.GetValue(count)) : null;
            RecordingReport report = RecordingReport.Of(path, data, samples);
            if (parsed.GetValue(json))
                JsonReport.Write(report, output);
            else
                TextReport.Write(report, Screen.On(output));
        });
        return Application.Run(command, args, output, error);
    }
}
