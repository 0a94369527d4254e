using Spectre.Console;

namespace AudioIO.Samples.Terminal;

/// <summary>A Spectre console on any writer: colours and live bars in a terminal, plain unwrapped text elsewhere.</summary>
public static class Screen
{
    /// <summary>Far wider than any line: text that goes to a file or another program must not be wrapped.</summary>
    private const int UnwrappedWidth = 1000;

    /// <summary>Opens the console.</summary>
    /// <param name="writer">Where the text goes; a terminal is recognised by being the process's own output.</param>
    public static IAnsiConsole On(TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        bool live = output.IsTerminal;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = live ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = live ? InteractionSupport.Detect : InteractionSupport.No,
            // Build servers would be given colours in their logs.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = live },
        });
        if (!live) console.Profile.Width = UnwrappedWidth;
        return console;
    }
}
