using System.Numerics;

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
    /// <exception cref="ObjectDisposedException">The spectrogram is closed.</exception>
    public static SpectrogramLevels Levels(this SpectrogramSignal spectrogram)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        return new SpectrogramLevels(spectrogram);
    }
}
