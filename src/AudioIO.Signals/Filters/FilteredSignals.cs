using System.Numerics;
using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Filtered and resampled signals. A value does not depend on what else is read, or how: every frame has the same bits in every window. Sums
/// and states are double and rounded once.
/// <para>
/// Recursive filters are computed in tiles, counted from the beginning of each stretch without a break: from the smallest power of two that
/// is 8 M or more, at least 16 384 frames (fewer, down to M, where many channels would make a tile of more than 2^23 values). M is
/// <see cref="IirFilter.SettlingFrames"/>, the number of frames after which the slowest pole has decayed to the tolerance. A frame far from
/// those read before costs the reading of a tile and its margin: M frames before it, and as many behind it if the phase is zero.
/// </para>
/// <para>
/// A tile of less than five channels is made of up to eight parts, each of them M frames or more, that settle one by one side by side. A value
/// that is not a number spoils the parts, or tiles, that it lies in or within M frames of, and nothing else: from itself to the end of them, or
/// all of them if the phase is zero.
/// </para>
/// <para>
/// Filters of finite response and resampling need no tiles: a frame costs as many frames as the filter is long, and that is also how far
/// something that is not a number reaches.
/// </para>
/// </summary>
public static class FilteredSignals
{
    private const double DefaultTolerance = 1.0 / (1L << 40);

    /// <summary>
    /// Filters as time passes, so that a frame depends on what came before alone, and frequencies are delayed. A stretch begins at rest, as
    /// with <c>scipy.signal.sosfilt</c>; compared with it over the whole recording, a value differs by the tolerance, relative to the
    /// signal, or by the rounding of the recursion itself where that is more (cutoffs of a tiny part of the rate).
    /// </summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="filter">Filter, designed for the rate of the signal.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <param name="tolerance">What may remain of what the filter was fed before, above 0, below 1; 2^−40 when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A frequency of the filter is not below half the rate, or the tolerance is out of its range.
    /// </exception>
    /// <exception cref="ArgumentException">
    /// The filter is not stable, needs more than 2^24 frames to settle or tiles that do not fit into an array, or the signal has further
    /// dimensions.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Filter<T>(
        this Signal<T> signal, IirFilter filter, Breaks across = Breaks.Restart, double tolerance = DefaultTolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        return new CausalFiltered<T>(signal, new SettledFilter(filter, signal.Rate, tolerance), across);
    }

    /// <summary>
    /// Filters forward and backward, so that no frequency is delayed and the attenuation is that of the filter twice, as
    /// <c>scipy.signal.sosfiltfilt</c>: the ends of a stretch are extended oddly by 3 · (2 · sections + 1) frames, less 3 for a section of
    /// first order (as many as there are, in a shorter stretch), and started in the steady state of the first value.
    /// </summary>
    /// <inheritdoc cref="Filter{T}(Signal{T}, IirFilter, Breaks, double)"/>
    public static Signal<T> FilterZeroPhase<T>(
        this Signal<T> signal, IirFilter filter, Breaks across = Breaks.Restart, double tolerance = DefaultTolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        var settled = new SettledFilter(filter, signal.Rate, tolerance);
        return new ZeroPhaseFiltered<T>(signal, settled, ZeroPhaseInput.Values, across);
    }

    /// <summary>Filters with a symmetric filter of finite response, without delay. Beyond the ends of a stretch are zeros.</summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="filter">Filter, designed for the rate of the signal.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <exception cref="ArgumentOutOfRangeException">A frequency of the filter is not below half the rate.</exception>
    /// <exception cref="ArgumentException">The filter needs more than 2^20 taps, or the signal has further dimensions.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Filter<T>(this Signal<T> signal, FirFilter filter, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        ArgumentNullException.ThrowIfNull(filter);
        return new Convolved<T>(signal, filter.Taps(signal.Rate), across);
    }

    /// <summary>
    /// The signal at another rate. Frame m lies at m · M / L frames of its stretch, where L / M is the ratio of the rates, exactly; of n
    /// frames become ⌈n · L / M⌉. What lies above half the lower one of both rates is 120 dB down, what lies below 78 % of it is as it was.
    /// Beyond the ends of a stretch are zeros.
    /// </summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="rate">New rate in Hz, above 0.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not a finite number above 0.</exception>
    /// <exception cref="ArgumentException">
    /// The rates have no ratio of whole numbers up to 2^16, or the signal has further dimensions.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Resample<T>(this Signal<T> signal, double rate, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        if (!(rate > 0 && rate < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "Expected a finite rate above 0.");
        (long up, long down) = RateRatio.Of(rate, signal.Rate);
        return new Resampled<T>(signal, new ResamplingPlan(up, down), rate, across);
    }

    /// <summary>The signal at <paramref name="up"/> / <paramref name="down"/> times its rate.</summary>
    /// <param name="signal">Signal of frames × channels.</param>
    /// <param name="up">L, from 1; after division by the common divisor, at most 2^16.</param>
    /// <param name="down">M, likewise.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <inheritdoc cref="Resample{T}(Signal{T}, double, Breaks)"/>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="ArgumentException">A number is too large, or the signal has further dimensions.</exception>
    public static Signal<T> Resample<T>(this Signal<T> signal, int up, int down, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        return new Resampled<T>(signal, new ResamplingPlan(up, down), signal.Rate * up / down, across);
    }

    /// <summary>
    /// The amplitude of what oscillates: |x| · π/2 through a low-pass of zero phase, of which a steady sine of amplitude a gives a. It may
    /// fall a little below 0 where the low-pass swings.
    /// </summary>
    /// <param name="signal">Signal of frames × channels; usually filtered to a band.</param>
    /// <param name="cutoff">Frequency of −6 dB of the low-pass (−3 dB in each direction), in Hz, below half the rate.</param>
    /// <param name="order">Order of the Butterworth low-pass, 1 to 16.</param>
    /// <param name="across">What becomes of breaks.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order or the cutoff is out of its range.</exception>
    /// <exception cref="ArgumentException">
    /// The low-pass needs more than 2^24 frames to settle or tiles that do not fit into an array, or the signal has further dimensions.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public static Signal<T> Envelope<T>(this Signal<T> signal, double cutoff, int order = 2, Breaks across = Breaks.Restart)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PointwiseSignals.ThrowIfNotFlat(signal);
        var settled = new SettledFilter(Butterworth.LowPass(order, cutoff), signal.Rate, DefaultTolerance);
        return new ZeroPhaseFiltered<T>(signal, settled, ZeroPhaseInput.Envelope, across);
    }
}
