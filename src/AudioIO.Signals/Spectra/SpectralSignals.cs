using System.Numerics;
using AudioIO.Spectra;

namespace AudioIO;

/// <summary>Spectrograms, and levels over time: signals of a lower rate, each frame of which is computed from some frames of another one.</summary>
public static class SpectralSignals
{
    /// <summary>The spectrogram of every channel: powers of columns × channels × frequencies.</summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="size">Frames of a column: 2 · 2^a · 3^b · 5^c, up to 2^26. There are size / 2 + 1 frequencies.</param>
    /// <param name="hop">Frames from one column to the next, from 1; half of <paramref name="size"/> when not given.</param>
    /// <param name="window">Window; <see cref="WindowFunction.Hann"/> when not given.</param>
    /// <param name="scaling">What the values mean.</param>
    /// <param name="alignment">Where columns lie.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <param name="paddedSize">
    /// Values of a transform, where there are more than <paramref name="size"/>: zeros follow the frames, so that there are
    /// <paramref name="paddedSize"/> / 2 + 1 frequencies, closer together; then <paramref name="size"/> may be any from 1.
    /// </param>
    /// <returns>A signal of rank 3, of ⌈n / hop⌉ columns for every stretch of n frames, with a rate of rate / hop.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no transform of such a size, the hop is below 1, or an option is none.
    /// </exception>
    /// <exception cref="ArgumentException">The signal has further dimensions.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static SpectrogramSignal<float> Spectrogram(
        this Signal<float> signal, int size, int? hop = null, WindowFunction? window = null,
        SpectrumScaling scaling = SpectrumScaling.Power, SpectrumAlignment alignment = SpectrumAlignment.Start,
        Breaks across = Breaks.Restart, int? paddedSize = null) => Create(signal, size, hop, window, scaling, alignment, across, paddedSize);

    /// <summary>The spectrogram of every channel, computed in double throughout: about twice the work of float.</summary>
    /// <inheritdoc cref="Spectrogram(Signal{float}, int, int?, WindowFunction?, SpectrumScaling, SpectrumAlignment, Breaks, int?)"/>
    public static SpectrogramSignal<double> Spectrogram(
        this Signal<double> signal, int size, int? hop = null, WindowFunction? window = null,
        SpectrumScaling scaling = SpectrumScaling.Power, SpectrumAlignment alignment = SpectrumAlignment.Start,
        Breaks across = Breaks.Restart, int? paddedSize = null) => Create(signal, size, hop, window, scaling, alignment, across, paddedSize);

    /// <summary>
    /// The root of the mean square over blocks: frame k is computed from the size frames that begin at k · hop, or as many of them as there
    /// are before the end of the stretch. There are ⌈n / hop⌉ frames for every stretch of n.
    /// </summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="hop">Frames from one block to the next, from 1; <paramref name="size"/> when not given.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <returns>A signal with a rate of rate / hop.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size or the hop is below 1.</exception>
    /// <exception cref="ArgumentException">The signal has further dimensions.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Rms<T>(this Signal<T> signal, int size, int? hop = null, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        int frames = hop ?? size;
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1, nameof(hop));
        return new RootMeanSquares<T>(signal, size, frames, across);
    }

    private static SpectrogramSignal<T> Create<T>(
        Signal<T> signal, int size, int? hop, WindowFunction? window, SpectrumScaling scaling, SpectrumAlignment alignment, Breaks across,
        int? paddedSize)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        SpectrumTransform.ThrowIfImpossible(size, paddedSize);
        int frames = hop ?? size / 2;
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1, nameof(hop));
        if (alignment is not (SpectrumAlignment.Start or SpectrumAlignment.Center))
            throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "Expected Start or Center.");
        double[] values = (window ?? WindowFunction.Hann).Values(size);
        SpectrumScale scale = SpectrumScale.Create(scaling, values, signal.Rate);
        var transform = new ColumnTransform<T>(values, scale, paddedSize: paddedSize);
        return new SpectrogramSignal<T>(signal, transform, frames, alignment, across)
        {
            Weights = [.. values, scale.Edge, scale.Inner, paddedSize ?? size],
        };
    }
}
