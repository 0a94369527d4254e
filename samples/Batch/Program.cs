using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>Computes levels and events of a corpus in pieces, on one machine or many.</summary>
internal static class Program
{
    public static int Main(string[] args) => Run(args, Console.Out, Console.Error, Environment.GetEnvironmentVariable);

    /// <summary>Runs the program.</summary>
    /// <param name="args">What the user typed.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where failures go, one line each.</param>
    /// <param name="environment">The variables of the environment.</param>
    /// <returns>0; 1 after a failure, or where pieces are missing.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, Func<string, string?> environment) =>
        Application.Run(new CommandLine(output, environment).ToCommand(), args, output, error);
}
