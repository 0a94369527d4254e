namespace AudioIO;

/// <summary>
/// A filter of second order, y[n] = B0 x[n] + B1 x[n−1] + B2 x[n−2] − A1 y[n−1] − A2 y[n−2]: a row of scipy's <c>sos</c>, whose a0 is 1.
/// Filters of higher order are cascades of them, which stays exact where a single recursion of high order does not.
/// </summary>
/// <param name="B0">Factor of the newest input.</param>
/// <param name="B1">Factor of the input before.</param>
/// <param name="B2">Factor of the input before that; 0 in a section of first order.</param>
/// <param name="A1">Factor of the output before, subtracted.</param>
/// <param name="A2">Factor of the output before that, subtracted; 0 in a section of first order.</param>
public readonly record struct SecondOrderSection(double B0, double B1, double B2, double A1, double A2)
{
    /// <summary>Largest magnitude of the two poles: below 1 in a stable section, and the closer to 1 the longer it rings.</summary>
    public double PoleRadius
    {
        get
        {
            // z² + A1 z + A2: a complex pair has the product of both as its squared magnitude.
            double half = A1 / 2, discriminant = (half * half) - A2;
            return discriminant < 0 ? Math.Sqrt(A2) : Math.Abs(half) + Math.Sqrt(discriminant);
        }
    }
}
