using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Inspect;

/// <summary>Prints what is known about a recording.</summary>
internal static class Program
{
    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>Runs the program.</summary>
    /// <param name="args">What the user typed.</param>
    /// <param name="output">Where the report goes.</param>
    /// <param name="error">Where progress goes, and failures, one line each.</param>
    /// <returns>0, or 1 after a failure or where a file was found damaged.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error) =>
        Application.Run(new CommandLine().ToCommand(options => Inspect(options, output, error)), args, output, error);

    private static int Inspect(InspectOptions options, TextWriter output, TextWriter error)
    {
        using AudioLoader<double> data = Open(options);
        if (options.Export is { } excerpt)
        {
            excerpt.Write(data.Source, output, Screen.On(error));
            return 0;
        }
        if (options.LabelOutput is { } path)
        {
            LabelConversion.Write(data.Source, options.Labels, path, output);
            return 0;
        }
        LabelFile? labels = options.Labels is { } labelPath ? LabelFile.Read(labelPath, data.Source) : null;
        SampleExcerpt? samples = options.At is { } moment ? SampleExcerpt.Read(data, moment, options.Count) : null;
        IReadOnlyList<FlacVerification?>? verifications = options.Verify ? Verification.Run(data.Files, Screen.On(error)) : null;
        RecordingReport report = RecordingReport.Of(options, data, samples, verifications, labels);
        if (options.Json)
            JsonReport.Write(report, output);
        else
            TextReport.Write(report, Screen.On(output));
        return report.Files.Any(file => file.Verification is { IsSound: false }) ? 1 : 0;
    }

    // double holds every integer sample up to 53 bits exactly.
    private static AudioLoader<double> Open(InspectOptions options)
    {
        var loading = new AudioLoaderOptions
        {
            FileOrder = options.Order,
            OnJoin = options.Policy,
            Formats = [.. AudioLoaderOptions.Default.Formats, NAudioFormats.Mp3, NAudioFormats.Aiff],
        };
        return options.Paths is [string path] ? AudioLoader.Open<double>(path, loading) : AudioLoader.Open<double>(options.Paths, loading);
    }
}
