using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AudioIO.Samples.Colors;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>What can be typed, and what it means.</summary>
internal sealed class CommandLine
{
    private static readonly (string Word, WindowFunction Value)[] Windows =
    [
        ("hann", WindowFunction.Hann), ("hamming", WindowFunction.Hamming), ("blackman", WindowFunction.Blackman),
        ("blackman-harris", WindowFunction.BlackmanHarris), ("rectangular", WindowFunction.Rectangular),
    ];

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

    private readonly Option<string?> _csv = new Option<string?>("--csv")
    {
        Description = "Also write the levels as a table: a line per channel and column, a value in dBFS per frequency",
        HelpName = "file",
    }.NotEmpty();

    private readonly Option<string?> _npy = new Option<string?>("--npy")
    {
        Description = "Also write the levels as an array for numpy.load: channels × columns × frequencies in dBFS",
        HelpName = "file",
    }.NotEmpty();

    private readonly Option<string> _channel = new("--channel", "-c")
    {
        Description = "Channel to draw, counted from 0, or all of them, one below the other",
        HelpName = "n|all",
        DefaultValueFactory = _ => "0",
    };

    private readonly Option<TimeSpan?> _from = Parsers.Time("--from", "Where the picture begins: seconds, m:ss or h:mm:ss");

    private readonly Option<TimeSpan?> _to = Parsers.Time("--to", "Where the picture ends");

    private readonly Option<int> _fftSize = new Option<int>("--fft")
    {
        Description = "Samples per spectrum, a power of two from 64 to 131072",
        HelpName = "samples",
        DefaultValueFactory = _ => 2048,
    }.Between(64, 131_072);

    private readonly Option<double?> _low = Frequency("--low", "Lowest frequency of the picture [default: 0]");

    private readonly Option<double?> _high = Frequency("--high", "Highest frequency of the picture [default: half the sampling rate]");

    private readonly Option<bool> _log = new("--log") { Description = "Give every octave the same height" };

    private readonly Option<FilterBand?> _filter = new("--filter")
    {
        Description = "Filter the sound first: what is left between two frequencies in Hz, above one (300..) or below one (..8000)",
        HelpName = "low..high",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (FilterBand.TryParse(text, out FilterBand? band)) return band;
            result.AddError($"--filter: '{text}' is no band of frequencies; write low..high, low.. or ..high in Hz.");
            return null;
        },
    };

    private readonly Option<bool> _waveform = new("--waveform") { Description = "Draw the extent of the samples above each channel" };

    private readonly Option<TimeKind?> _time = new("--time")
    {
        Description = "Label times by the recorder's clock, or from the beginning of the recording [default: clock, where it is known]",
        HelpName = "clock|recording",
        CustomParser = result => Word(result, ("clock", (TimeKind?)TimeKind.Clock), ("recording", TimeKind.Recording)),
    };

    private readonly Option<bool> _gaps = new("--gaps")
    {
        Description = "Show the time in which nothing was recorded as blank columns, so that the axis of time is the recorder's clock",
    };

    private readonly Option<WindowFunction?> _window = new("--window")
    {
        Description = "What the samples of a spectrum are multiplied by [default: hann]",
        HelpName = string.Join('|', Windows.Select(window => window.Word)),
        CustomParser = result => Word(result, Windows),
    };

    private readonly Option<int> _padding = new Option<int>("--pad")
    {
        Description = "Fill each spectrum up with zeros to so many times its length: 1, 2, 4, 8 or 16. Finer steps, no finer resolution",
        HelpName = "times",
        DefaultValueFactory = _ => 1,
    }.Between(1, 16);

    private readonly Option<ColorMap?> _colors = new("--colormap")
    {
        Description = $"Colours of the levels [default: {ColorMap.All[0].Name}]",
        HelpName = string.Join('|', ColorMap.All.Select(map => map.Name)),
        CustomParser = result => Word(result, [.. ColorMap.All.Select(map => (map.Name, map))]),
    };

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
    /// <param name="run">Draws: the paths of the recording's files or none, where the results go, what to draw.</param>
    public RootCommand ToCommand(Action<IReadOnlyList<string>, OutputPaths, SpectrogramOptions> run)
    {
        PowerOfTwo(_fftSize, "the number of samples");
        PowerOfTwo(_padding, "the factor");
        _channel.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } text }] && text != "all" && !TryParseChannel(text, out _))
                result.AddError($"--channel: '{text}' is neither a number nor all.");
        });
        var command = new RootCommand("Draws the spectrogram of a recording of any length as a PNG picture.")
        {
            _recording, _picture, _csv, _npy, _channel, _from, _to, _time, _gaps, _low, _high, _log, _filter, _waveform, _fftSize, _overlap, _window,
            _padding, _max, _floor, _ceiling, _colors, _width, _height,
        };
        command.SetAction(parsed => run(
            parsed.GetValue(_recording) ?? [],
            new OutputPaths(parsed.GetValue(_picture), parsed.GetValue(_csv), parsed.GetValue(_npy)),
            OptionsOf(parsed)));
        return command;
    }

    private SpectrogramOptions OptionsOf(ParseResult parsed) => new()
    {
        FftSize = parsed.GetValue(_fftSize),
        Overlap = parsed.GetValue(_overlap) / 100,
        Channel = TryParseChannel(parsed.GetValue(_channel), out int channel) ? channel : null,
        From = parsed.GetValue(_from),
        To = parsed.GetValue(_to),
        Time = parsed.GetValue(_time),
        WithPauses = parsed.GetValue(_gaps),
        Low = parsed.GetValue(_low),
        High = parsed.GetValue(_high),
        LogFrequency = parsed.GetValue(_log),
        Filter = parsed.GetValue(_filter),
        WithWaveform = parsed.GetValue(_waveform),
        Window = parsed.GetValue(_window) ?? WindowFunction.Hann,
        Padding = parsed.GetValue(_padding),
        Colors = parsed.GetValue(_colors) ?? ColorMap.All[0],
        Floor = parsed.GetValue(_floor),
        Ceiling = parsed.GetValue(_ceiling),
        Width = parsed.GetValue(_width),
        Height = parsed.GetValue(_height),
        Rule = parsed.GetValue(_max) ? ColumnRule.Max : ColumnRule.Mean,
    };

    private static void PowerOfTwo(Option<int> option, string what) => option.Validators.Add(result =>
    {
        if (!result.Errors.Any() && !int.IsPow2(result.GetValueOrDefault<int>())) result.AddError($"{option.Name}: {what} must be a power of two.");
    });

    private static bool TryParseChannel(string? text, out int channel) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out channel);

    private static T? Word<T>(ArgumentResult result, params (string Word, T Value)[] choices)
    {
        string text = result.Tokens[0].Value;
        int index = Array.FindIndex(choices, choice => choice.Word == text);
        if (index >= 0) return choices[index].Value;
        string option = result.Parent is OptionResult { Option.Name: { } name } ? name : "";
        result.AddError($"{option}: '{text}' is none of {string.Join('|', choices.Select(choice => choice.Word))}.");
        return default;
    }

    // No recording has frequencies beyond: the fastest converters take some 10^10 samples per second.
    private static Option<double?> Frequency(string name, string description) =>
        new Option<double?>(name) { Description = description, HelpName = "Hz" }.Between(0, 1e10);

    private static Option<double?> Level(string name, string description) =>
        new Option<double?>(name) { Description = description, HelpName = "dB" }.Between(-1000, 1000);

    private static Option<int> Side(string name, string description, int usual, int least) =>
        new Option<int>(name) { Description = description, HelpName = "pixels", DefaultValueFactory = _ => usual }
            .Between(least, PictureLayout.LargestSide);
}
