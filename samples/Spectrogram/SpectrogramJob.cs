using System.Diagnostics;
using AudioIO.Samples.Spectrogram.Demo;
using AudioIO.Samples.Terminal;
using Spectre.Console;

namespace AudioIO.Samples.Spectrogram;

/// <summary>From the recording's path to the picture's, with a word on the console about each step.</summary>
internal sealed class SpectrogramJob(IAnsiConsole console)
{
    /// <summary>Writes the demo recording and says where it is.</summary>
    /// <param name="path">The WAV file.</param>
    /// <param name="length">How much of the demo to write.</param>
    /// <returns><paramref name="path"/>.</returns>
    public string MakeDemo(string path, TimeSpan length)
    {
        ProgressDisplay.Run(console, "Making a demo recording", progress =>
        {
            DemoRecording.Write(path, length, progress);
            return path;
        });
        console.WriteLine($"No recording was named: made {TimeText.Format(length.TotalSeconds)} of demo sound, {path} ({Quantity.Bytes(new FileInfo(path).Length)})");
        return path;
    }

    /// <summary>Draws the spectrogram.</summary>
    /// <param name="recording">Path of the recording.</param>
    /// <param name="picture">Path of the PNG file.</param>
    /// <param name="options">What to draw and how.</param>
    public void Draw(string recording, string picture, SpectrogramOptions options)
    {
        using AudioLoader<float> data = AudioLoader.Open(recording);
        if (options.Channel < 0 || options.Channel >= data.Channels)
        {
            throw new UsageException($"--channel {options.Channel} does not exist: the recording has " +
                $"{Quantity.Count(data.Channels, "channel")}, counted from 0.");
        }
        if (options is { Floor: { } floor, Ceiling: { } ceiling } && floor >= ceiling) throw new UsageException("--ceiling must lie above --floor.");

        var layout = new PictureLayout(options.Width, options.Height);
        AnalysisPlan plan = AnalysisPlan.Create(options, data.Rate, data.Frames, layout.Plot.Width);
        var watch = Stopwatch.StartNew();
        LevelMap map = ProgressDisplay.Run(console, "Reading", progress =>
            SpectrogramAnalysis.Compute(data, plan, options, layout.Plot.Height, progress));
        TimeSpan elapsed = watch.Elapsed;

        Axis time = Axis.Time(plan.From / data.Rate, plan.To / data.Rate, SpectrogramPicture.MostTicks(layout.Plot.Width, 110 * layout.Scale));
        Axis frequency = Axis.Frequency(data.Rate, SpectrogramPicture.MostTicks(layout.Plot.Height, 48 * layout.Scale));
        LevelRange range = LevelRange.Choose(map.Levels, options.Floor, options.Ceiling);
        SpectrogramPicture.Write(picture, layout, map, range, Title(recording, data, plan, options), time, frequency);

        double seconds = (plan.ReadStop - plan.ReadStart) / data.Rate;
        console.WriteLine(FormattableString.Invariant(
            $"Read {TimeText.Format(seconds)} of sound ({Quantity.Count(plan.ReadStop - plan.ReadStart, "frame")}, {Quantity.Count(data.Channels, "channel")}) in {elapsed.TotalSeconds:0.00} s: {seconds / elapsed.TotalSeconds:#,0} times real time"));
        console.WriteLine($"Wrote {picture} ({options.Width} × {options.Height})");
    }

    private static PictureTitle Title(string recording, AudioLoader<float> data, AnalysisPlan plan, SpectrogramOptions options)
    {
        string channels = Quantity.Count(data.Channels, "channel") + (data.Channels == 1 ? "" : $", channel {options.Channel} shown");
        string rule = options.Rule == ColumnRule.Mean ? "mean" : "maximum";
        double resolution = data.Rate / options.FftSize;
        return new PictureTitle(
            Path.GetFileName(recording),
            $"{Quantity.Rate(data.Rate)} · {channels} · {Quantity.Encoding(data.Info.Encoding, data.Info.BitsPerSample)} · {TimeText.Format(data.Frames / data.Rate, data.Frames / data.Rate < 60 ? 3 : 0)}",
            FormattableString.Invariant($"Hann, {options.FftSize} samples ({resolution:0.##} Hz), hop {plan.Hop}, {rule} power per column"));
    }
}
