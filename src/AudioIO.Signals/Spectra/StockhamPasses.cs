using System.Numerics;
using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// The passes of the Stockham transform (decimation in frequency, self-sorting: Van Loan, Computational Frameworks for the Fast Fourier
/// Transform, 1992, §1.7 and §2.4), one transform per lane: no shuffles, and the factors are the same for all lanes. A complex value is a
/// vector of real parts followed by one of imaginary parts. A pass reads value q of the interleaved transforms at p, p + n/r, … of their
/// length n and writes it to r·p, r·p + 1, …
/// </summary>
internal static unsafe class StockhamPasses
{
    /// <summary>Runs all passes between two workspaces.</summary>
    /// <param name="plan">The passes.</param>
    /// <param name="values">The values to transform; overwritten.</param>
    /// <param name="other">Room for as many.</param>
    /// <returns>Which of both holds the result.</returns>
    public static T* Run<TLanes, T>(StockhamPlan<T> plan, T* values, T* other)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (StockhamPass<T> pass in plan.Passes)
        {
            fixed (T* factors = pass.Factors)
            {
                int count = pass.Length / pass.Radix;
                switch (pass.Radix)
                {
                    case 2: Radix2<TLanes, T>(values, other, pass.Stride); break;
                    case 3: StockhamOddPasses.Radix3<TLanes, T>(values, other, factors, count, pass.Stride); break;
                    case 4 when count == 1: Radix4Last<TLanes, T>(values, other, pass.Stride); break;
                    case 4: Radix4<TLanes, T>(values, other, factors, count, pass.Stride); break;
                    default: StockhamOddPasses.Radix5<TLanes, T>(values, other, factors, count, pass.Stride); break;
                }
            }
            T* written = other;
            other = values;
            values = written;
        }
        return values;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix4<TLanes, T>(T* from, T* to, T* factors, int count, int stride)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        nint width = TLanes.Count, run = 2 * width * stride, part = run * count;
        for (int p = 0; p < count; p++, factors += 6, to += 3 * run)
        {
            TLanes w1r = TLanes.Broadcast(factors[0]), w1i = TLanes.Broadcast(factors[1]);
            TLanes w2r = TLanes.Broadcast(factors[2]), w2i = TLanes.Broadcast(factors[3]);
            TLanes w3r = TLanes.Broadcast(factors[4]), w3i = TLanes.Broadcast(factors[5]);
            for (T* end = from + run; from != end; from += 2 * width, to += 2 * width)
            {
                TLanes ar = TLanes.Load(from), ai = TLanes.Load(from + width);
                TLanes cr = TLanes.Load(from + (2 * part)), ci = TLanes.Load(from + (2 * part) + width);
                TLanes br = TLanes.Load(from + part), bi = TLanes.Load(from + part + width);
                TLanes dr = TLanes.Load(from + (3 * part)), di = TLanes.Load(from + (3 * part) + width);
                TLanes sumACr = ar + cr, sumACi = ai + ci, differenceACr = ar - cr, differenceACi = ai - ci;
                TLanes sumBDr = br + dr, sumBDi = bi + di, differenceBDr = br - dr, differenceBDi = bi - di;
                (sumACr + sumBDr).Store(to);
                (sumACi + sumBDi).Store(to + width);
                // a − c ∓ i (b − d)
                TLanes r = differenceACr + differenceBDi, i = differenceACi - differenceBDr;
                ((r * w1r) - (i * w1i)).Store(to + run);
                ((r * w1i) + (i * w1r)).Store(to + run + width);
                r = sumACr - sumBDr;
                i = sumACi - sumBDi;
                ((r * w2r) - (i * w2i)).Store(to + (2 * run));
                ((r * w2i) + (i * w2r)).Store(to + (2 * run) + width);
                r = differenceACr - differenceBDi;
                i = differenceACi + differenceBDr;
                ((r * w3r) - (i * w3i)).Store(to + (3 * run));
                ((r * w3i) + (i * w3r)).Store(to + (3 * run) + width);
            }
        }
    }

    /// <summary>The last pass: all factors are 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix4Last<TLanes, T>(T* from, T* to, int stride)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        nint width = TLanes.Count, run = 2 * width * stride;
        for (T* end = from + run; from != end; from += 2 * width, to += 2 * width)
        {
            TLanes ar = TLanes.Load(from), ai = TLanes.Load(from + width);
            TLanes cr = TLanes.Load(from + (2 * run)), ci = TLanes.Load(from + (2 * run) + width);
            TLanes br = TLanes.Load(from + run), bi = TLanes.Load(from + run + width);
            TLanes dr = TLanes.Load(from + (3 * run)), di = TLanes.Load(from + (3 * run) + width);
            TLanes sumACr = ar + cr, sumACi = ai + ci, differenceACr = ar - cr, differenceACi = ai - ci;
            TLanes sumBDr = br + dr, sumBDi = bi + di, differenceBDr = br - dr, differenceBDi = bi - di;
            (sumACr + sumBDr).Store(to);
            (sumACi + sumBDi).Store(to + width);
            (differenceACr + differenceBDi).Store(to + run);
            (differenceACi - differenceBDr).Store(to + run + width);
            (sumACr - sumBDr).Store(to + (2 * run));
            (sumACi - sumBDi).Store(to + (2 * run) + width);
            (differenceACr - differenceBDi).Store(to + (3 * run));
            (differenceACi + differenceBDr).Store(to + (3 * run) + width);
        }
    }

    /// <summary>Always the last pass: all factors are 1, and real and imaginary parts take the same steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Radix2<TLanes, T>(T* from, T* to, int stride)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        nint width = TLanes.Count, run = 2 * width * stride;
        for (T* end = from + run; from != end; from += width, to += width)
        {
            TLanes a = TLanes.Load(from), b = TLanes.Load(from + run);
            (a + b).Store(to);
            (a - b).Store(to + run);
        }
    }
}
