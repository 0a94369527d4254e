using System.Numerics;
using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// The passes of radix 3 and 5, which make sizes such as 768, 1000 and 1536 possible (the layout: <see cref="StockhamPasses"/>).
/// </summary>
internal static unsafe class StockhamOddPasses
{
    /// <summary>A transform of three: Re and Im of e^(−2πi/3) are −1/2 and −√3/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Radix3<TLanes, T>(T* from, T* to, T* factors, int count, int stride)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint width = TLanes.Count, run = 2 * width * stride, part = run * count;
        TLanes half = TLanes.Broadcast(T.CreateChecked(0.5)), sine = TLanes.Broadcast(T.CreateChecked(Math.Sqrt(0.75)));
        for (int p = 0; p < count; p++, factors += 4, to += 2 * run)
        {
            TLanes w1r = TLanes.Broadcast(factors[0]), w1i = TLanes.Broadcast(factors[1]);
            TLanes w2r = TLanes.Broadcast(factors[2]), w2i = TLanes.Broadcast(factors[3]);
            for (T* end = from + run; from != end; from += 2 * width, to += 2 * width)
            {
                TLanes ar = TLanes.Load(from), ai = TLanes.Load(from + width);
                TLanes br = TLanes.Load(from + part), bi = TLanes.Load(from + part + width);
                TLanes cr = TLanes.Load(from + (2 * part)), ci = TLanes.Load(from + (2 * part) + width);
                TLanes sumR = br + cr, sumI = bi + ci;
                TLanes oddR = (br - cr) * sine, oddI = (bi - ci) * sine;
                TLanes evenR = ar - (sumR * half), evenI = ai - (sumI * half);
                (ar + sumR).Store(to);
                (ai + sumI).Store(to + width);
                StockhamPasses.Multiply<TLanes, T>(evenR + oddI, evenI - oddR, w1r, w1i, to + run);
                StockhamPasses.Multiply<TLanes, T>(evenR - oddI, evenI + oddR, w2r, w2i, to + (2 * run));
            }
        }
    }

    /// <summary>A transform of five from the cosines and sines of 72° and 144°.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Radix5<TLanes, T>(T* from, T* to, T* factors, int count, int stride)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint width = TLanes.Count, run = 2 * width * stride, part = run * count;
        (double cosine, double minusSine) = StockhamPass<T>.UnitRoot(1, 5);
        TLanes c1 = TLanes.Broadcast(T.CreateChecked(cosine)), s1 = TLanes.Broadcast(T.CreateChecked(-minusSine));
        (cosine, minusSine) = StockhamPass<T>.UnitRoot(2, 5);
        TLanes c2 = TLanes.Broadcast(T.CreateChecked(cosine)), s2 = TLanes.Broadcast(T.CreateChecked(-minusSine));
        for (int p = 0; p < count; p++, factors += 8, to += 4 * run)
        {
            for (T* end = from + run; from != end; from += 2 * width, to += 2 * width)
            {
                TLanes ar = TLanes.Load(from), ai = TLanes.Load(from + width);
                TLanes br = TLanes.Load(from + part), bi = TLanes.Load(from + part + width);
                TLanes cr = TLanes.Load(from + (2 * part)), ci = TLanes.Load(from + (2 * part) + width);
                TLanes dr = TLanes.Load(from + (3 * part)), di = TLanes.Load(from + (3 * part) + width);
                TLanes er = TLanes.Load(from + (4 * part)), ei = TLanes.Load(from + (4 * part) + width);
                TLanes sumBEr = br + er, sumBEi = bi + ei, differenceBEr = br - er, differenceBEi = bi - ei;
                TLanes sumCDr = cr + dr, sumCDi = ci + di, differenceCDr = cr - dr, differenceCDi = ci - di;
                (ar + sumBEr + sumCDr).Store(to);
                (ai + sumBEi + sumCDi).Store(to + width);
                // Outputs 1 and 4 share even and odd part, and so do 2 and 3.
                TLanes evenR = ar + (sumBEr * c1) + (sumCDr * c2), evenI = ai + (sumBEi * c1) + (sumCDi * c2);
                TLanes oddR = (differenceBEr * s1) + (differenceCDr * s2), oddI = (differenceBEi * s1) + (differenceCDi * s2);
                StockhamPasses.Multiply<TLanes, T>(evenR + oddI, evenI - oddR, factors, to + run);
                StockhamPasses.Multiply<TLanes, T>(evenR - oddI, evenI + oddR, factors + 6, to + (4 * run));
                evenR = ar + (sumBEr * c2) + (sumCDr * c1);
                evenI = ai + (sumBEi * c2) + (sumCDi * c1);
                oddR = (differenceBEr * s2) - (differenceCDr * s1);
                oddI = (differenceBEi * s2) - (differenceCDi * s1);
                StockhamPasses.Multiply<TLanes, T>(evenR + oddI, evenI - oddR, factors + 2, to + (2 * run));
                StockhamPasses.Multiply<TLanes, T>(evenR - oddI, evenI + oddR, factors + 4, to + (3 * run));
            }
        }
    }
}
