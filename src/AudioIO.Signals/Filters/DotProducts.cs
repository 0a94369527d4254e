using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>A sum of products of neighbouring values with the taps of a filter.</summary>
internal unsafe struct DotProduct
{
    /// <summary>The values, and <see cref="DotProducts.Overrun"/> more that are read and do not count.</summary>
    public double* Values;

    /// <summary>The taps, and zeros up to a multiple of <see cref="DotProducts.Parts"/>, and as many again.</summary>
    public double* Taps;

    /// <summary>Number of products; of sums computed together, numbers differ by at most one.</summary>
    public int Count;
}

/// <summary>
/// Sums of products. A sum is made of eight partial sums, of every eighth product, which are added in a fixed order: that is what makes it
/// the same to the last bit whether eight, four, two or one of them lie in a vector. What lies behind the last value counts as zeros,
/// whatever it is. An addition takes four cycles until its result can be added to, so that four sums take turns.
/// </summary>
internal static unsafe class DotProducts
{
    /// <summary>Sums computed at once.</summary>
    public const int Count = 4;

    /// <summary>Partial sums of a sum.</summary>
    public const int Parts = 8;

    /// <summary>Values of the memory for partial sums, and for the numbers from 0 to 7.</summary>
    public const int WorkLength = Parts * (Count + 1);

    /// <summary>Values that may be read behind the last one.</summary>
    public const int Overrun = 2 * Parts;

    /// <summary>Taps of a row in memory: zeros follow, as <see cref="DotProduct.Taps"/> asks for.</summary>
    public static int RowLength(int taps) => ((taps + Parts - 1) & -Parts) + Parts;

    /// <summary>Prepares <see cref="WorkLength"/> values of memory for any number of sums.</summary>
    public static void Prepare(double* work)
    {
        for (int i = 0; i < Parts; i++) work[i] = i;
    }

    /// <summary>Computes four sums.</summary>
    /// <param name="products">What is summed.</param>
    /// <param name="work">Memory that <see cref="Prepare"/> has prepared.</param>
    /// <param name="sums">Room for the results.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum<TLanes>(DotProduct* products, double* work, double* sums)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        int most = Math.Max(Math.Max(products[0].Count, products[1].Count), Math.Max(products[2].Count, products[3].Count));
        int whole = (most - 1) & -Parts;
        double* taps = products[0].Taps;
        // Loads are what takes the time: those of common taps are saved.
        bool isCommon = taps == products[1].Taps && taps == products[2].Taps && taps == products[3].Taps;
        for (int part = 0; part < Parts; part += TLanes.Count)
        {
            if (isCommon) SumCommon<TLanes>(products, part, whole, work + part);
            else SumApart<TLanes>(products, part, whole, work + part);
        }
        double* parts = work + Parts;
        for (int s = 0; s < Count; s++, parts += Parts)
        {
            Vector128<double> pair = Vector128.Load(parts) + Vector128.Load(parts + 4);
            pair += Vector128.Load(parts + 2) + Vector128.Load(parts + 6);
            sums[s] = pair[0] + pair[1];
        }
    }

    /// <summary>A vector of every eight products of each sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumApart<TLanes>(DotProduct* products, nint part, nint whole, double* work)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        double* x0 = products[0].Values, x1 = products[1].Values, x2 = products[2].Values, x3 = products[3].Values;
        double* h0 = products[0].Taps, h1 = products[1].Taps, h2 = products[2].Taps, h3 = products[3].Taps;
        TLanes zero = TLanes.Broadcast(0), index = TLanes.Load(work), a = zero, b = zero, c = zero, d = zero;
        nint i = part;
        for (; i < whole; i += Parts)
        {
            a += TLanes.Load(x0 + i) * TLanes.Load(h0 + i);
            b += TLanes.Load(x1 + i) * TLanes.Load(h1 + i);
            c += TLanes.Load(x2 + i) * TLanes.Load(h2 + i);
            d += TLanes.Load(x3 + i) * TLanes.Load(h3 + i);
        }
        (a + (Last(products[0], i, whole, index) * TLanes.Load(h0 + i))).Store(work + Parts);
        (b + (Last(products[1], i, whole, index) * TLanes.Load(h1 + i))).Store(work + (2 * Parts));
        (c + (Last(products[2], i, whole, index) * TLanes.Load(h2 + i))).Store(work + (3 * Parts));
        (d + (Last(products[3], i, whole, index) * TLanes.Load(h3 + i))).Store(work + (4 * Parts));
    }

    /// <summary>The same, of sums with the same taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumCommon<TLanes>(DotProduct* products, nint part, nint whole, double* work)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        double* x0 = products[0].Values, x1 = products[1].Values, x2 = products[2].Values, x3 = products[3].Values;
        double* taps = products[0].Taps;
        TLanes zero = TLanes.Broadcast(0), index = TLanes.Load(work), a = zero, b = zero, c = zero, d = zero, tap;
        nint i = part;
        for (; i < whole; i += Parts)
        {
            tap = TLanes.Load(taps + i);
            a += TLanes.Load(x0 + i) * tap;
            b += TLanes.Load(x1 + i) * tap;
            c += TLanes.Load(x2 + i) * tap;
            d += TLanes.Load(x3 + i) * tap;
        }
        tap = TLanes.Load(taps + i);
        (a + (Last(products[0], i, whole, index) * tap)).Store(work + Parts);
        (b + (Last(products[1], i, whole, index) * tap)).Store(work + (2 * Parts));
        (c + (Last(products[2], i, whole, index) * tap)).Store(work + (3 * Parts));
        (d + (Last(products[3], i, whole, index) * tap)).Store(work + (4 * Parts));
    }

    /// <summary>The last values, and zeros instead of what lies behind them: a zero of the taps times NaN were NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Last<TLanes>(in DotProduct product, nint at, nint whole, TLanes index)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        TLanes rest = TLanes.Broadcast(product.Count - whole);
        return TLanes.WhereLess(index, rest, TLanes.Load(product.Values + at), TLanes.Broadcast(0));
    }
}
