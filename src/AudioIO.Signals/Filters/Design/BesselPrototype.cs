using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// The analog Bessel low-pass: its poles are the roots of the reverse Bessel polynomial Σ aₖ sᵏ, aₖ = (2N − k)! / (2^(N−k) k! (N − k)!)
/// (W. E. Thomson, Delay networks having maximally flat frequency characteristics, Proc. IEE 96, 1949), scaled so that it falls like a
/// Butterworth filter of the same order far from the edge.
/// </summary>
internal static class BesselPrototype
{
    public static ZeroPoleGain Create(int order)
    {
        decimal[] coefficients = Coefficients(order);
        // The product of the roots is a₀, and 1 once they are scaled.
        double scale = Math.Pow((double)coefficients[0], -1.0 / order);
        var poles = new List<Complex>();
        foreach (Complex root in Roots(coefficients))
        {
            Complex pole = Polish(coefficients, root) * scale;
            // The upper half stands for both, so that pairs are conjugate to the last bit.
            if (Math.Abs(pole.Imaginary) < 1e-9) poles.Add(pole.Real);
            else if (pole.Imaginary > 0) poles.AddRange([pole, Complex.Conjugate(pole)]);
        }
        return new ZeroPoleGain([], [.. poles], 1);
    }

    // Whole numbers, exact: that of order 16 has 18 digits, and a decimal has 28.
    private static decimal[] Coefficients(int order)
    {
        var coefficients = new decimal[order + 1];
        coefficients[order] = 1;
        // aₖ₋₁ / aₖ = (2N − k + 1) k / (2 (N − k + 1))
        for (int k = order; k > 0; k--) coefficients[k - 1] = coefficients[k] * (((2 * order) - k + 1) * k) / (2 * (order - k + 1));
        return coefficients;
    }

    /// <summary>
    /// All roots at once (O. Aberth, Iteration methods for finding all zeros of a polynomial simultaneously, Math. Comp. 27, 1973).
    /// </summary>
    private static Complex[] Roots(decimal[] coefficients)
    {
        int order = coefficients.Length - 1;
        double radius = Math.Pow((double)coefficients[0], 1.0 / order);
        var roots = new Complex[order];
        // Anywhere around, but not symmetric: a real polynomial would keep guesses that are conjugate to each other so.
        for (int i = 0; i < order; i++) roots[i] = Complex.FromPolarCoordinates(radius, (2 * Math.PI * i / order) + 0.4);
        for (int round = 0; round < 60; round++)
        {
            for (int i = 0; i < order; i++)
            {
                Complex value = 0, slope = 0, repulsion = 0;
                for (int k = order; k >= 0; k--)
                {
                    slope = (slope * roots[i]) + value;
                    value = (value * roots[i]) + (double)coefficients[k];
                }
                for (int j = 0; j < order; j++)
                {
                    if (j != i) repulsion += 1 / (roots[i] - roots[j]);
                }
                Complex step = value / slope;
                roots[i] -= step / (1 - (step * repulsion));
            }
        }
        return roots;
    }

    /// <summary>
    /// Newton's steps with the value of the polynomial in decimal: in double, terms of up to 1e17 cancel to a value whose rounding would
    /// show in the eleventh digit of the root.
    /// </summary>
    private static Complex Polish(decimal[] coefficients, Complex root)
    {
        decimal real = (decimal)root.Real, imaginary = (decimal)root.Imaginary;
        for (int round = 0; round < 3; round++)
        {
            var at = new Complex((double)real, (double)imaginary);
            decimal valueReal = 0, valueImaginary = 0;
            Complex slope = 0;
            for (int k = coefficients.Length - 1; k >= 0; k--)
            {
                slope = (slope * at) + new Complex((double)valueReal, (double)valueImaginary);
                decimal product = (valueReal * imaginary) + (valueImaginary * real);
                valueReal = (valueReal * real) - (valueImaginary * imaginary) + coefficients[k];
                valueImaginary = product;
            }
            Complex step = new Complex((double)valueReal, (double)valueImaginary) / slope;
            real -= (decimal)step.Real;
            imaginary -= (decimal)step.Imaginary;
        }
        return new Complex((double)real, (double)imaginary);
    }
}
