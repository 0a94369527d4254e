using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace AudioIO.Samples.Terminal;

/// <summary>Runs a program's command line: whatever the user can mend is one line on the error stream and exit code 1.</summary>
public static class Application
{
    /// <summary>Parses the arguments and runs the command's action.</summary>
    /// <param name="command">The program's command.</param>
    /// <param name="args">What the user typed.</param>
    /// <param name="output">Where help goes.</param>
    /// <param name="error">Where the one line goes that says what went wrong.</param>
    /// <returns>The exit code: that of the action, or 1 after a failure that was reported.</returns>
    public static int Run(RootCommand command, string[] args, TextWriter output, TextWriter error)
    {
        ParseResult parsed = command.Parse(args);
        bool isHelp = parsed.Action is HelpAction;
        if (!isHelp && parsed.Errors.Count > 0)
        {
            // Of one option's errors the last one: ours, in plainer words than that of the parser before it.
            SymbolResult? first = parsed.Errors[0].SymbolResult;
            return Fail(error, parsed.Errors.Last(e => e.SymbolResult == first).Message);
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (IsMendable(e))
        {
            return Fail(error, e.Message);
        }
    }

    /// <summary>Runs a program without options: all that can be wrong is its recordings, and how it was called.</summary>
    /// <param name="action">What the program does.</param>
    /// <param name="error">Where the one line goes that says what went wrong.</param>
    /// <returns>The exit code: 0, or 1 after a failure that was reported.</returns>
    public static int Run(Action action, TextWriter error)
    {
        try
        {
            action();
            return 0;
        }
        // What is asked of a recording may be out of its range, as a frequency is above half its rate.
        catch (Exception e) when (IsMendable(e) || e is ArgumentException)
        {
            return Fail(error, e.Message);
        }
    }

    private static bool IsMendable(Exception e) => e is UsageException or AudioFormatException or IOException or UnauthorizedAccessException;

    private static int Fail(TextWriter error, string message)
    {
        error.WriteLine($"Error: {message.ReplaceLineEndings(" ")}");
        return 1;
    }
}
