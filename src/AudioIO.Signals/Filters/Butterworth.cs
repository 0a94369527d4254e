using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Butterworth filters: the flattest pass band, −3 dB at the cutoffs, falling by 6 dB per octave and order. As <c>scipy.signal.butter</c>.
/// A band filter has twice the order given.
/// </summary>
public static class Butterworth
{
    private const string Name = "Butterworth";

    /// <summary>Keeps what lies below a frequency.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="cutoff">Frequency of −3 dB, in Hz, above 0 and below half the rate of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter LowPass(int order, double cutoff) => FilterBand.LowPass(cutoff).Filter(Name, order, Prototypes.Butterworth);

    /// <summary>Keeps what lies above a frequency.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static IirFilter HighPass(int order, double cutoff) => FilterBand.HighPass(cutoff).Filter(Name, order, Prototypes.Butterworth);

    /// <summary>Keeps what lies between two frequencies.</summary>
    /// <param name="order">Order, 1 to 16.</param>
    /// <param name="low">Lower frequency of −3 dB, in Hz, above 0.</param>
    /// <param name="high">Upper frequency of −3 dB, in Hz, above <paramref name="low"/> and below half the rate of the signal.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter BandPass(int order, double low, double high) =>
        FilterBand.BandPass(low, high).Filter(Name, order, Prototypes.Butterworth);

    /// <summary>Removes what lies between two frequencies.</summary>
    /// <inheritdoc cref="BandPass"/>
    public static IirFilter BandStop(int order, double low, double high) =>
        FilterBand.BandStop(low, high).Filter(Name, order, Prototypes.Butterworth);
}
