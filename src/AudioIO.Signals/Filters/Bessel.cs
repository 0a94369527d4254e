using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Bessel filters: the steadiest delay in the pass band, so that the shape of a pulse is kept; they fall slowly. As
/// <c>scipy.signal.bessel(norm='phase')</c>: the cutoff is where the phase has half its final turn, not where the response is −3 dB.
/// A band filter has twice the order given.
/// </summary>
public static class Bessel
{
    private const string Name = "Bessel";

    /// <summary>Keeps what lies below a frequency.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="cutoff">Frequency of half the final phase, in Hz, above 0 and below half the rate of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter LowPass(int order, double cutoff) => FilterBand.LowPass(cutoff).Filter(Name, order, BesselPrototype.Create);

    /// <summary>Keeps what lies above a frequency.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static IirFilter HighPass(int order, double cutoff) => FilterBand.HighPass(cutoff).Filter(Name, order, BesselPrototype.Create);

    /// <summary>Keeps what lies between two frequencies.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="low">Lower edge in Hz, above 0.</param>
    /// <param name="high">Upper edge in Hz, above <paramref name="low"/> and below half the rate of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter BandPass(int order, double low, double high) =>
        FilterBand.BandPass(low, high).Filter(Name, order, BesselPrototype.Create);

    /// <summary>Removes what lies between two frequencies.</summary>
    /// <inheritdoc cref="BandPass"/>
    public static IirFilter BandStop(int order, double low, double high) =>
        FilterBand.BandStop(low, high).Filter(Name, order, BesselPrototype.Create);
}
