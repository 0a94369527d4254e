using System.CommandLine;
using System.CommandLine.Parsing;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>The options of a plan.</summary>
internal sealed class PlanCommandLine
{
    private readonly Argument<string[]> _recordings = new Argument<string[]>("recordings")
    {
        Description = "Folders, with all folders in them, and files: WAV and FLAC of one rate and one number of channels",
        Arity = ArgumentArity.OneOrMore,
    }.Paths();

    private readonly Option<string> _output = new Option<string>("--output", "-o")
    {
        Description = "The plan to write, best beside the corpus",
        HelpName = "file",
        DefaultValueFactory = _ => "plan.json",
    }.NotEmpty();

    private readonly Option<int> _minutes = new Option<int>("--minutes")
    {
        Description = "Minutes of sound of a piece",
        HelpName = "minutes",
        DefaultValueFactory = _ => 360,
    }.Between(1, 10_000_000);

    private readonly Option<string?> _zone = new("--zone")
    {
        Description = "Zone of the recorders' clock where files name none, as Europe/Berlin",
        HelpName = "zone",
    };

    private readonly Option<bool> _force = new("--force") { Description = "Leave out files that cannot be read or do not fit, and list them" };

    private readonly Option<bool> _silence = new("--silence-damage")
    {
        Description = "Damaged frames count as silence, and are counted in the table, instead of failing the piece",
    };

    private readonly Option<int> _size = new Option<int>("--size")
    {
        Description = "Frames of a spectrum",
        HelpName = "frames",
        DefaultValueFactory = _ => 2048,
    }.Between(64, 1 << 20);

    private readonly Option<FrequencyBand[]> _bands = new("--band")
    {
        Description = "A band that has levels, in Hz; may be given often [default: everything, and the octaves from 62.5 Hz]",
        HelpName = "low-high",
        CustomParser = result => [.. result.Tokens.Select(token => Band(token.Value, result))],
    };

    private readonly Option<FrequencyBand?> _events = new("--events")
    {
        Description = "The band in which events are looked for, in Hz [default: everything]",
        HelpName = "low-high",
        CustomParser = result => Band(result.Tokens[0].Value, result),
    };

    private readonly Option<double> _threshold = new Option<double>("--threshold")
    {
        Description = "Lowest level of an event, in dB re a full-scale sine",
        HelpName = "dB",
        DefaultValueFactory = _ => -40,
    }.Between(Level.FloorDb + 1, 20);

    private readonly Option<double> _pause = new Option<double>("--pause")
    {
        Description = "Longest pause within an event, in seconds",
        HelpName = "seconds",
        DefaultValueFactory = _ => 0.1,
    }.Between(0, 3600);

    private readonly Option<double> _longest = new Option<double>("--longest")
    {
        Description = "Longest event, in seconds; one that goes on is cut, and marked",
        HelpName = "seconds",
        DefaultValueFactory = _ => 10,
    }.Between(0, 3600);

    /// <summary>Builds the command.</summary>
    public Command ToCommand() => new("plan", "Looks at every file of a corpus once, and cuts it into pieces.")
    {
        _recordings, _output, _minutes, _zone, _force, _silence, _size, _bands, _events, _threshold, _pause, _longest,
    };

    /// <summary>What was typed.</summary>
    /// <exception cref="UsageException">There is no such zone.</exception>
    public PlanRequest RequestOf(ParseResult parsed) => new()
    {
        Recordings = parsed.GetRequiredValue(_recordings),
        Output = parsed.GetRequiredValue(_output),
        Minutes = parsed.GetRequiredValue(_minutes),
        Zone = Zone(parsed.GetValue(_zone)),
        Force = parsed.GetValue(_force),
        SilencesDamage = parsed.GetValue(_silence),
        Size = parsed.GetRequiredValue(_size),
        Bands = parsed.GetValue(_bands) ?? [],
        EventBand = parsed.GetValue(_events),
        ThresholdDb = parsed.GetRequiredValue(_threshold),
        PauseSeconds = parsed.GetRequiredValue(_pause),
        LongestSeconds = parsed.GetRequiredValue(_longest),
    };

    private static FrequencyBand Band(string text, ArgumentResult result)
    {
        if (FrequencyBand.TryParse(text) is { } band) return band;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name}: '{text}' is no band; write Hz from lower to higher, as 2000-8000.");
        return default;
    }

    private static TimeZoneInfo? Zone(string? name)
    {
        if (name is null) return null;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) ? zone : throw new UsageException($"--zone: there is no zone '{name}'.");
    }
}
