using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Chebyshev filters of the second kind: a flat pass band and ripples in the stop band. As <c>scipy.signal.cheby2</c>.
/// A band filter has twice the order given.
/// </summary>
public static class Chebyshev2
{
    private const string Name = "Chebyshev II";

    /// <summary>Keeps what lies below a frequency.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="attenuation">What the stop band is kept below, in dB, above 0.</param>
    /// <param name="cutoff">
    /// Edge of the stop band, where the attenuation is reached, in Hz, above 0 and below half the rate of the signal.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter LowPass(int order, double attenuation, double cutoff) =>
        Filter(FilterBand.LowPass(cutoff), order, attenuation);

    /// <summary>Keeps what lies above a frequency.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static IirFilter HighPass(int order, double attenuation, double cutoff) =>
        Filter(FilterBand.HighPass(cutoff), order, attenuation);

    /// <summary>Keeps what lies between two frequencies.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="attenuation">What the stop band is kept below, in dB, above 0.</param>
    /// <param name="low">Lower edge of the stop band, where the attenuation is reached, in Hz, above 0.</param>
    /// <param name="high">Upper edge of the stop band, in Hz, above <paramref name="low"/> and below half the rate of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter BandPass(int order, double attenuation, double low, double high) =>
        Filter(FilterBand.BandPass(low, high), order, attenuation);

    /// <summary>Removes what lies between two frequencies.</summary>
    /// <inheritdoc cref="BandPass"/>
    public static IirFilter BandStop(int order, double attenuation, double low, double high) =>
        Filter(FilterBand.BandStop(low, high), order, attenuation);

    private static IirFilter Filter(FilterBand band, int order, double attenuation)
    {
        FilterBand.ThrowIfNotPositive(attenuation, nameof(attenuation));
        return band.Filter(Name, order, n => Prototypes.Chebyshev2(n, attenuation));
    }
}
