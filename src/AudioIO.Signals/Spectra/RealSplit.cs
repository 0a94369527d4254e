using System.Numerics;
using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// The powers of a real transform of N values from the complex one of N/2 pairs of them. With Z that transform, E and O those of the even
/// and odd values and w = e^(−2πi/N): 2 E[k] = Z[k] + Z*[N/2 − k], 2i O[k] = Z[k] − Z*[N/2 − k], X[k] = E[k] + wᵏ O[k] and
/// X*[N/2 − k] = E[k] − wᵏ O[k] (Press et al., Numerical Recipes, §12.3; Sorensen et al., IEEE Trans. ASSP 35 (6), 1987).
/// </summary>
internal static unsafe class RealSplit
{
    /// <summary>For k = 0 … N/4: e^(−2πi·k / N).</summary>
    public static T[] CreateFactors<T>(int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var factors = new T[2 * ((size / 4) + 1)];
        for (int k = 0; k <= size / 4; k++)
        {
            (double real, double imaginary) = StockhamPass<T>.UnitRoot(k, size);
            factors[2 * k] = T.CreateChecked(real);
            factors[(2 * k) + 1] = T.CreateChecked(imaginary);
        }
        return factors;
    }

    /// <summary>Writes one vector of scaled powers for each k = 0 … <paramref name="half"/>.</summary>
    /// <param name="values">Z, <paramref name="half"/> complex values.</param>
    /// <param name="powers">Room for <paramref name="half"/> + 1 vectors, apart from <paramref name="values"/>.</param>
    /// <param name="factors">Those of <see cref="CreateFactors"/>.</param>
    /// <param name="half">N/2, from 1.</param>
    /// <param name="edgeScale">What |X|² is multiplied by at k = 0 and N/2.</param>
    /// <param name="quarterScale">A quarter of what |X|² is multiplied by elsewhere: E and O are not halved.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Powers<TLanes, T>(T* values, T* powers, T* factors, int half, T edgeScale, T quarterScale)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        nint width = TLanes.Count;
        TLanes edge = TLanes.Broadcast(edgeScale), scale = TLanes.Broadcast(quarterScale);

        // Z[N/2] is Z[0], so that X[0] and X[N/2] are the sum and the difference of its parts.
        TLanes r = TLanes.Load(values), i = TLanes.Load(values + width);
        TLanes first = r + i, last = r - i;
        (first * first * edge).Store(powers);
        (last * last * edge).Store(powers + (half * width));

        T* low = values + (2 * width), high = values + (2 * width * (half - 1));
        T* lowPowers = powers + width, highPowers = powers + (width * (half - 1));
        // In the middle, both are the same value: it is computed twice and stored twice.
        while (low <= high)
        {
            factors += 2;
            TLanes wr = TLanes.Broadcast(factors[0]), wi = TLanes.Broadcast(factors[1]);
            TLanes lowR = TLanes.Load(low), lowI = TLanes.Load(low + width);
            TLanes highR = TLanes.Load(high), highI = TLanes.Load(high + width);
            TLanes evenR = lowR + highR, evenI = lowI - highI, oddR = lowI + highI, oddI = highR - lowR;
            TLanes turnedR = (oddR * wr) - (oddI * wi), turnedI = (oddR * wi) + (oddI * wr);
            TLanes sumR = evenR + turnedR, sumI = evenI + turnedI, differenceR = evenR - turnedR, differenceI = evenI - turnedI;
            (((differenceR * differenceR) + (differenceI * differenceI)) * scale).Store(highPowers);
            (((sumR * sumR) + (sumI * sumI)) * scale).Store(lowPowers);
            low += 2 * width;
            high -= 2 * width;
            lowPowers += width;
            highPowers -= width;
        }
    }
}
