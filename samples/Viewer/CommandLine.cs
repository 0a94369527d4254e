using System.CommandLine;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Viewer;

/// <summary>What can be typed, and what it means.</summary>
internal sealed class CommandLine
{
    private readonly Argument<string[]> _recording = new Argument<string[]>("recording")
    {
        Description = "The recording to show; several files are shown as one. Without any, ten minutes of demo sound.",
        Arity = ArgumentArity.ZeroOrMore,
    }.Paths();

    private readonly Option<string?> _labels = new Option<string?>("--labels", "-l")
    {
        Description = "Labels to show and to change: .selections.txt (Raven), .csv or .txt (Audacity). Made if it does not exist; written at every change",
        HelpName = "file",
    }.NotEmpty();

    private readonly Option<FileOrder?> _order = Parsers.Choice(
        "--order", "In which order several files make up the recording",
        ("given", FileOrder.AsGiven), ("time", FileOrder.StartTime), ("name", FileOrder.Name));

    private readonly Option<string?> _cache = new Option<string?>("--cache")
    {
        Description = "Folder that keeps overviews and coarse spectrograms, some 5 % of the samples, so that they are there the next time [default: AudioIO/overviews in the user's folder for programs]",
        HelpName = "folder",
    }.NotEmpty();

    private readonly Option<int> _port = new Option<int>("--port", "-p")
    {
        Description = "TCP port, 0 for any that is free",
        HelpName = "number",
    }.Between(0, 65_535);

    private readonly Option<bool> _remote = new("--allow-remote")
    {
        Description = "Let other computers in: whoever reaches this one and has the address hears the recording and can change its labels. Nothing is encrypted",
    };

    private static string DefaultCache => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "AudioIO", "overviews");

    /// <summary>Builds the command.</summary>
    /// <param name="run">Shows the recording and returns the exit code.</param>
    public RootCommand ToCommand(Func<ViewerOptions, int> run)
    {
        var command = new RootCommand("Shows a recording in the browser: overview, waveform, spectrogram, playback, labels.")
        {
            _recording, _labels, _order, _cache, _port, _remote,
        };
        command.SetAction(parsed => run(new ViewerOptions
        {
            Paths = parsed.GetValue(_recording) ?? [],
            Labels = parsed.GetValue(_labels),
            Order = parsed.GetValue(_order) ?? FileOrder.AsGiven,
            Cache = parsed.GetValue(_cache) ?? DefaultCache,
            Port = parsed.GetValue(_port),
            AllowRemote = parsed.GetValue(_remote),
        }));
        return command;
    }
}
