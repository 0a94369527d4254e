using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// The analog elliptic low-pass of edge 1 rad/s (S. J. Orfanidis, Lecture notes on elliptic filter design, 2006, §§2–4; Parks and Burrus,
/// Digital Filter Design, §7.2.8).
/// </summary>
internal static class EllipticPrototype
{
    public static ZeroPoleGain Create(int order, double ripple, double attenuation)
    {
        double square = Prototypes.Excess(ripple);
        // The modulus of the ripples. Squares are compared, so that the complement is 1 where it is so to the last bit.
        double rippleModulus = Math.Sqrt(square / Prototypes.Excess(attenuation));
        double rippleComplement = Math.Sqrt((1 - rippleModulus) * (1 + rippleModulus));
        double ripplePeriod = JacobiFunctions.QuarterPeriod(rippleComplement);
        // The degree equation N K'/K = K₁'/K₁ in terms of the nome q = e^(−π K'/K).
        double nome = Math.Exp(-Math.PI * JacobiFunctions.QuarterPeriod(rippleModulus) / (ripplePeriod * order));
        (double modulus, double complement) = JacobiFunctions.ModulusOf(nome);
        double period = JacobiFunctions.QuarterPeriod(complement);

        // How far the poles lie from the axis: sc(N v K₁ / K; k₁') = 1/ε.
        double integral = JacobiFunctions.InverseSc(1 / Math.Sqrt(square), rippleModulus);
        double v = period * integral / (order * ripplePeriod);
        (double sv, double cv, double dv) = JacobiFunctions.Evaluate(v, complement, modulus);

        var zeros = new List<Complex>();
        var poles = new List<Complex>();
        for (int j = 1 - (order % 2); j < order; j += 2)
        {
            (double s, double c, double d) = JacobiFunctions.Evaluate(j * period / order, modulus, complement);
            // 1 − (d sv)², written as a sum.
            double denominator = (cv * cv) + (modulus * s * sv * modulus * s * sv);
            var pole = new Complex(-c * d * sv * cv / denominator, -s * dv / denominator);
            if (j == 0)
            {
                // Its zero is at infinity.
                poles.Add(pole.Real);
                continue;
            }
            poles.Add(pole);
            poles.Add(Complex.Conjugate(pole));
            zeros.Add(new Complex(0, 1 / (modulus * s)));
            zeros.Add(new Complex(0, -1 / (modulus * s)));
        }
        double gain = (ZeroPoleGain.Product([.. poles], 0) / ZeroPoleGain.Product([.. zeros], 0)).Real;
        return new ZeroPoleGain([.. zeros], [.. poles], order % 2 == 0 ? gain / Math.Sqrt(1 + square) : gain);
    }
}
