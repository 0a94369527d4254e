using System.Runtime.ExceptionServices;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// From a signal to the levels of the picture, on all processors: each thread takes the next columns, reads their frames by position and
/// computes them. No frame is left out. What comes out does not depend on the number of threads.
/// </summary>
internal sealed class SpectrogramAnalysis
{
    private readonly ColumnUnits _units;
    private readonly IProgress<double> _progress;
    private readonly Lock _reporting = new();
    private ExceptionDispatchInfo? _failure;
    private int _next;
    private int _done;

    private SpectrogramAnalysis(ColumnUnits units, IProgress<double> progress) => (_units, _progress) = (units, progress);

    /// <summary>Computes the levels of the picture.</summary>
    /// <param name="signal">Frames × channels; several threads read it.</param>
    /// <param name="plan">What to read.</param>
    /// <param name="options">Window and rule of the columns, and what else is wanted.</param>
    /// <param name="scale">The frequencies of the picture.</param>
    /// <param name="channels">The channels to show.</param>
    /// <param name="rows">Rows of the picture.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <returns>What was found, channel by channel.</returns>
    public static ChannelLevels[] Compute(
        Signal<float> signal, AnalysisPlan plan, SpectrogramOptions options, FrequencyScale scale, int[] channels, int rows,
        IProgress<double> progress)
    {
        var transform = new SpectrumTransform(signal.Rate, plan.FftSize, options.Window, paddedSize: plan.PaddedSize);
        var frequencies = new FrequencyRows(transform.Bins, transform.Frequencies[1], scale, rows);
        ChannelLevels[] levels =
        [
            .. channels.Select(_ => new ChannelLevels(
                plan.Columns, frequencies, rows, options.WithSpectra ? transform.Bins : null, options.WithWaveform)),
        ];
        int threads = Environment.ProcessorCount;
        var units = new ColumnUnits(plan, threads);
        threads = Math.Min(threads, units.Count);
        var analysis = new SpectrogramAnalysis(units, progress);
        // The calling thread works, too.
        Task[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => Task.Run(() => analysis.Work(Worker())))];
        analysis.Work(Worker());
        Task.WaitAll(others);
        analysis._failure?.Throw();
        foreach (ChannelLevels channel in levels) channel.FillEmpty(plan.IsBlank);
        return levels;

        ColumnWorker Worker() => new(signal, plan, transform, options.Rule, channels, levels);
    }

    private void Work(ColumnWorker worker)
    {
        while (Volatile.Read(ref _failure) is null)
        {
            int unit = Interlocked.Increment(ref _next) - 1;
            if (unit >= _units.Count) return;
            try
            {
                worker.Run(_units[unit].First, _units[unit].Stop);
                Report();
            }
            // Whatever it is, it belongs to the caller, and the other threads stop.
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            }
        }
    }

    private void Report()
    {
        lock (_reporting) _progress.Report((double)++_done / _units.Count);
    }
}
