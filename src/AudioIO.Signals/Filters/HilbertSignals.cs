using System.Numerics;
using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Amplitude and phase of what oscillates, from the signal and its Hilbert transform, H: the signal with every frequency turned by −90°.
/// <para>
/// H is computed by a filter of finite response, so that a value is a function of its position and of the frames around it: 1.4 periods of the
/// lowest frequency on each side for an error of 10⁻⁴, 0.7 for 10⁻², 2.1 for 10⁻⁶. A transform over everything at once, as
/// <c>scipy.signal.hilbert</c> is, has no such bound: its values depend on the length of the recording, and its ends on each other. Between
/// the lowest frequency and half the rate less as much, both agree to the error; towards 0 Hz and half the rate, H x vanishes. Beyond the ends
/// of a stretch are zeros. What is not a number spoils the frames that are computed from it.
/// </para>
/// </summary>
public static class HilbertSignals
{
    private const double DefaultError = 1e-4;

    /// <summary>The signal with every frequency turned by −90°: sin for cos.</summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="lowest">
    /// Lowest frequency in Hz that is served, above 0, below a quarter of the rate; the highest one is half the rate less as much.
    /// </param>
    /// <param name="error">Largest error between both frequencies, relative to the amplitude: 10^−7 to 0.1.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frequency or the error is out of its range.</exception>
    /// <exception cref="ArgumentException">It needs more than 2^20 taps, or the signal has further dimensions.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> HilbertTransform<T>(
        this Signal<T> signal, double lowest, double error = DefaultError, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T> => Create(signal, lowest, error, AnalyticPart.Quadrature, across);

    /// <summary>
    /// The momentary amplitude, √(x² + (H x)²): of a steady sine its amplitude at every frame, without a low-pass that would blur it. It is of
    /// use for a narrow band; for what falls and rises slowly, <see cref="FilteredSignals.Envelope"/> costs less.
    /// </summary>
    /// <inheritdoc cref="HilbertTransform{T}"/>
    public static Signal<T> HilbertEnvelope<T>(
        this Signal<T> signal, double lowest, double error = DefaultError, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T> => Create(signal, lowest, error, AnalyticPart.Amplitude, across);

    /// <summary>
    /// The momentary phase, the angle of x + j · H x in radians, −π to π: 0 where a cosine has its crest. Its differences from frame to frame,
    /// modulo 2π, times rate / 2π are the momentary frequency.
    /// </summary>
    /// <inheritdoc cref="HilbertTransform{T}"/>
    public static Signal<T> HilbertPhase<T>(
        this Signal<T> signal, double lowest, double error = DefaultError, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T> => Create(signal, lowest, error, AnalyticPart.Phase, across);

    private static AnalyticSignal<T> Create<T>(Signal<T> signal, double lowest, double error, AnalyticPart part, Breaks across)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        return new AnalyticSignal<T>(signal, HilbertTransformer.Taps(lowest, error, signal.Rate), part, across);
    }
}
