namespace AudioIO.Spectra;

/// <summary>The Kaiser window at any place, for spectra and for the design of filters.</summary>
internal static class KaiserWindow
{
    // I₀(700) is 1e302: beyond 713 it leaves the range of double.
    private const double LargestBeta = 700;

    /// <param name="beta">Shape, from 0.</param>
    /// <param name="x">Place, −1 to 1; 0 is the middle.</param>
    public static double Value(double beta, double x) => BesselI0(beta * Math.Sqrt(Math.Max(0, (1 - x) * (1 + x)))) / BesselI0(beta);

    /// <summary>
    /// The shape for ripples of so many decibels in a windowed-sinc filter (Kaiser 1974; Oppenheim and Schafer, Discrete-Time Signal
    /// Processing, eq. 7.75).
    /// </summary>
    public static double BetaFor(double attenuation) =>
        attenuation > 50 ? 0.1102 * (attenuation - 8.7)
        : attenuation > 21 ? (0.5842 * Math.Pow(attenuation - 21, 0.4)) + (0.07886 * (attenuation - 21))
        : 0;

    public static void ThrowIfImpossible(double beta)
    {
        if (!(beta >= 0 && beta <= LargestBeta)) throw new ArgumentOutOfRangeException(nameof(beta), beta, $"Expected 0 to {LargestBeta}.");
    }

    /// <summary>Σ ((x/2)^k / k!)²: all terms are positive, so that nothing is lost (Abramowitz and Stegun 9.6.12).</summary>
    public static double BesselI0(double x)
    {
        double sum = 1, term = 1, square = x * x / 4;
        for (int k = 1; term > sum * 1e-17; k++)
        {
            term *= square / ((double)k * k);
            sum += term;
        }
        return sum;
    }
}
