using System.CommandLine;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>What can be typed, and what it means.</summary>
internal sealed class CommandLine
{
    private readonly Argument<string[]> _recording = new Argument<string[]>("recording")
    {
        Description = "The recording to draw; several files are read as one. Without any, ten minutes of demo sound are made first.",
        Arity = ArgumentArity.ZeroOrMore,
    }.Paths();

    private readonly Option<string?> _picture = new Option<string?>("--output", "-o")
    {
        Description = "The PNG file to write, - for the standard output [default: the recording's name, here]",
        HelpName = "file",
    }.NotEmpty();

    private readonly Option<int> _channel = new("--channel", "-c")
    {
        Description = "Channel to draw, counted from 0",
        HelpName = "n",
    };

    private readonly Option<TimeSpan?> _from = Parsers.Time("--from", "Where the picture begins: seconds, m:ss or h:mm:ss");

    private readonly Option<TimeSpan?> _to = Parsers.Time("--to", "Where the picture ends");

    private readonly Option<int> _fftSize = new Option<int>("--fft")
    {
        Description = "Samples per spectrum, a power of two from 64 to 131072",
        HelpName = "samples",
        DefaultValueFactory = _ => 2048,
    }.Between(64, 131_072);

    private readonly Option<double?> _overlap = new Option<double?>("--overlap")
    {
        Description = "Percentage of a spectrum's samples that the next one shares [default: 50, more where the picture has room]",
        HelpName = "percent",
    }.Between(0, 99.9);

    private readonly Option<double?> _floor = Level("--floor", "Level of the darkest colour in dBFS [default: from the sound]");

    private readonly Option<double?> _ceiling = Level("--ceiling", "Level of the brightest colour in dBFS [default: from the sound]");

    private readonly Option<bool> _max = new("--max")
    {
        Description = "Show the strongest of the spectra in a column, not their mean: finds single clicks in hours",
    };

    private readonly Option<int> _width = Side("--width", "Width of the picture", 1600, PictureLayout.LeastWidth);

    private readonly Option<int> _height = Side("--height", "Height of the picture", 900, PictureLayout.LeastHeight);

    /// <summary>Builds the command.</summary>
    /// <param name="run">Draws: the paths of the recording's files or none, the picture's path or null, what to draw.</param>
    public RootCommand ToCommand(Action<IReadOnlyList<string>, string?, SpectrogramOptions> run)
    {
        _fftSize.Validators.Add(result =>
        {
            if (!result.Errors.Any() && !int.IsPow2(result.GetValueOrDefault<int>()))
                result.AddError("--fft: the number of samples must be a power of two.");
        });
        var command = new RootCommand("Draws the spectrogram of a recording of any length as a PNG picture.")
        {
            _recording, _picture, _channel, _from, _to, _fftSize, _overlap, _floor, _ceiling, _max, _width, _height,
        };
        command.SetAction(parsed => run(parsed.GetValue(_recording) ?? [], parsed.GetValue(_picture), OptionsOf(parsed)));
        return command;
    }

    private SpectrogramOptions OptionsOf(ParseResult parsed) => new()
    {
        FftSize = parsed.GetValue(_fftSize),
        Overlap = parsed.GetValue(_overlap) / 100,
        Channel = parsed.GetValue(_channel),
        From = parsed.GetValue(_from),
        To = parsed.GetValue(_to),
        Floor = parsed.GetValue(_floor),
        Ceiling = parsed.GetValue(_ceiling),
        Width = parsed.GetValue(_width),
        Height = parsed.GetValue(_height),
        Rule = parsed.GetValue(_max) ? ColumnRule.Max : ColumnRule.Mean,
    };

    private static Option<double?> Level(string name, string description) =>
        new Option<double?>(name) { Description = description, HelpName = "dB" }.Between(-1000, 1000);

    private static Option<int> Side(string name, string description, int usual, int least) =>
        new Option<int>(name) { Description = description, HelpName = "pixels", DefaultValueFactory = _ => usual }
            .Between(least, PictureLayout.LargestSide);
}
