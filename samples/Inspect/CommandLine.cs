using System.CommandLine;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Inspect;

/// <summary>What can be typed, and what it means.</summary>
internal sealed class CommandLine
{
    private readonly Argument<string[]> _recording = new Argument<string[]>("recording")
    {
        Description = "The recording to look at. Several files are read as one.",
        Arity = ArgumentArity.OneOrMore,
    }.Paths();

    private readonly Option<FileOrder?> _order = Parsers.Choice(
        "--order", "In which order several files make up the recording",
        ("given", FileOrder.AsGiven), ("time", FileOrder.StartTime), ("name", FileOrder.Name));

    private readonly Option<JoinPolicy?> _policy = Parsers.Choice(
        "--policy", "What is accepted of several files: 'report' gaps between them, 'strict' none, 'force' leaves out what does not fit",
        ("report", JoinPolicy.Report), ("strict", JoinPolicy.Strict), ("force", JoinPolicy.Force));

    private readonly Option<TimeSpan?> _at = Parsers.Time("--at", "Also print the samples around this time: seconds, m:ss or h:mm:ss");

    private readonly Option<int> _count = new Option<int>("--count")
    {
        Description = "How many frames to print with --at",
        HelpName = "frames",
        DefaultValueFactory = _ => 8,
    }.Between(1, 100_000);

    private readonly Option<bool> _chunks = new("--chunks") { Description = "Also list the chunks or metadata blocks of every file" };

    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Decode FLAC files from end to end and compare them with their checksums; exit code 1 where one is not sound. Other files hold none",
    };

    private readonly Option<Excerpt?> _export = new("--export")
    {
        Description = "Write this range into a WAV file, with all that is known of it: times (1:20..1:23.5) or frames (4000f..8000f)",
        HelpName = "from..to> <file.wav",
        Arity = new ArgumentArity(2, 2),
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            (string range, string path) = (result.Tokens[0].Value, result.Tokens[1].Value);
            if (string.IsNullOrWhiteSpace(path)) result.AddError("--export: the path is empty.");
            else if (Excerpt.TryParse(range, path) is { } excerpt) return excerpt;
            else result.AddError($"--export: '{range}' is no range; write times (1:20..1:23.5), frames (4000f..8000f), or one side alone.");
            return null;
        },
    };

    private readonly Option<string?> _labels = new Option<string?>("--labels")
    {
        Description = "Also list the labels of this file: selection table of Raven, labels of Audacity, or CSV",
        HelpName = "file",
    }.NotEmpty();

    private readonly Option<string?> _output = new Option<string?>("--output", "-o")
    {
        Description = "Write the labels of --labels, or the markers of the recording, as .csv, .selections.txt (Raven) or .txt (Audacity)",
        HelpName = "file",
    }.NotEmpty();

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON for other programs" };

    /// <summary>Builds the command.</summary>
    /// <param name="run">Prints what is wanted and returns the exit code.</param>
    public RootCommand ToCommand(Func<InspectOptions, int> run)
    {
        var command = new RootCommand("Prints everything that is known about a recording.")
        {
            _recording, _order, _policy, _at, _count, _chunks, _verify, _export, _labels, _output, _json,
        };
        command.SetAction(parsed => run(OptionsOf(parsed)));
        return command;
    }

    private InspectOptions OptionsOf(ParseResult parsed) => new()
    {
        Paths = parsed.GetRequiredValue(_recording),
        Order = parsed.GetValue(_order) ?? FileOrder.AsGiven,
        Policy = parsed.GetValue(_policy) ?? JoinPolicy.Report,
        At = parsed.GetValue(_at),
        Count = parsed.GetValue(_count),
        Chunks = parsed.GetValue(_chunks),
        Verify = parsed.GetValue(_verify),
        Export = parsed.GetValue(_export),
        Labels = parsed.GetValue(_labels),
        LabelOutput = parsed.GetValue(_output),
        Json = parsed.GetValue(_json),
    };
}
