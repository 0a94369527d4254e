using System.Globalization;
using AudioIO.Spectra;

namespace AudioIO.Filters;

/// <summary>
/// The filter that turns every frequency by −90° and leaves its amplitude: 2 / πm at odd distances m, 0 at even ones, under a Kaiser window
/// (Oppenheim and Schafer, Discrete-Time Signal Processing, §12.4.2). Its gain runs from −j to j through 0 over the band about 0 Hz that is
/// not served, and the same about half the rate.
/// </summary>
internal static class HilbertTransformer
{
    private const int MaxTaps = 1 << 20;

    // Kaiser's formula is an estimate: the error found is up to 0.3 dB larger.
    private const double Reserve = 1;

    private const int ShortTaps = 64;

    /// <summary>The taps at the odd distances −half, −half + 2, …, half, where half, odd, is one less than their number.</summary>
    /// <param name="lowest">Lowest frequency that is served, in Hz; the highest one is half the rate less as much.</param>
    /// <param name="error">Largest deviation of the gain from 1 between them.</param>
    /// <param name="rate">Frames per second.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="ArgumentException">It needs more than 2^20 taps.</exception>
    public static double[] Taps(double lowest, double error, double rate)
    {
        if (!(lowest > 0 && lowest < rate / 4))
        {
            throw new ArgumentOutOfRangeException(nameof(lowest), lowest, Invariant(
                $"Expected a frequency above 0, below a quarter of the rate, {rate / 4} Hz."));
        }
        if (!(error is >= 1e-7 and <= 0.1)) throw new ArgumentOutOfRangeException(nameof(error), error, "Expected 1e-7 to 0.1.");
        // Ripples are those of a step twice as high as that of a low-pass.
        double attenuation = (20 * Math.Log10(2 / error)) + Reserve;
        double half = Math.Ceiling(WindowedSinc.TapsFor(attenuation, 4 * lowest / rate) / 2);
        if (half % 2 == 0) half++;
        if (!(half < MaxTaps))
        {
            throw new ArgumentException(Invariant(
                $"A Hilbert transformer from {lowest} Hz on needs {half + 1} taps at {rate} Hz. Expected at most {MaxTaps}: lower the rate first."));
        }
        double beta = KaiserWindow.BetaFor(attenuation);
        double[] taps = Taps((int)half, beta);
        // A short one is looked at: where the edges are wider than the band between them, the estimate is too low.
        while (taps.Length <= ShortTaps && ErrorOf(taps, lowest / rate) > error) taps = Taps(taps.Length + 1, beta);
        return taps;
    }

    private static double[] Taps(int half, double beta)
    {
        var taps = new double[half + 1];
        for (int k = 0; k < taps.Length; k++)
        {
            int distance = (2 * k) - half;
            taps[k] = 2 / (Math.PI * distance) * KaiserWindow.Value(beta, (double)distance / half);
        }
        return taps;
    }

    /// <summary>Largest deviation of the gain from 1 between a frequency, as a part of the rate, and a quarter; above, it is the same.</summary>
    private static double ErrorOf(double[] taps, double lowest)
    {
        double error = 0;
        int points = 16 * taps.Length;
        for (int i = 0; i <= points; i++)
        {
            double frequency = lowest + ((0.25 - lowest) * i / points), gain = 0;
            for (int k = 0; k < taps.Length; k++) gain += taps[k] * Math.Sin(2 * Math.PI * frequency * ((2 * k) - (taps.Length - 1)));
            error = Math.Max(error, Math.Abs(gain - 1));
        }
        return error;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
