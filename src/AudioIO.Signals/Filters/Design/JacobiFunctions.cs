namespace AudioIO.Filters;

/// <summary>
/// Elliptic integrals and functions of a real argument. A modulus k comes with its complement k' = √(1 − k²), as either may be too close
/// to 1 to give the other.
/// </summary>
internal static class JacobiFunctions
{
    /// <summary>K(k) = π / (2 agm(1, k')) (Abramowitz and Stegun 17.6.3).</summary>
    public static double QuarterPeriod(double complement)
    {
        double a = 1, b = complement;
        // Quadratic: the last step is exact to twice as many digits.
        while (Math.Abs(a - b) > 1e-9 * a) (a, b) = ((a + b) / 2, Math.Sqrt(a * b));
        return Math.PI / (a + b);
    }

    /// <summary>
    /// Modulus and complement from q = e^(−π K'/K), as ratios of theta functions (Abramowitz and Stegun 16.38.5 and 16.38.7).
    /// </summary>
    public static (double Modulus, double Complement) ModulusOf(double nome)
    {
        double theta2 = 1, theta3 = 1, theta4 = 1;
        for (int m = 1; ; m++)
        {
            double square = Math.Pow(nome, m * m);
            if (square < 1e-20) break;
            theta2 += Math.Pow(nome, m * (m + 1));
            theta3 += 2 * square;
            theta4 += m % 2 == 0 ? 2 * square : -2 * square;
        }
        double root = theta2 / theta3, complementRoot = theta4 / theta3;
        return (4 * Math.Sqrt(nome) * root * root, complementRoot * complementRoot);
    }

    /// <summary>sn, cn and dn by descending Landen transformation (Abramowitz and Stegun 16.4).</summary>
    public static (double Sn, double Cn, double Dn) Evaluate(double u, double modulus, double complement)
    {
        Span<double> ratios = stackalloc double[32];
        double a = 1, b = complement, c = modulus;
        int steps = 0;
        while (c > 1e-17 * a && steps < ratios.Length)
        {
            // The difference as a quotient: c² / 4a' instead of (a − b)/2, which cancels.
            double mean = (a + b) / 2, next = c * c / (4 * mean);
            b = Math.Sqrt(a * b);
            a = mean;
            c = next;
            ratios[steps++] = c / a;
        }
        double phi = Math.ScaleB(a * u, steps);
        while (steps > 0) phi = (phi + Math.Asin(ratios[--steps] * Math.Sin(phi))) / 2;
        (double sn, double cn) = Math.SinCos(phi);
        return (sn, cn, Math.Sqrt((complement * complement) + (modulus * cn * modulus * cn)));
    }

    /// <summary>
    /// u with sn(u; k) / cn(u; k) = <paramref name="x"/>: the incomplete integral of the first kind at φ = arctan x, sin φ ·
    /// R_F(cos² φ, 1 − k² sin² φ, 1), by Carlson's duplication (B. C. Carlson, Numer. Math. 33, 1979).
    /// </summary>
    /// <param name="x">Above 0.</param>
    /// <param name="complement">k'; 1 − k² sin² φ = cos² φ + k'² sin² φ.</param>
    public static double InverseSc(double x, double complement)
    {
        double cosine = 1 / Math.Sqrt(1 + (x * x)), sine = x * cosine;
        double a = cosine * cosine, b = a + (complement * sine * complement * sine), c = 1;
        // Differences shrink by 4 per step, and the remainder of the series is of their sixth power.
        for (int i = 0; i < 30; i++)
        {
            double lambda = Math.Sqrt(a * b) + Math.Sqrt(a * c) + Math.Sqrt(b * c);
            (a, b, c) = ((a + lambda) / 4, (b + lambda) / 4, (c + lambda) / 4);
        }
        return sine / Math.Sqrt((a + b + c) / 3);
    }
}
