using System.CommandLine;
using AudioIO.Samples.Spectrogram.Demo;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>The command line: draws the spectrogram of a recording, or of a demo that it makes first.</summary>
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
        var recording = new Argument<string?>("recording")
        {
            Description = "The recording to draw. Without one, ten minutes of demo sound are made first.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var picture = new Option<string?>("--output", "-o") { Description = "The PNG file to write [default: the recording's name, here]", HelpName = "file" };
        var channel = new Option<int>("--channel", "-c") { Description = "Channel to draw, counted from 0", HelpName = "n" };
        Option<TimeSpan?> from = Parsers.Time("--from", "Where the picture begins: seconds, m:ss or h:mm:ss");
        Option<TimeSpan?> to = Parsers.Time("--to", "Where the picture ends");
        Option<int> fftSize = new Option<int>("--fft")
        {
            Description = "Samples per spectrum, a power of two from 64 to 131072",
            HelpName = "samples",
            DefaultValueFactory = _ => 2048,
        }.Between(64, 131_072);
        fftSize.Validators.Add(result =>
        {
            if (!result.Errors.Any() && !int.IsPow2(result.GetValueOrDefault<int>())) result.AddError("--fft: the number of samples must be a power of two.");
        });
        Option<double?> overlap = new Option<double?>("--overlap")
        {
            Description = "Percentage of a spectrum's samples that the next one shares [default: 50, more where the picture has room]",
            HelpName = "percent",
        }.Between(0, 99.9);
        Option<double?> floor = new Option<double?>("--floor") { Description = "Level of the darkest colour in dBFS [default: from the sound]", HelpName = "dB" }
            .Between(-1000, 1000);
        Option<double?> ceiling = new Option<double?>("--ceiling") { Description = "Level of the brightest colour in dBFS [default: from the sound]", HelpName = "dB" }
            .Between(-1000, 1000);
        var max = new Option<bool>("--max") { Description = "Show the strongest of the spectra in a column, not their mean: finds single clicks in hours" };
        Option<int> width = new Option<int>("--width") { Description = "Width of the picture", HelpName = "pixels", DefaultValueFactory = _ => 1600 }
            .Between(PictureLayout.LeastWidth, PictureLayout.LargestSide);
        Option<int> height = new Option<int>("--height") { Description = "Height of the picture", HelpName = "pixels", DefaultValueFactory = _ => 900 }
            .Between(PictureLayout.LeastHeight, PictureLayout.LargestSide);

        var command = new RootCommand("Draws the spectrogram of a recording of any length as a PNG picture.")
        {
            recording, picture, channel, from, to, fftSize, overlap, floor, ceiling, max, width, height,
        };
        command.SetAction(parsed =>
        {
            var options = new SpectrogramOptions
            {
                FftSize = parsed.GetValue(fftSize),
                Overlap = parsed.GetValue(overlap) / 100,
                Channel = parsed.GetValue(channel),
                From = parsed.GetValue(from),
                To = parsed.GetValue(to),
                Floor = parsed.GetValue(floor),
                Ceiling = parsed.GetValue(ceiling),
                Width = parsed.GetValue(width),
                Height = parsed.GetValue(height),
                Rule = parsed.GetValue(max) ? ColumnRule.Max : ColumnRule.Mean,
            };
            var job = new SpectrogramJob(output);
            string path = parsed.GetValue(recording) ?? job.MakeDemo(DemoRecording.DefaultPath, DemoRecording.FullLength);
            job.Draw(path, parsed.GetValue(picture) ?? Path.GetFileNameWithoutExtension(path) + ".png", options);
        });
        return Application.Run(command, args, output, error);
    }
}
