using System.Numerics;

namespace AudioIO.Spectra;

/// <summary>One pass: <paramref name="stride"/> interleaved transforms of <paramref name="length"/> values lose a factor of it.</summary>
internal sealed class StockhamPass<T>(int radix, int length, int stride)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Radix => radix;

    /// <summary>Complex values of a transform before this pass.</summary>
    public int Length => length;

    /// <summary>Number of interleaved transforms: the product of the radices before.</summary>
    public int Stride => stride;

    /// <summary>
    /// For every p below length / radix: real and imaginary part of e^(−2πi·p·j / length) for j = 1 to radix − 1.
    /// Computed in double and rounded once.
    /// </summary>
    public T[] Factors { get; } = CreateFactors(radix, length);

    private static T[] CreateFactors(int radix, int length)
    {
        var factors = new T[2 * (radix - 1) * (length / radix)];
        int at = 0;
        for (int p = 0; p < length / radix; p++)
        {
            for (int j = 1; j < radix; j++)
            {
                (double real, double imaginary) = UnitRoot((long)p * j, length);
                factors[at++] = T.CreateChecked(real);
                factors[at++] = T.CreateChecked(imaginary);
            }
        }
        return factors;
    }

    /// <summary>e^(−2πi·index / length), to half a unit in the last place.</summary>
    public static (double Real, double Imaginary) UnitRoot(long index, int length)
    {
        // Eighths of the circle are exact, and what remains is an angle up to π/4 whose rounding is small.
        long eighths = 8 * (index % length);
        long octant = eighths / length, rest = eighths % length;
        bool mirrored = (octant & 1) != 0;
        double angle = Math.PI / 4 * (mirrored ? length - rest : rest) / length;
        (double sine, double cosine) = Math.SinCos(angle);
        (double x, double y) = mirrored ? (sine, cosine) : (cosine, sine);
        return (octant / 2) switch
        {
            0 => (x, -y),
            1 => (-y, -x),
            2 => (-x, y),
            _ => (y, x),
        };
    }
}
