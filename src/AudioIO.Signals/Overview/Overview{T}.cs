using System.Numerics;
using AudioIO.Overviews;

namespace AudioIO;

/// <summary>
/// The overview of a signal: smallest and largest value and RMS of every channel in bins of 256 frames, 4096, 65 536 and so on, so that a view
/// of a second and of a day cost the same. It may be read by any number of threads, also while it is filled, and while the signal grows.
/// <para>
/// A view (<see cref="Read"/>) is exact: its bins are composed of the largest kept ones that lie within them, and at its two ends of samples.
/// What is not there yet is read from the signal where it is short; else it is an estimate and says so.
/// </para>
/// <para>
/// What is kept in files (<see cref="OverviewStore"/>) is a copy of what can be computed again. It is recognised by length, time and content
/// of its recording, every piece of it has a checksum, and it is appended to in order: a program that was killed at any moment goes on where
/// it was, and so does a recording that has grown. What does not fit is computed anew.
/// </para>
/// </summary>
/// <remarks>
/// A signal comes in, bins of a view go out. <c>OverviewParts</c> cuts the signal into what is kept by itself, <c>PartOverview</c> fills a part and
/// <c>PartStore</c> keeps it: in memory, or in a file of two headers and checked nodes (<c>SidecarStore</c>). <c>BinKernel</c> makes bins of samples.
/// <para>
/// The idea is the <c>Pyramid</c>: the levels of a stretch, written as nodes of 256 bins in the order in which they become full. Where a node
/// lies follows from its number (<c>PyramidShape</c>), nothing is ever moved or kept twice, the upper levels that a file lacks follow from the
/// lower ones, and a view of any level reads pieces of a few KiB. <c>ViewPlan</c> chooses the bins of a view, <c>BinComposer</c> composes them of
/// the largest kept ones that lie within.
/// </para>
/// <para>
/// The levels of a spectrogram (<see cref="SpectrogramLevels"/>) are kept in the same pyramids, with two columns to one.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// using Overview&lt;float&gt; overview = data.Signal.Overview(OverviewStore.Beside);
/// overview.Build();                                             // once; the next time it is there
/// OverviewBins&lt;float&gt; bins = overview.Read(0, data.Frames, maxBins: 1600);
/// for (int i = 0; i &lt; bins.Count; i++) DrawLine(i, bins.Min(i, 0), bins.Max(i, 0));
/// </code>
/// </example>
/// <typeparam name="T">Type of a sample: <c>float</c>, <c>double</c>, or integers.</typeparam>
public sealed partial class Overview<T> : IDisposable
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private readonly Lock _building = new();
    private readonly IDisposable _use;
    private readonly OverviewParts<T> _parts;
    private bool _isDisposed;

    internal Overview(Signal<T> signal, OverviewStore store)
    {
        _use = signal.Use();
        Signal = signal;
        _parts = new OverviewParts<T>(signal, store);
    }

    /// <summary>What it is the overview of.</summary>
    public Signal<T> Signal { get; }

    /// <summary>Up to which frame all is there, without a hole; it may be that more is.</summary>
    public long FilledTo
    {
        get
        {
            long filled = 0;
            foreach (PartOverview<T> part in Current.Parts)
            {
                filled = part.FilledTo();
                if (filled < part.Stretches[^1].Stop) break;
            }
            return filled;
        }
    }

    /// <summary>Whether all of the signal, as long as it is now, is there.</summary>
    public bool IsComplete => FilledTo == Signal.Frames;

    /// <summary>The parts that are kept by themselves, as those of the files of a recording, in their order: a picture of the moment.</summary>
    public IReadOnlyList<OverviewPart> Parts => [.. Current.Parts.Select(part => part.Describe())];

    private OverviewLayout<T> Current
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
            return _parts.Current;
        }
    }

    /// <summary>
    /// Fills what is not there yet, at the speed of reading the signal. It may be cancelled, fail or be killed at any time: what is done is
    /// kept. After the signal has grown (<see cref="Signal.Refresh"/>) it fills what was added. Of several callers one fills, the others wait.
    /// </summary>
    /// <param name="progress">Told up to which frame it has come, some times per second of work.</param>
    /// <param name="cancellationToken">Ends the filling with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="IOException">The signal cannot be read. (A store that cannot be written is no failure: <see cref="OverviewPart.Fault"/>.)</exception>
    /// <exception cref="ObjectDisposedException">The overview is disposed.</exception>
    public void Build(IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        lock (_building)
        {
            foreach (PartOverview<T> part in Current.Parts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                part.Fill(frame => progress?.Report(frame), cancellationToken);
            }
        }
    }

    /// <summary>As <see cref="Build"/>, on a thread of its own.</summary>
    /// <inheritdoc cref="Build"/>
    public Task BuildAsync(IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(
            () => Build(progress, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Ends the use of the signal and closes files. A filling that is under way must have ended before.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true)) return;
        _parts.Dispose();
        _use.Dispose();
    }
}
