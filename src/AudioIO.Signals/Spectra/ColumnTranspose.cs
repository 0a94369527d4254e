using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// Between columns in memory, one value after the other, and columns in lanes, the same value of all of them side by side.
/// </summary>
internal static unsafe class ColumnTranspose
{
    /// <summary>Multiplies values of columns by a window on their way into the lanes.</summary>
    /// <param name="columns">Where each column begins, one per lane.</param>
    /// <param name="window">One factor per value of a column.</param>
    /// <param name="first">First value to take.</param>
    /// <param name="count">Number of values; columns a power of two apart evict each other from the cache if it is large.</param>
    /// <param name="lanes">Room for as many vectors.</param>
    /// <param name="width">Number of lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Enter<T>(T** columns, T* window, int first, int count, T* lanes, int width)
        where T : unmanaged, INumber<T>
    {
        int done = 0;
        if (typeof(T) == typeof(float) && width % 4 == 0)
        {
            done = count - (count % 4);
            if (width == 16 && Avx512F.IsSupported) EnterSixteen((float**)columns, (float*)window, first, done, (float*)lanes);
            else if (width == 8 && Avx.IsSupported) EnterEight((float**)columns, (float*)window, first, done, (float*)lanes);
            else EnterFloats((float**)columns, (float*)window, first, done, (float*)lanes, width);
        }
        else if (typeof(T) == typeof(double) && width % 2 == 0)
        {
            done = count - (count % 2);
            EnterDoubles((double**)columns, (double*)window, first, done, (double*)lanes, width);
        }
        for (int l = 0; l < width; l++)
        {
            for (int n = done; n < count; n++) lanes[((nint)n * width) + l] = columns[l][first + n] * window[first + n];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EnterSixteen(float** columns, float* window, nint first, int count, float* lanes)
    {
        for (nint n = first; n < first + count; n += 4, lanes += 4 * 16)
        {
            LaneTranspose.Load(columns, n, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d);
            (a * window[n]).Store(lanes);
            (b * window[n + 1]).Store(lanes + 16);
            (c * window[n + 2]).Store(lanes + (2 * 16));
            (d * window[n + 3]).Store(lanes + (3 * 16));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EnterEight(float** columns, float* window, nint first, int count, float* lanes)
    {
        for (nint n = first; n < first + count; n += 4, lanes += 4 * 8)
        {
            LaneTranspose.Load(columns, n, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c, out Vector256<float> d);
            (a * window[n]).Store(lanes);
            (b * window[n + 1]).Store(lanes + 8);
            (c * window[n + 2]).Store(lanes + (2 * 8));
            (d * window[n + 3]).Store(lanes + (3 * 8));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EnterFloats(float** columns, float* window, nint first, int count, float* lanes, int width)
    {
        for (int l = 0; l < width; l += 4)
        {
            float* a = columns[l], b = columns[l + 1], c = columns[l + 2], d = columns[l + 3];
            float* to = lanes + l;
            for (nint n = first; n < first + count; n += 4, to += 4 * width)
            {
                Vector128<float> factor = Vector128.Load(window + n);
                Vector128<float> w = Vector128.Load(a + n) * factor, x = Vector128.Load(b + n) * factor;
                Vector128<float> y = Vector128.Load(c + n) * factor, z = Vector128.Load(d + n) * factor;
                LaneTranspose.Transpose(ref w, ref x, ref y, ref z);
                w.Store(to);
                x.Store(to + width);
                y.Store(to + (2 * width));
                z.Store(to + (3 * width));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EnterDoubles(double** columns, double* window, nint first, int count, double* lanes, int width)
    {
        for (int l = 0; l < width; l += 2)
        {
            double* a = columns[l], b = columns[l + 1], to = lanes + l;
            for (nint n = first; n < first + count; n += 2, to += 2 * width)
            {
                Vector128<double> factor = Vector128.Load(window + n);
                Vector128<double> x = Vector128.Load(a + n) * factor, y = Vector128.Load(b + n) * factor;
                LaneTranspose.ZipLow(x, y).Store(to);
                LaneTranspose.ZipHigh(x, y).Store(to + width);
            }
        }
    }

    /// <summary>Writes values of the columns in the first lanes.</summary>
    /// <param name="lanes">Vectors, one per value.</param>
    /// <param name="width">Number of lanes.</param>
    /// <param name="values">Number of values of each column.</param>
    /// <param name="columns">Room for those of the first column.</param>
    /// <param name="distance">From one column to the next.</param>
    /// <param name="count">Number of columns, at most <paramref name="width"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Leave<T>(T* lanes, int width, int values, T* columns, nint distance, int count)
        where T : unmanaged
    {
        int done = 0;
        if (typeof(T) == typeof(float) && count % 4 == 0)
        {
            int blocks = 0;
            if (Avx512F.IsSupported)
            {
                blocks = values - (values % 16);
                LeaveSixteens((float*)lanes, width, blocks, (float*)columns, distance, count);
            }
            else if (Avx.IsSupported)
            {
                blocks = values - (values % 8);
                LeaveEights((float*)lanes, width, blocks, (float*)columns, distance, count);
            }
            done = values - (values % 4);
            if (done > blocks) LeaveFloats((float*)lanes + (blocks * (nint)width), width, done - blocks, (float*)columns + blocks, distance, count);
        }
        else if (typeof(T) == typeof(double) && count % 2 == 0)
        {
            done = values - (values % 2);
            LeaveDoubles((double*)lanes, width, done, (double*)columns, distance, count);
        }
        for (int l = 0; l < count; l++)
        {
            T* column = columns + (l * distance);
            for (int n = done; n < values; n++) column[n] = lanes[((nint)n * width) + l];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeaveSixteens(float* lanes, int width, int values, float* columns, nint distance, int count)
    {
        float** rows = stackalloc float*[16];
        for (float* end = columns + values; columns != end; columns += 16)
        {
            for (int i = 0; i < 16; i++, lanes += width) rows[i] = lanes;
            float* to = columns;
            for (int l = 0; l < count; l += 4, to += 4 * distance)
            {
                LaneTranspose.Load(rows, l, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d);
                a.Store(to);
                b.Store(to + distance);
                c.Store(to + (2 * distance));
                d.Store(to + (3 * distance));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeaveEights(float* lanes, int width, int values, float* columns, nint distance, int count)
    {
        float** rows = stackalloc float*[8];
        for (float* end = columns + values; columns != end; columns += 8)
        {
            for (int i = 0; i < 8; i++, lanes += width) rows[i] = lanes;
            float* to = columns;
            for (int l = 0; l < count; l += 4, to += 4 * distance)
            {
                LaneTranspose.Load(rows, l, out Vector256<float> a, out Vector256<float> b, out Vector256<float> c, out Vector256<float> d);
                a.Store(to);
                b.Store(to + distance);
                c.Store(to + (2 * distance));
                d.Store(to + (3 * distance));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeaveFloats(float* lanes, int width, int values, float* columns, nint distance, int count)
    {
        for (int l = 0; l < count; l += 4)
        {
            float* from = lanes + l, to = columns + (l * distance);
            for (float* end = to + values; to != end; to += 4, from += 4 * width)
            {
                Vector128<float> w = Vector128.Load(from), x = Vector128.Load(from + width);
                Vector128<float> y = Vector128.Load(from + (2 * width)), z = Vector128.Load(from + (3 * width));
                LaneTranspose.Transpose(ref w, ref x, ref y, ref z);
                w.Store(to);
                x.Store(to + distance);
                y.Store(to + (2 * distance));
                z.Store(to + (3 * distance));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeaveDoubles(double* lanes, int width, int values, double* columns, nint distance, int count)
    {
        for (int l = 0; l < count; l += 2)
        {
            double* from = lanes + l, to = columns + (l * distance);
            for (double* end = to + values; to != end; to += 2, from += 2 * width)
            {
                Vector128<double> x = Vector128.Load(from), y = Vector128.Load(from + width);
                LaneTranspose.ZipLow(x, y).Store(to);
                LaneTranspose.ZipHigh(x, y).Store(to + distance);
            }
        }
    }
}
