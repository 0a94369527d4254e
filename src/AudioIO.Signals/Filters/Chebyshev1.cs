using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Chebyshev filters of the first kind: ripples in the pass band, for a steeper edge. As <c>scipy.signal.cheby1</c>.
/// A band filter has twice the order given.
/// </summary>
public static class Chebyshev1
{
    private const string Name = "Chebyshev I";

    /// <summary>Keeps what lies below a frequency.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="ripple">Depth of the ripples in the pass band, in dB, above 0.</param>
    /// <param name="cutoff">
    /// Edge of the pass band, where the response leaves the ripples, in Hz, above 0 and below half the rate of the signal.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter LowPass(int order, double ripple, double cutoff) =>
        Filter(FilterBand.LowPass(cutoff), order, ripple);

    /// <summary>Keeps what lies above a frequency.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static IirFilter HighPass(int order, double ripple, double cutoff) =>
        Filter(FilterBand.HighPass(cutoff), order, ripple);

    /// <summary>Keeps what lies between two frequencies.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="ripple">Depth of the ripples in the pass band, in dB, above 0.</param>
    /// <param name="low">Lower edge of the pass band, where the response leaves the ripples, in Hz, above 0.</param>
    /// <param name="high">Upper edge of the pass band, in Hz, above <paramref name="low"/> and below half the rate of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter BandPass(int order, double ripple, double low, double high) =>
        Filter(FilterBand.BandPass(low, high), order, ripple);

    /// <summary>Removes what lies between two frequencies.</summary>
    /// <inheritdoc cref="BandPass"/>
    public static IirFilter BandStop(int order, double ripple, double low, double high) =>
        Filter(FilterBand.BandStop(low, high), order, ripple);

    private static IirFilter Filter(FilterBand band, int order, double ripple)
    {
        FilterBand.ThrowIfNotPositive(ripple, nameof(ripple));
        return band.Filter(Name, order, n => Prototypes.Chebyshev1(n, ripple));
    }
}
