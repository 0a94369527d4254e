using System.Diagnostics;
using System.Globalization;

namespace AudioIO.Fuzz;

/// <summary>A campaign of several processes, each with a seed of its own and all with one folder of inputs.</summary>
internal static class Processes
{
    /// <summary>Runs them until all are done, and sums what came of them.</summary>
    /// <param name="count">Number of processes.</param>
    /// <param name="seed">Seed of the first one.</param>
    /// <param name="arguments">What each is started with besides.</param>
    /// <returns>The sum; of a process that broke off, what it had come to in the minute before.</returns>
    public static Summary Run(int count, int seed, IReadOnlyList<string> arguments)
    {
        string[] summaries = [.. Enumerable.Range(seed, count).Select(each => Files.Scratch($"summary-{each}"))];
        Process[] processes = [.. summaries.Select((path, i) => Start(
            [.. arguments, "--seed", (seed + i).ToString(CultureInfo.InvariantCulture), "--summary", path]))];
        using var minute = new Timer(_ => Sum(summaries).Print(Console.Out), null, TimeSpan.FromMinutes(1.5), TimeSpan.FromMinutes(1));
        foreach (Process process in processes)
        {
            process.WaitForExit();
            if (process.ExitCode > 1) Console.Error.WriteLine($"Process {process.Id} ended with code {process.ExitCode}.");
            process.Dispose();
        }
        Summary sum = Sum(summaries);
        foreach (string path in summaries) File.Delete(path);
        return sum;
    }

    private static Process Start(IReadOnlyList<string> arguments) =>
        Process.Start(Environment.ProcessPath!, [.. Program(), .. arguments]);

    /// <summary>Run by <c>dotnet</c>, the first argument is the program.</summary>
    private static IEnumerable<string> Program() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

    private static Summary Sum(IEnumerable<string> paths) => Summary.Of([.. paths.Where(File.Exists).Select(Summary.Read)]);
}
