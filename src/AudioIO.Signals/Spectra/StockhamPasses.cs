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
    /// <summary>Runs the inner passes on every block, and the outer ones but the first, which has been run.</summary>
    /// <param name="plan">The passes.</param>
    /// <param name="values">The values to transform; overwritten.</param>
    /// <param name="other">Room for as many.</param>
    /// <returns>Which of both holds the result.</returns>
    public static T* RunRest<TLanes, T>(StockhamPlan<T> plan, T* values, T* other)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (plan.Outer.Length < 2) return RunBlocks<TLanes, T>(plan, values, other, 0, plan.Length);
        // One quarter after the other: each stays near until it is done.
        T* result = values;
        int quarter = plan.Length / 4;
        for (int start = 0; start < plan.Length; start += quarter) result = RunOuter<TLanes, T>(plan, 1, values, other, start);
        return result;
    }

    private static T* RunOuter<TLanes, T>(StockhamPlan<T> plan, int level, T* values, T* other, int start)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        StockhamPass<T> pass = plan.Outer[level];
        int quarter = pass.Length / 4;
        nint element = 2 * TLanes.Count;
        T* at = values + (start * element);
        fixed (T* factors = pass.Factors) Quarter<TLanes, T>(at, quarter * element, at, quarter * element, factors, quarter);
        if (level + 1 == plan.Outer.Length) return RunBlocks<TLanes, T>(plan, values, other, start, start + pass.Length);
        T* result = values;
        for (int i = 0; i < 4; i++) result = RunOuter<TLanes, T>(plan, level + 1, values, other, start + (i * quarter));
        return result;
    }

    private static T* RunBlocks<TLanes, T>(StockhamPlan<T> plan, T* values, T* other, int start, int end)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // All blocks take the same passes, and end on the same side.
        T* result = values;
        nint element = 2 * TLanes.Count;
        for (int block = start; block < end; block += plan.BlockLength)
        {
            T* at = values + (block * element);
            result = RunBlock<TLanes, T>(plan.Inner, at, other + (block * element)) == at ? values : other;
        }
        return result;
    }

    private static T* RunBlock<TLanes, T>(ReadOnlySpan<StockhamPass<T>> passes, T* values, T* other)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (StockhamPass<T> pass in passes)
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

    /// <summary>An outer pass: reads values p of four quarters and writes them as values p of four quarters, apart or in place.</summary>
    /// <param name="from">Value 0 of the first quarter.</param>
    /// <param name="fromPart">Distance of the quarters there.</param>
    /// <param name="to">Room for value 0 of the first quarter.</param>
    /// <param name="toPart">Distance of the quarters there.</param>
    /// <param name="factors">Those of value 0.</param>
    /// <param name="count">Number of values of each quarter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Quarter<TLanes, T>(T* from, nint fromPart, T* to, nint toPart, T* factors, int count)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        nint width = TLanes.Count;
        for (T* end = from + (2 * width * count); from != end; from += 2 * width, to += 2 * width, factors += 6)
        {
            TLanes ar = TLanes.Load(from), ai = TLanes.Load(from + width);
            TLanes cr = TLanes.Load(from + (2 * fromPart)), ci = TLanes.Load(from + (2 * fromPart) + width);
            TLanes br = TLanes.Load(from + fromPart), bi = TLanes.Load(from + fromPart + width);
            TLanes dr = TLanes.Load(from + (3 * fromPart)), di = TLanes.Load(from + (3 * fromPart) + width);
            TLanes sumACr = ar + cr, sumACi = ai + ci, differenceACr = ar - cr, differenceACi = ai - ci;
            TLanes sumBDr = br + dr, sumBDi = bi + di, differenceBDr = br - dr, differenceBDi = bi - di;
            (sumACr + sumBDr).Store(to);
            (sumACi + sumBDi).Store(to + width);
            Multiply<TLanes, T>(differenceACr + differenceBDi, differenceACi - differenceBDr, factors, to + toPart);
            Multiply<TLanes, T>(sumACr - sumBDr, sumACi - sumBDi, factors + 2, to + (2 * toPart));
            Multiply<TLanes, T>(differenceACr - differenceBDi, differenceACi + differenceBDr, factors + 4, to + (3 * toPart));
        }
    }

    /// <summary>Writes the product of a value and a factor in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TLanes, T>(TLanes r, TLanes i, T* factor, T* to)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged =>
        Multiply<TLanes, T>(r, i, TLanes.Broadcast(factor[0]), TLanes.Broadcast(factor[1]), to);

    /// <summary>Writes the product of a value and a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply<TLanes, T>(TLanes r, TLanes i, TLanes factorR, TLanes factorI, T* to)
        where TLanes : unmanaged, ILanes<TLanes, T>
        where T : unmanaged
    {
        ((r * factorR) - (i * factorI)).Store(to);
        ((r * factorI) + (i * factorR)).Store(to + TLanes.Count);
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
                Multiply<TLanes, T>(differenceACr + differenceBDi, differenceACi - differenceBDr, w1r, w1i, to + run);
                Multiply<TLanes, T>(sumACr - sumBDr, sumACi - sumBDi, w2r, w2i, to + (2 * run));
                Multiply<TLanes, T>(differenceACr - differenceBDi, differenceACi + differenceBDr, w3r, w3i, to + (3 * run));
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
