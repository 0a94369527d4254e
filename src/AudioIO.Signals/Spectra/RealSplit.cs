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

    /// <summary>Writes the powers at k = 0 and N/2. Z[N/2] is Z[0], so that they are the sum and the difference of its parts.</summary>
    public static void EdgePowers<TLanes, T>(T* values, T* low, T* high, T scale)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        TLanes edge = TLanes.Broadcast(scale), r = TLanes.Load(values), i = TLanes.Load(values + TLanes.Count);
        TLanes first = r + i, last = r - i;
        (first * first * edge).Store(low);
        (last * last * edge).Store(high);
    }

    /// <summary>Writes vectors of powers from both ends: for k = first, first + 1, … up, and for N/2 − k down.</summary>
    /// <param name="values">Z.</param>
    /// <param name="places">Where each value lies in <paramref name="values"/>.</param>
    /// <param name="factors">Those of <see cref="CreateFactors"/>.</param>
    /// <param name="first">First k, from 1.</param>
    /// <param name="count">Number of values of k, all up to N/4: in the middle, both ends are the same.</param>
    /// <param name="low">Room for the vector of the first k; the others follow.</param>
    /// <param name="high">Room for the vector of N/2 less the first k; the others lie before.</param>
    /// <param name="quarterScale">A quarter of what |X|² is multiplied by: E and O are not halved.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Powers<TLanes, T>(
        T* values, ReadOnlySpan<int> places, T* factors, int first, int count, T* low, T* high, T quarterScale)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        nint width = TLanes.Count;
        TLanes scale = TLanes.Broadcast(quarterScale);
        factors += 2 * first;
        for (int k = first; k < first + count; k++, factors += 2, low += width, high -= width)
        {
            T* lowValue = values + (2 * width * places[k]), highValue = values + (2 * width * places[places.Length - k]);
            TLanes wr = TLanes.Broadcast(factors[0]), wi = TLanes.Broadcast(factors[1]);
            TLanes lowR = TLanes.Load(lowValue), lowI = TLanes.Load(lowValue + width);
            TLanes highR = TLanes.Load(highValue), highI = TLanes.Load(highValue + width);
            TLanes evenR = lowR + highR, evenI = lowI - highI, oddR = lowI + highI, oddI = highR - lowR;
            TLanes turnedR = (oddR * wr) - (oddI * wi), turnedI = (oddR * wi) + (oddI * wr);
            TLanes sumR = evenR + turnedR, sumI = evenI + turnedI, differenceR = evenR - turnedR, differenceI = evenI - turnedI;
            (((sumR * sumR) + (sumI * sumI)) * scale).Store(low);
            (((differenceR * differenceR) + (differenceI * differenceI)) * scale).Store(high);
        }
    }
}
