using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>A sum of products of neighbouring values with the taps of a filter.</summary>
internal unsafe struct DotProduct
{
    public double* Values;

    public double* Taps;

    public int Count;
}

/// <summary>
/// Sums of products. A sum is made of eight partial sums, of every eighth product, which are added in a fixed order: that is what makes it
/// the same to the last bit whether eight, four, two or one of them lie in a vector. An addition takes four cycles until its result can be
/// added to, so that four sums take turns.
/// </summary>
internal static unsafe class DotProducts
{
    /// <summary>Sums computed at once.</summary>
    public const int Count = 4;

    private const int Parts = 8;

    /// <summary>Computes four sums.</summary>
    /// <param name="products">What is summed.</param>
    /// <param name="parts">Room for partial sums, <see cref="WorkLength"/> values.</param>
    /// <param name="sums">Room for the results.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sum<TLanes>(DotProduct* products, double* parts, double* sums)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        int whole = Math.Min(Math.Min(products[0].Count, products[1].Count), Math.Min(products[2].Count, products[3].Count)) & -Parts;
        // Of narrow vectors, the parts of one sum are chains enough.
        if (TLanes.Count == Parts) SumEights<TLanes>(products, whole, parts);
        else if (TLanes.Count == Parts / 2) SumFours<TLanes>(products, whole, parts);
        else SumOneByOne<TLanes>(products, whole, parts);
        for (int s = 0; s < Count; s++) sums[s] = Finish(products[s], whole, parts + (Parts * s));
    }

    /// <summary>Values of <c>parts</c>.</summary>
    public const int WorkLength = Parts * Count;

    private static double Finish(in DotProduct product, int done, double* parts)
    {
        double* part = parts;
        for (int i = done; i < product.Count; i++)
        {
            *part += product.Values[i] * product.Taps[i];
            if (++part == parts + Parts) part = parts;
        }
        return ((parts[0] + parts[4]) + (parts[2] + parts[6])) + ((parts[1] + parts[5]) + (parts[3] + parts[7]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumEights<TLanes>(DotProduct* products, int count, double* parts)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        double* x0 = products[0].Values, x1 = products[1].Values, x2 = products[2].Values, x3 = products[3].Values;
        double* h0 = products[0].Taps, h1 = products[1].Taps, h2 = products[2].Taps, h3 = products[3].Taps;
        TLanes a = TLanes.Broadcast(0), b = a, c = a, d = a;
        for (nint i = 0; i < count; i += Parts)
        {
            a += TLanes.Load(x0 + i) * TLanes.Load(h0 + i);
            b += TLanes.Load(x1 + i) * TLanes.Load(h1 + i);
            c += TLanes.Load(x2 + i) * TLanes.Load(h2 + i);
            d += TLanes.Load(x3 + i) * TLanes.Load(h3 + i);
        }
        a.Store(parts);
        b.Store(parts + Parts);
        c.Store(parts + (2 * Parts));
        d.Store(parts + (3 * Parts));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumFours<TLanes>(DotProduct* products, int count, double* parts)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        const int Half = Parts / 2;
        double* x0 = products[0].Values, x1 = products[1].Values, x2 = products[2].Values, x3 = products[3].Values;
        double* h0 = products[0].Taps, h1 = products[1].Taps, h2 = products[2].Taps, h3 = products[3].Taps;
        TLanes a = TLanes.Broadcast(0), b = a, c = a, d = a, a2 = a, b2 = a, c2 = a, d2 = a;
        for (nint i = 0; i < count; i += Parts)
        {
            a += TLanes.Load(x0 + i) * TLanes.Load(h0 + i);
            b += TLanes.Load(x1 + i) * TLanes.Load(h1 + i);
            c += TLanes.Load(x2 + i) * TLanes.Load(h2 + i);
            d += TLanes.Load(x3 + i) * TLanes.Load(h3 + i);
            a2 += TLanes.Load(x0 + i + Half) * TLanes.Load(h0 + i + Half);
            b2 += TLanes.Load(x1 + i + Half) * TLanes.Load(h1 + i + Half);
            c2 += TLanes.Load(x2 + i + Half) * TLanes.Load(h2 + i + Half);
            d2 += TLanes.Load(x3 + i + Half) * TLanes.Load(h3 + i + Half);
        }
        a.Store(parts);
        a2.Store(parts + Half);
        b.Store(parts + Parts);
        b2.Store(parts + Parts + Half);
        c.Store(parts + (2 * Parts));
        c2.Store(parts + (2 * Parts) + Half);
        d.Store(parts + (3 * Parts));
        d2.Store(parts + (3 * Parts) + Half);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SumOneByOne<TLanes>(DotProduct* products, int count, double* parts)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        for (int s = 0; s < Count; s++, parts += Parts)
        {
            double* x = products[s].Values, h = products[s].Taps;
            for (int p = 0; p < Parts; p += 2)
            {
                // Two values of every eight: a vector of two, or two of one.
                TLanes a = TLanes.Broadcast(0), b = a;
                for (nint i = p; i < count; i += Parts)
                {
                    a += TLanes.Load(x + i) * TLanes.Load(h + i);
                    if (TLanes.Count == 1) b += TLanes.Load(x + i + 1) * TLanes.Load(h + i + 1);
                }
                a.Store(parts + p);
                if (TLanes.Count == 1) b.Store(parts + p + 1);
            }
        }
    }
}
