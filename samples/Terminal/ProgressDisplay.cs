using Spectre.Console;

namespace AudioIO.Samples.Terminal;

/// <summary>Shows how far work has come: a live bar in a terminal, a line at every tenth elsewhere.</summary>
public static class ProgressDisplay
{
    /// <summary>Runs work and shows its progress.</summary>
    /// <param name="console">Where to show it.</param>
    /// <param name="what">What is being done.</param>
    /// <param name="work">The work; it reports the share that is done, 0 to 1.</param>
    public static T Run<T>(IAnsiConsole console, string what, Func<IProgress<double>, T> work)
    {
        if (!console.Profile.Capabilities.Interactive) return work(new Lines(console, what));
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new Bar(context.AddTask(Markup.Escape(what), maxValue: 1))));
    }

    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }

    private sealed class Lines(IAnsiConsole console, string what) : IProgress<double>
    {
        private int _tenths;

        public void Report(double value)
        {
            int tenths = (int)(10 * value);
            if (tenths <= _tenths) return;
            _tenths = tenths;
            console.WriteLine($"{what}: {10 * tenths} %");
        }
    }
}
