using System.Globalization;

namespace AudioIO.Samples.Batch;

/// <summary>A job script for <c>sbatch</c>: an array of tasks, one core each. Whatever is given to sbatch itself goes before what it says.</summary>
/// <param name="planPath">Full path of the plan.</param>
/// <param name="results">Full path of the folder of results.</param>
/// <param name="pieces">Number of pieces.</param>
internal sealed class SlurmScript(string planPath, string results, int pieces)
{
    /// <summary>The command that runs this program; null for the one that is running.</summary>
    public string? Program { get; init; }

    /// <summary>Largest number of tasks.</summary>
    public required int MaxTasks { get; init; }

    /// <summary>Longest time of a task.</summary>
    public required string Time { get; init; }

    /// <summary>Where the tasks write what they say.</summary>
    public string Logs => Path.Combine(results, "logs");

    public override string ToString()
    {
        int tasks = Math.Min(pieces, MaxTasks);
        string every = pieces > tasks ? string.Create(CultureInfo.InvariantCulture, $" --every {tasks}") : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            #!/bin/bash
            # {pieces} pieces. Submit it again to compute what is missing: pieces that are done end at once. What sbatch is given counts before
            # the lines below, as in: sbatch --partition=short --array=0-{Math.Max(0, tasks - 1)}%50 job.sh
            #SBATCH --job-name=audioio
            #SBATCH --array=0-{Math.Max(0, tasks - 1)}
            #SBATCH --ntasks=1
            #SBATCH --cpus-per-task=1
            #SBATCH --mem=1G
            #SBATCH --time={Time}
            #SBATCH --output="{Logs.Replace("%", "%%", StringComparison.Ordinal)}/%A_%a.log"
            #SBATCH --open-mode=append
            set -eu
            exec {Program ?? Self()} run {Quoted(planPath)} --results {Quoted(results)}{every}

            """).ReplaceLineEndings("\n");
    }

    /// <summary>How this program was started: by its own name, or by <c>dotnet</c>.</summary>
    private static string Self()
    {
        string process = Environment.ProcessPath ?? "dotnet";
        string library = Path.Combine(AppContext.BaseDirectory, "Batch.dll");
        bool isHost = Path.GetFileNameWithoutExtension(process) == "dotnet";
        return isHost ? $"{Quoted(process)} {Quoted(library)}" : Quoted(process);
    }

    /// <summary>As one word of a shell, whatever is in it.</summary>
    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
