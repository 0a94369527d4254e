using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>Which piece a task is for, as the scheduler that started it says.</summary>
internal static class ArrayIndex
{
    /// <summary>Slurm, Kubernetes (indexed jobs), PBS, AWS Batch.</summary>
    public static readonly string[] Variables = ["SLURM_ARRAY_TASK_ID", "JOB_COMPLETION_INDEX", "PBS_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_INDEX"];

    /// <summary>The index of this task.</summary>
    /// <param name="environment">Gives the value of a variable; null where there is none.</param>
    /// <exception cref="UsageException">Nobody says, or two schedulers say different ones, or what is said is no number.</exception>
    public static int Of(Func<string, string?> environment)
    {
        (string Name, string Text)[] said =
            [.. Variables.Select(name => (Name: name, Text: environment(name) ?? "")).Where(variable => variable.Text.Length > 0)];
        if (said.Length == 0)
            throw new UsageException($"Which piece? Give its number, or run it as one of an array of jobs ({string.Join(", ", Variables)}).");
        if (said.Select(variable => variable.Text).Distinct().Count() > 1)
        {
            string texts = string.Join(" and ", said.Select(variable => $"{variable.Name} is {variable.Text}"));
            throw new UsageException($"Which piece? {texts}: give its number.");
        }
        return int.TryParse(said[0].Text, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? index
            : throw new UsageException($"{said[0].Name}: '{said[0].Text}' is no number of a piece.");
    }
}
