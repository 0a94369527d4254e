using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Elliptic filters: ripples in pass band and stop band, for the steepest edge of an order. As <c>scipy.signal.ellip</c>.
/// A band filter has twice the order given.
/// </summary>
public static class Elliptic
{
    private const string Name = "elliptic";

    /// <summary>Keeps what lies below a frequency.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="ripple">Depth of the ripples in the pass band, in dB, above 0.</param>
    /// <param name="attenuation">What the stop band is kept below, in dB, above <paramref name="ripple"/>.</param>
    /// <param name="cutoff">
    /// Edge of the pass band, where the response leaves the ripples, in Hz, above 0 and below half the rate of the signal.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter LowPass(int order, double ripple, double attenuation, double cutoff) =>
        Filter(FilterBand.LowPass(cutoff), order, ripple, attenuation);

    /// <summary>Keeps what lies above a frequency.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static IirFilter HighPass(int order, double ripple, double attenuation, double cutoff) =>
        Filter(FilterBand.HighPass(cutoff), order, ripple, attenuation);

    /// <summary>Keeps what lies between two frequencies.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="ripple">Depth of the ripples in the pass band, in dB, above 0.</param>
    /// <param name="attenuation">What the stop band is kept below, in dB, above <paramref name="ripple"/>.</param>
    /// <param name="low">Lower edge of the pass band, where the response leaves the ripples, in Hz, above 0.</param>
    /// <param name="high">Upper edge of the pass band, in Hz, above <paramref name="low"/> and below half the rate of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter BandPass(int order, double ripple, double attenuation, double low, double high) =>
        Filter(FilterBand.BandPass(low, high), order, ripple, attenuation);

    /// <summary>Removes what lies between two frequencies.</summary>
    /// <inheritdoc cref="BandPass"/>
    public static IirFilter BandStop(int order, double ripple, double attenuation, double low, double high) =>
        Filter(FilterBand.BandStop(low, high), order, ripple, attenuation);

    private static IirFilter Filter(FilterBand band, int order, double ripple, double attenuation)
    {
        FilterBand.ThrowIfNotPositive(ripple, nameof(ripple));
        FilterBand.ThrowIfNotPositive(attenuation, nameof(attenuation));
        if (attenuation <= ripple)
            throw new ArgumentOutOfRangeException(nameof(attenuation), attenuation, $"Expected more than the ripples of {ripple} dB.");
        return band.Filter(Name, order, n => EllipticPrototype.Create(n, ripple, attenuation));
    }
}
