using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// Analog low-pass filters of edge 1 rad/s from closed formulas (Parks and Burrus, Digital Filter Design, §7.2; Oppenheim and Schafer,
/// Discrete-Time Signal Processing, app. B).
/// </summary>
internal static class Prototypes
{
    /// <summary>Poles evenly on the left half of the unit circle.</summary>
    public static ZeroPoleGain Butterworth(int order) => new([], [.. Angles(order).Select(Left)], 1);

    /// <summary>
    /// Those of Butterworth on an ellipse. The pass band ends at −<paramref name="ripple"/> dB, and its highest value is 1.
    /// </summary>
    public static ZeroPoleGain Chebyshev1(int order, double ripple)
    {
        double square = Excess(ripple);
        double mu = Math.Asinh(1 / Math.Sqrt(square)) / order;
        Complex[] poles = [.. Angles(order).Select(Left).Select(p => new Complex(Math.Sinh(mu) * p.Real, Math.Cosh(mu) * p.Imaginary))];
        double gain = ZeroPoleGain.Product(poles, 0).Real;
        // At 0, an even number of ripples begins at their lower end.
        return new ZeroPoleGain([], poles, order % 2 == 0 ? gain / Math.Sqrt(1 + square) : gain);
    }

    /// <summary>The stop band begins at 1 with −<paramref name="attenuation"/> dB; poles are inverses of those of the first kind.</summary>
    public static ZeroPoleGain Chebyshev2(int order, double attenuation)
    {
        double mu = Math.Asinh(Math.Sqrt(Excess(attenuation))) / order;
        Complex[] zeros = [.. Angles(order).Where(angle => angle != 0).Select(angle => new Complex(0, 1 / Math.Sin(angle)))];
        Complex[] poles = [.. Angles(order).Select(Left).Select(p => 1 / new Complex(Math.Sinh(mu) * p.Real, Math.Cosh(mu) * p.Imaginary))];
        return new ZeroPoleGain(zeros, poles, (ZeroPoleGain.Product(poles, 0) / ZeroPoleGain.Product(zeros, 0)).Real);
    }

    /// <summary>10^(decibels/10) − 1, without loss for small ones.</summary>
    public static double Excess(double decibels) => Expm1(decibels * (Math.Log(10) / 10));

    /// <summary>π m / 2N for m = −N + 1, −N + 3, …, N − 1.</summary>
    private static IEnumerable<double> Angles(int order) =>
        Enumerable.Range(0, order).Select(i => Math.PI * ((2 * i) + 1 - order) / (2.0 * order));

    private static Complex Left(double angle) => new(-Math.Cos(angle), -Math.Sin(angle));

    // e^x − 1 = tanh(x/2) (e^x + 1): exact where the difference would cancel.
    private static double Expm1(double x) => Math.Tanh(x / 2) * (Math.Exp(x) + 1);
}
