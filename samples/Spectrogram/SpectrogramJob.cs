using System.Diagnostics;
using System.Globalization;
using AudioIO.Samples.Spectrogram.Demo;
using AudioIO.Samples.Terminal;
using Spectre.Console;

namespace AudioIO.Samples.Spectrogram;

/// <summary>From the recording's path to the picture's, with a word about each step.</summary>
internal sealed class SpectrogramJob(TextWriter output)
{
    private readonly IAnsiConsole _console = Screen.On(output);

    /// <summary>Writes the demo recording and says where it is.</summary>
    /// <param name="path">The WAV file.</param>
    /// <param name="length">How much of the demo to write.</param>
    /// <returns><paramref name="path"/>.</returns>
    public string MakeDemo(string path, TimeSpan length)
    {
        ProgressDisplay.Run(_console, "Making a demo recording", progress =>
        {
            DemoRecording.Write(path, length, progress);
            return path;
        });
        string size = NumberText.Bytes(new FileInfo(path).Length);
        output.WriteLine($"No recording was named: made {TimeText.Format(length.TotalSeconds)} of demo sound, {path} ({size})");
        return path;
    }

    /// <summary>Draws the spectrogram, and writes its numbers where that is asked for.</summary>
    /// <param name="recordings">Path of the recording, or of several files that are read as one.</param>
    /// <param name="paths">Where the results go.</param>
    /// <param name="options">What to draw and how.</param>
    public void Draw(IReadOnlyList<string> recordings, OutputPaths paths, SpectrogramOptions options)
    {
        // Threads share the work by columns; what cannot be decoded is silent and marked.
        var opening = new AudioLoaderOptions
        {
            MaxDecodingThreads = 1,
            OnDamage = DamagePolicy.Silence,
            Gaps = options.WithPauses ? GapPolicy.Fill : GapPolicy.Concatenate,
        };
        using AudioLoader<float> data = recordings is [string path] ? AudioLoader.Open(path, opening) : AudioLoader.Open(recordings, opening);
        var request = PictureRequest.Create(data, options);

        // Before hours of sound are read, it is known that the results can be written.
        paths.ThrowIfShared();
        using OutputFile picture = OutputFile.Open(paths.Picture!, OutputKind.Picture);
        using OutputFile? csv = paths.Csv is null ? null : OutputFile.Open(paths.Csv, OutputKind.Csv);
        using OutputFile? npy = paths.Npy is null ? null : OutputFile.Open(paths.Npy, OutputKind.Npy);
        if (csv is not null || npy is not null) options = options with { WithSpectra = true };

        var watch = Stopwatch.StartNew();
        ChannelLevels[] levels = ProgressDisplay.Run(_console, "Reading", progress => SpectrogramAnalysis.Compute(
            request.Signal, request.Plan, options, request.Scale, request.Channels, request.Layout.Rows, progress));
        TimeSpan elapsed = watch.Elapsed;

        PictureTitle title = RecordingTitle.Of(recordings, data, request.Plan, options);
        int leftOut = SpectrogramPicture.Write(picture, request.Layout, request.Content(data, levels, options, title));
        string wrote = $"Wrote {paths.Picture} ({options.Width} × {options.Height})";
        if (options.WithSpectra)
        {
            LevelNumbers numbers = LevelNumbers.Of(request.Channels, levels, request.Plan, request.Scale, data.Rate);
            csv?.Write(stream => CsvFile.Write(stream, numbers));
            npy?.Write(stream => NpyFile.Write(stream, numbers));
            wrote += $"\nWrote {string.Join(" and ", new[] { paths.Csv, paths.Npy }.OfType<string>())}: {Described(numbers)}";
        }

        if (options.WithPauses) output.WriteLine(Pauses(request.Plan, data.Rate));
        if (leftOut > 0) output.WriteLine($"{NumberText.Count(leftOut, "marker")} without text: there is no room beside the others, or it is long");
        if (data.Diagnostics.Count > 0)
            output.WriteLine($"Not all is as it should be: Inspect lists {NumberText.Count(data.Diagnostics.Count, "diagnostic")}");
        output.WriteLine(Speed(data, request.Plan, elapsed));
        output.WriteLine(wrote.ReplaceLineEndings(output.NewLine));
    }

    private static string Pauses(AnalysisPlan plan, double rate)
    {
        FrameRange[] shown = [.. plan.Pauses.Select(pause => pause.Intersect(new FrameRange(plan.From, plan.To))).Where(pause => !pause.IsEmpty)];
        return shown.Length == 0
            ? "There are no gaps on the clock"
            : $"Blank: {NumberText.Count(shown.Length, "gap")} on the clock, {RecordingTitle.Duration(shown.Sum(pause => pause.Count) / rate)}";
    }

    private static string Speed(AudioLoader<float> data, AnalysisPlan plan, TimeSpan elapsed)
    {
        long frames = plan.ReadStop - plan.ReadStart;
        double seconds = frames / data.Rate;
        double speed = seconds / elapsed.TotalSeconds;
        string shape = $"{NumberText.Count(frames, "frame")}, {NumberText.Count(data.Channels, "channel")}";
        string duration = elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        string times = speed.ToString(speed < 10 ? "0.0#" : "#,0", CultureInfo.InvariantCulture);
        return $"Read {RecordingTitle.Duration(seconds)} of sound ({shape}) in {duration} s: {times} times real time";
    }

    private static string Described(LevelNumbers numbers)
    {
        string shape = $"{NumberText.Count(numbers.Channels.Count, "channel")} × {NumberText.Count(numbers.Times.Length, "column")} × " +
            (numbers.Frequencies.Length == 1 ? "1 frequency" : string.Create(CultureInfo.InvariantCulture, $"{numbers.Frequencies.Length:#,0} frequencies"));
        if (numbers.Frequencies.Length == 0) return $"{shape}: no frequency of the spectrum lies between --low and --high";
        double[] times = numbers.Times, frequencies = numbers.Frequencies;
        double timeStep = times.Length > 1 ? times[1] - times[0] : 0, step = frequencies.Length > 1 ? frequencies[1] - frequencies[0] : 0;
        return string.Create(CultureInfo.InvariantCulture,
            $"dBFS of {shape}, from {times[0]:0.######} s by {timeStep:0.######} s, from {frequencies[0]:0.####} Hz by {step:0.####} Hz");
    }
}
