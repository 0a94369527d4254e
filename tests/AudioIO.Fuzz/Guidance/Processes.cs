using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace AudioIO.Fuzz;

/// <summary>A campaign of several processes, each with a seed of its own and all with one folder of inputs.</summary>
internal static class Processes
{
    /// <summary>
    /// Runs them until all are done, and sums what came of them. In the place of one that broke off, for an input that hangs, another one goes on with
    /// another seed.
    /// </summary>
    /// <param name="count">Number of processes.</param>
    /// <param name="seed">Seed of the first one.</param>
    /// <param name="time">How long.</param>
    /// <param name="arguments">What each is started with besides.</param>
    /// <returns>The sum, of a process that broke off what it had come to in the minute before; and how many broke off.</returns>
    public static (Summary Sum, int Broken) Run(int count, int seed, TimeSpan time, IReadOnlyList<string> arguments)
    {
        ConcurrentBag<string> summaries = [];
        var clock = Stopwatch.StartNew();
        int broken = 0;
        using (new Timer(_ => Sum(summaries).Print(Console.Out), null, TimeSpan.FromMinutes(1.5), TimeSpan.FromMinutes(1)))
        {
            Task.WaitAll([.. Enumerable.Range(seed, count).Select(first => Task.Factory.StartNew(() => RunOne(first), TaskCreationOptions.LongRunning))]);
        }
        Summary sum = Sum(summaries);
        foreach (string path in summaries) File.Delete(path);
        return (sum, broken);

        void RunOne(int first)
        {
            // The inputs to begin with take their time, too.
            for (int own = first; own == first || time - clock.Elapsed > TimeSpan.FromMinutes(1); own += count)
            {
                string path = Files.Scratch($"summary-{own}");
                summaries.Add(path);
                using Process process = Start(
                [
                    .. arguments, "--seed", Text(own), "--summary", path, "--seconds", Text((int)Math.Ceiling((time - (own == first ? TimeSpan.Zero : clock.Elapsed)).TotalSeconds)),
                ]);
                process.WaitForExit();
                if (process.ExitCode <= 1) return;
                Interlocked.Increment(ref broken);
                Console.Error.WriteLine($"Process {process.Id} ended with code {process.ExitCode}.");
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Process Start(IReadOnlyList<string> arguments) =>
        Process.Start(Environment.ProcessPath!, [.. Program(), .. arguments]);

    /// <summary>Run by <c>dotnet</c>, the first argument is the program.</summary>
    private static IEnumerable<string> Program() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];

    private static Summary Sum(IEnumerable<string> paths) => Summary.Of([.. paths.Where(File.Exists).Select(Summary.Read)]);
}
