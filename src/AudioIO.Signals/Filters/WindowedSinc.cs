using AudioIO.Spectra;

namespace AudioIO.Filters;

/// <summary>
/// Symmetric filters from the sinc of an ideal one and a Kaiser window (Oppenheim and Schafer, Discrete-Time Signal Processing, §7.5;
/// scipy's <c>kaiserord</c> and <c>firwin</c> with a Kaiser window give the same). Frequencies are fractions of half the rate.
/// </summary>
internal static class WindowedSinc
{
    /// <summary>
    /// Number of taps for a width of the transition, odd so that any band is possible: (attenuation − 7.95) / 2.285 π width + 1 (eq. 7.76).
    /// </summary>
    public static double TapsFor(double attenuation, double width)
    {
        double taps = Math.Ceiling(((attenuation - 7.95) / (2.285 * Math.PI * width)) + 1);
        return Math.Max(3, taps % 2 == 0 ? taps + 1 : taps);
    }

    /// <summary>
    /// The taps of what lies between pairs of edges, scaled to 1 at 0, at half the rate or in the middle of the first band.
    /// </summary>
    /// <param name="count">Number of taps, odd.</param>
    /// <param name="beta">Shape of the Kaiser window.</param>
    /// <param name="bands">Lower and upper edge of each band, ascending, 0 to 1.</param>
    public static double[] Taps(int count, double beta, ReadOnlySpan<(double Low, double High)> bands)
    {
        int half = count / 2;
        (double low, double high) = bands[0];
        double scaledAt = low == 0 ? 0 : high == 1 ? 1 : (low + high) / 2;
        var taps = new double[count];
        double sum = 0;
        for (int m = 0; m <= half; m++)
        {
            double tap = 0;
            foreach ((double from, double to) in bands) tap += (to * Sinc(to * m)) - (from * Sinc(from * m));
            tap *= KaiserWindow.Value(beta, (double)m / half);
            taps[half - m] = taps[half + m] = tap;
            sum += (m == 0 ? 1 : 2) * tap * Math.Cos(Math.PI * m * scaledAt);
        }
        for (int i = 0; i < count; i++) taps[i] /= sum;
        return taps;
    }

    /// <summary>sin πx / πx.</summary>
    public static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);
}
