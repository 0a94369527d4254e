using System.Globalization;
using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// Filters of a single section around one frequency, after R. Bristow-Johnson, Cookbook formulae for audio equalizer biquad filter
/// coefficients (W3C Working Group Note, 2021).
/// </summary>
public static class Biquad
{
    /// <summary>Removes a frequency, as that of the mains.</summary>
    /// <param name="frequency">Frequency in Hz, above 0 and below half the rate of the signal.</param>
    /// <param name="quality">Frequency / width between the points of −3 dB (before warping), above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter Notch(double frequency, double quality)
    {
        FilterBand.ThrowIfNotPositive(frequency, nameof(frequency));
        FilterBand.ThrowIfNotPositive(quality, nameof(quality));
        return new IirFilter(Invariant($"notch at {frequency} Hz, quality {quality}"), frequency, rate =>
        {
            (double cosine, double alpha) = Angle(frequency, quality, rate);
            double a0 = 1 + alpha;
            return [new(1 / a0, -2 * cosine / a0, 1 / a0, -2 * cosine / a0, (1 - alpha) / a0)];
        });
    }

    /// <summary>Raises or lowers the surroundings of a frequency and leaves the rest.</summary>
    /// <param name="frequency">Frequency in Hz, above 0 and below half the rate of the signal.</param>
    /// <param name="quality">Frequency / width between the points of half the gain in dB (before warping), above 0.</param>
    /// <param name="gain">Gain at the frequency in dB, −200 to 200.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static IirFilter Peak(double frequency, double quality, double gain)
    {
        FilterBand.ThrowIfNotPositive(frequency, nameof(frequency));
        FilterBand.ThrowIfNotPositive(quality, nameof(quality));
        if (!(Math.Abs(gain) <= 200)) throw new ArgumentOutOfRangeException(nameof(gain), gain, "Expected −200 to 200 dB.");
        return new IirFilter(Invariant($"peak of {gain} dB at {frequency} Hz, quality {quality}"), frequency, rate =>
        {
            (double cosine, double alpha) = Angle(frequency, quality, rate);
            double amplitude = Math.Pow(10, gain / 40), a0 = 1 + (alpha / amplitude);
            return
            [
                new(
                    (1 + (alpha * amplitude)) / a0, -2 * cosine / a0, (1 - (alpha * amplitude)) / a0,
                    -2 * cosine / a0, (1 - (alpha / amplitude)) / a0),
            ];
        });
    }

    private static (double Cosine, double Alpha) Angle(double frequency, double quality, double rate)
    {
        (double sine, double cosine) = Math.SinCos(2 * Math.PI * frequency / rate);
        return (cosine, sine / (2 * quality));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
