using System.Globalization;
using AudioIO.Filters;
using AudioIO.Spectra;

namespace AudioIO;

/// <summary>
/// A filter of finite response described in Hz, without a rate: a sinc under a Kaiser window, symmetric, so that no frequency is delayed
/// against another. It remembers exactly half its taps on each side. As <c>scipy.signal.firwin</c> with the order of <c>kaiserord</c>,
/// rounded up to an odd number of taps.
/// </summary>
public sealed class FirFilter
{
    private const int MaxTaps = 1 << 20;

    private const double DefaultAttenuation = 80;

    private readonly string _name;
    private readonly double _transition;
    private readonly double _attenuation;
    private readonly double _highest;

    // In Hz; the upper edge of a band up to half the rate is infinite.
    private readonly (double Low, double High)[] _bands;

    private FirFilter(string name, double transition, double attenuation, double highest, params (double Low, double High)[] bands)
    {
        FilterBand.ThrowIfNotPositive(transition, nameof(transition));
        // Beyond 160 dB, the taps would have to be rounded less than doubles are; below 21 dB, there is no window to choose.
        if (!(attenuation is >= 21 and <= 160))
            throw new ArgumentOutOfRangeException(nameof(attenuation), attenuation, "Expected 21 to 160 dB.");
        _name = string.Create(CultureInfo.InvariantCulture, $"{name}, {transition} Hz wide edges, {attenuation} dB");
        _transition = transition;
        _attenuation = attenuation;
        _highest = highest;
        _bands = bands;
    }

    /// <summary>Keeps what lies below a frequency.</summary>
    /// <param name="cutoff">Middle of the edge (−6 dB), in Hz, above 0 and below half the rate of the signal.</param>
    /// <param name="transition">Width of the edge in Hz, above 0: the narrower, the more taps.</param>
    /// <param name="attenuation">What the stop band is kept below, and the ripples of the pass band too, in dB, 21 to 160.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static FirFilter LowPass(double cutoff, double transition, double attenuation = DefaultAttenuation)
    {
        FilterBand.ThrowIfNotPositive(cutoff, nameof(cutoff));
        return new(Invariant($"low-pass of {cutoff} Hz"), transition, attenuation, cutoff, (0, cutoff));
    }

    /// <summary>Keeps what lies above a frequency.</summary>
    /// <inheritdoc cref="LowPass"/>
    public static FirFilter HighPass(double cutoff, double transition, double attenuation = DefaultAttenuation)
    {
        FilterBand.ThrowIfNotPositive(cutoff, nameof(cutoff));
        return new(Invariant($"high-pass of {cutoff} Hz"), transition, attenuation, cutoff, (cutoff, double.PositiveInfinity));
    }

    /// <summary>Keeps what lies between two frequencies.</summary>
    /// <param name="low">Middle of the lower edge, in Hz, above 0.</param>
    /// <param name="high">Middle of the upper edge, in Hz, above <paramref name="low"/> and below half the rate of the signal.</param>
    /// <param name="transition">Width of the edges in Hz, above 0: the narrower, the more taps.</param>
    /// <param name="attenuation">What the stop bands are kept below, and the ripples of the pass band too, in dB, 21 to 160.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static FirFilter BandPass(double low, double high, double transition, double attenuation = DefaultAttenuation)
    {
        FilterBand band = FilterBand.BandPass(low, high);
        return new(Invariant($"band-pass of {low} to {high} Hz"), transition, attenuation, high, (band.Low, band.High));
    }

    /// <summary>Removes what lies between two frequencies.</summary>
    /// <inheritdoc cref="BandPass"/>
    public static FirFilter BandStop(double low, double high, double transition, double attenuation = DefaultAttenuation)
    {
        FilterBand band = FilterBand.BandStop(low, high);
        string name = Invariant($"band-stop of {low} to {high} Hz");
        return new(name, transition, attenuation, high, (0, band.Low), (band.High, double.PositiveInfinity));
    }

    /// <summary>Designs the filter for a rate.</summary>
    /// <param name="rate">Frames per second, more than twice the highest frequency of the filter.</param>
    /// <returns>An odd number of taps, symmetric about the middle one, which belongs to the frame itself.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frequency of the filter is not below half of <paramref name="rate"/>.</exception>
    /// <exception cref="ArgumentException">The edges are so narrow that more than 2^20 taps were needed.</exception>
    public double[] Taps(double rate)
    {
        if (!(rate > 0 && rate < double.PositiveInfinity) || !(_highest < rate / 2))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, Invariant(
                $"The frequency of {_highest} Hz of the {_name} has to lie below half the rate, {rate / 2} Hz."));
        }
        double nyquist = rate / 2, count = WindowedSinc.TapsFor(_attenuation, _transition / nyquist);
        if (!(count <= MaxTaps))
            throw new ArgumentException(Invariant($"The {_name} needs {count} taps at {rate} Hz. Expected at most {MaxTaps}."));
        (double, double)[] bands = [.. _bands.Select(band => (band.Low / nyquist, Math.Min(1, band.High / nyquist)))];
        return WindowedSinc.Taps((int)count, KaiserWindow.BetaFor(_attenuation), bands);
    }

    /// <summary>The filter in words.</summary>
    public override string ToString() => _name;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
