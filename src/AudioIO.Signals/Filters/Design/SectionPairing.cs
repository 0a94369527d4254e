using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// Zeros and poles to sections as the documentation of <c>scipy.signal.zpk2sos(pairing='nearest')</c> describes it: the pole closest to the
/// unit circle is paired with the zero closest to it, then the next one; they are applied in the opposite order, so that the section that
/// rings most comes last, and the gain is that of the first section. (The rule is the usual one: L. B. Jackson, Roundoff-noise analysis for
/// fixed-point digital filters realized in cascade or parallel form, IEEE Trans. AU 18 (2), 1970.)
/// </summary>
internal static class SectionPairing
{
    // What is closer to the real axis is real: roundings of the transforms before.
    private const double Tolerance = 100 * 2.220446049250313e-16;

    /// <param name="filter">A digital filter with as many zeros as poles.</param>
    public static SecondOrderSection[] Pair(ZeroPoleGain filter)
    {
        List<Complex> poles = OneOfEachPair(filter.Poles), zeros = OneOfEachPair(filter.Zeros);
        var sections = new SecondOrderSection[(filter.Poles.Length + 1) / 2];
        for (int i = sections.Length - 1; i >= 0; i--)
        {
            Complex pole = Take(poles, p => Math.Abs(1 - p.Magnitude));
            Complex zero = Take(zeros, z => (z - pole).Magnitude);
            // A real one goes with another real one: there is an even number of them.
            Complex other = IsReal(pole) ? Take(poles, p => Math.Abs(1 - p.Magnitude), onlyReal: true) : Complex.Conjugate(pole);
            Complex otherZero = IsReal(zero) ? Take(zeros, z => (z - pole).Magnitude, onlyReal: true) : Complex.Conjugate(zero);
            sections[i] = new SecondOrderSection(
                1, -(zero + otherZero).Real, (zero * otherZero).Real, -(pole + other).Real, (pole * other).Real);
        }
        SecondOrderSection first = sections[0];
        sections[0] = first with { B0 = first.B0 * filter.Gain, B1 = first.B1 * filter.Gain, B2 = first.B2 * filter.Gain };
        return sections;
    }

    /// <summary>
    /// The upper half of the complex ones in order, then the real ones in order; an odd number gets a root at 0 to make pairs.
    /// </summary>
    private static List<Complex> OneOfEachPair(Complex[] roots)
    {
        bool isReal(Complex root) => Math.Abs(root.Imaginary) <= Tolerance * root.Magnitude;
        IEnumerable<Complex> upper = roots.Where(r => !isReal(r) && r.Imaginary > 0).OrderBy(r => r.Real).ThenBy(r => r.Imaginary);
        IEnumerable<double> real = roots.Where(isReal).Select(r => r.Real);
        if (roots.Length % 2 != 0) real = real.Append(0);
        return [.. upper, .. real.Order().Select(r => new Complex(r, 0))];
    }

    private static Complex Take(List<Complex> roots, Func<Complex, double> distance, bool onlyReal = false)
    {
        int closest = -1;
        for (int i = 0; i < roots.Count; i++)
        {
            if (onlyReal && !IsReal(roots[i])) continue;
            if (closest < 0 || distance(roots[i]) < distance(roots[closest])) closest = i;
        }
        Complex taken = roots[closest];
        roots.RemoveAt(closest);
        return taken;
    }

    private static bool IsReal(Complex root) => root.Imaginary == 0;
}
