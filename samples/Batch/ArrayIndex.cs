using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>Which piece a task is for, as the scheduler that started it says.</summary>
internal static class ArrayIndex
{
    /// <summary>Grid Engine gives a job that is no array this number.</summary>
    private const string NoArray = "undefined";

    /// <summary>
    /// The variables, and the number of the first task. Slurm and PBS count as the range says that is submitted, Kubernetes (indexed jobs) and AWS
    /// Batch from 0; Grid Engine takes no 0.
    /// </summary>
    private static readonly (string Name, int First)[] Schedulers =
    [
        ("SLURM_ARRAY_TASK_ID", 0), ("JOB_COMPLETION_INDEX", 0), ("PBS_ARRAY_INDEX", 0), ("AWS_BATCH_JOB_ARRAY_INDEX", 0), ("SGE_TASK_ID", 1),
    ];

    /// <summary>Where schedulers say it.</summary>
    public static IEnumerable<string> Variables => Schedulers.Select(scheduler => scheduler.Name);

    /// <summary>The index of this task, from 0.</summary>
    /// <param name="environment">Gives the value of a variable; null where there is none.</param>
    /// <exception cref="UsageException">Nobody says, or two schedulers say different ones, or what is said is no number.</exception>
    public static int Of(Func<string, string?> environment)
    {
        (string Name, string Text, int Index)[] said =
        [
            .. Schedulers.Select(scheduler => (scheduler.Name, Text: environment(scheduler.Name) ?? "", scheduler.First))
                .Where(scheduler => scheduler.Text.Length > 0 && scheduler.Text != NoArray)
                .Select(scheduler => (scheduler.Name, scheduler.Text, IndexOf(scheduler.Name, scheduler.Text, scheduler.First))),
        ];
        if (said.Length == 0)
            throw new UsageException($"Which piece? Give its number, or run it as one of an array of jobs ({string.Join(", ", Variables)}).");
        if (said.Select(variable => variable.Index).Distinct().Count() > 1)
        {
            string texts = string.Join(" and ", said.Select(variable => $"{variable.Name} is {variable.Text}"));
            throw new UsageException($"Which piece? {texts}: give its number.");
        }
        return said[0].Index;
    }

    private static int IndexOf(string name, string text, int first) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= first
            ? number - first
            : throw new UsageException($"{name}: '{text}' is no number of a piece.");
}
