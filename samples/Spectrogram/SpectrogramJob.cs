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

    /// <summary>Draws the spectrogram.</summary>
    /// <param name="recordings">Path of the recording, or of several files that are read as one.</param>
    /// <param name="picture">Path of the PNG file.</param>
    /// <param name="options">What to draw and how.</param>
    public void Draw(IReadOnlyList<string> recordings, string picture, SpectrogramOptions options)
    {
        using AudioLoader<float> data = recordings is [string path] ? AudioLoader.Open(path) : AudioLoader.Open(recordings);
        if (options.Channel < 0 || options.Channel >= data.Channels)
        {
            throw new UsageException($"--channel {options.Channel} does not exist: the recording has " +
                $"{NumberText.Count(data.Channels, "channel")}, counted from 0.");
        }
        if (options is { Floor: { } floor, Ceiling: { } ceiling } && floor >= ceiling)
            throw new UsageException("--ceiling must lie above --floor.");

        // Before hours of sound are read, it is known that the picture can be written.
        using PictureFile file = PictureFile.Open(picture);
        var layout = new PictureLayout(options.Width, options.Height);
        AnalysisPlan plan = AnalysisPlan.Create(options, data.Rate, data.Frames, layout.Plot.Width);
        var watch = Stopwatch.StartNew();
        LevelMap map = ProgressDisplay.Run(_console, "Reading", progress =>
            SpectrogramAnalysis.Compute(data, plan, options, layout.Plot.Height, progress));
        TimeSpan elapsed = watch.Elapsed;

        int mostTimes = SpectrogramPicture.MostTicks(layout.Plot.Width, 110 * layout.Scale);
        int mostFrequencies = SpectrogramPicture.MostTicks(layout.Plot.Height, 48 * layout.Scale);
        Axis time = Axis.Time(plan.From / data.Rate, plan.To / data.Rate, mostTimes);
        Axis frequency = Axis.Frequency(data.Rate, mostFrequencies);
        LevelRange range = LevelRange.Choose(map.Levels, options.Floor, options.Ceiling);
        SpectrogramPicture.Write(file, layout, map, range, RecordingTitle.Of(recordings, data, plan, options), time, frequency);

        if (data.Diagnostics.Count > 0)
            output.WriteLine($"Not all is as it should be: Inspect lists {NumberText.Count(data.Diagnostics.Count, "diagnostic")}");
        long frames = plan.ReadStop - plan.ReadStart;
        double seconds = frames / data.Rate;
        double speed = seconds / elapsed.TotalSeconds;
        string shape = $"{NumberText.Count(frames, "frame")}, {NumberText.Count(data.Channels, "channel")}";
        string duration = elapsed.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);
        string times = speed.ToString(speed < 10 ? "0.0#" : "#,0", CultureInfo.InvariantCulture);
        output.WriteLine($"Read {RecordingTitle.Duration(seconds)} of sound ({shape}) in {duration} s: {times} times real time");
        output.WriteLine($"Wrote {picture} ({options.Width} × {options.Height})");
    }
}
