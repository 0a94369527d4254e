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

        RefuseToSpoil(picture);

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
        SpectrogramPicture.Write(picture, layout, map, range, RecordingTitle.Of(recordings, data, plan, options), time, frequency);

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

    /// <summary>Before hours of sound are read: the picture must find its folder, and must not take the place of a recording.</summary>
    private static void RefuseToSpoil(string picture)
    {
        if (Directory.Exists(picture)) throw new UsageException($"--output: {picture} is a folder.");
        string? folder = Path.GetDirectoryName(Path.GetFullPath(picture));
        if (!Directory.Exists(folder)) throw new UsageException($"--output: there is no folder {folder}");
        if (!File.Exists(picture)) return;

        // Not by its name: the recording itself could be called .png, or a link could lead to it.
        ReadOnlySpan<byte> signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
        Span<byte> start = stackalloc byte[signature.Length];
        using FileStream file = File.OpenRead(picture);
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!start[..count].SequenceEqual(signature))
            throw new UsageException($"--output: {picture} exists and is no PNG picture; it is left as it is.");
    }
}
