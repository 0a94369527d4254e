using System.Numerics;
using AudioIO.Overviews;

namespace AudioIO;

/// <summary>Overviews of signals: what is needed to draw any range of any length at once.</summary>
public static class OverviewSignals
{
    /// <summary>
    /// The overview of a signal. Nothing is computed yet: what <paramref name="store"/> has is there at once, the rest after
    /// <see cref="Overview{T}.Build"/>; meanwhile every view is answered all the same, and says how.
    /// </summary>
    /// <param name="signal">Signal of frames × channels; it stays open for as long as its overview is.</param>
    /// <param name="store">Where the overview is kept; in memory alone when not given.</param>
    /// <exception cref="ArgumentException">The signal has further dimensions.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Overview<T> Overview<T>(this Signal<T> signal, OverviewStore? store = null)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        return new Overview<T>(signal, store ?? OverviewStore.Memory);
    }

    /// <summary>The levels of a spectrogram: mean and largest powers of 2, 4, 8 … of its columns.</summary>
    /// <param name="spectrogram">The spectrogram; it stays open for as long as its levels are.</param>
    /// <param name="store">
    /// Where coarse levels are kept; nowhere when not given: every column is computed from those below it. Beside a recording, or in a folder,
    /// each file has its own; what was filtered before needs <see cref="OverviewStore.File"/>, or is in memory.
    /// </param>
    /// <param name="keptFrom">
    /// The finest level that is kept, 1 to 20. A kept column takes 8 bytes for every channel and frequency, all coarser ones together as much
    /// again.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such level, or its columns are too large.</exception>
    /// <exception cref="ObjectDisposedException">The spectrogram is closed.</exception>
    public static SpectrogramLevels Levels(this SpectrogramSignal<float> spectrogram, OverviewStore? store = null, int keptFrom = 3)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        ArgumentOutOfRangeException.ThrowIfLessThan(keptFrom, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keptFrom, 20);
        if ((long)spectrogram.ValuesPerFrame << keptFrom > 1 << 28)
        {
            throw new ArgumentOutOfRangeException(nameof(keptFrom), keptFrom,
                $"2^{keptFrom} columns of {spectrogram.ValuesPerFrame} values are more than are computed at once: expected at most 2^28 values.");
        }
        return new SpectrogramLevels(spectrogram, store is null ? null : new ColumnParts(spectrogram, store, keptFrom));
    }
}
