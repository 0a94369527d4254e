using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// Between columns in memory, one value after the other, and columns in lanes, the same value of all of them side by side.
/// </summary>
internal static unsafe class ColumnTranspose
{
    // One line of the cache of each column at a time: columns a power of two apart fall into one set of it, and evict each other.
    private const int LineFloats = 16;

    /// <summary>Multiplies columns by a window on their way into the lanes.</summary>
    /// <param name="columns">Where each column begins, one per lane.</param>
    /// <param name="window">One factor per value.</param>
    /// <param name="size">Values of a column.</param>
    /// <param name="lanes">Room for <paramref name="size"/> vectors.</param>
    /// <param name="width">Number of lanes.</param>
    public static void Enter<T>(T** columns, T* window, int size, T* lanes, int width)
        where T : unmanaged, INumber<T>
    {
        int done = 0;
        if (typeof(T) == typeof(float) && width % 4 == 0)
        {
            done = size - (size % 4);
            EnterFloats((float**)columns, (float*)window, done, (float*)lanes, width);
        }
        for (int l = 0; l < width; l++)
        {
            for (int n = done; n < size; n++) lanes[((nint)n * width) + l] = columns[l][n] * window[n];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EnterFloats(float** columns, float* window, int size, float* lanes, int width)
    {
        for (int line = 0; line < size; line += LineFloats)
        {
            int end = Math.Min(size, line + LineFloats);
            for (int l = 0; l < width; l += 4)
            {
                float* a = columns[l], b = columns[l + 1], c = columns[l + 2], d = columns[l + 3];
                float* to = lanes + ((nint)line * width) + l;
                for (nint n = line; n < end; n += 4, to += 4 * width)
                {
                    Vector128<float> factor = Vector128.Load(window + n);
                    Vector128<float> first = Vector128.Load(a + n) * factor, second = Vector128.Load(b + n) * factor;
                    Vector128<float> third = Vector128.Load(c + n) * factor, fourth = Vector128.Load(d + n) * factor;
                    LaneTranspose.Transpose(ref first, ref second, ref third, ref fourth);
                    first.Store(to);
                    second.Store(to + width);
                    third.Store(to + (2 * width));
                    fourth.Store(to + (3 * width));
                }
            }
        }
    }

    /// <summary>Writes the columns of the first lanes one after the other.</summary>
    /// <param name="lanes">Vectors, one per value of a column.</param>
    /// <param name="width">Number of lanes.</param>
    /// <param name="size">Values of a column.</param>
    /// <param name="columns">Room for <paramref name="count"/> columns.</param>
    /// <param name="count">Number of columns, at most <paramref name="width"/>.</param>
    public static void Leave<T>(T* lanes, int width, int size, T* columns, int count)
        where T : unmanaged
    {
        int done = 0;
        if (typeof(T) == typeof(float) && count % 4 == 0)
        {
            done = size - (size % 4);
            LeaveFloats((float*)lanes, width, size, (float*)columns, count, done);
        }
        for (int l = 0; l < count; l++)
        {
            T* column = columns + ((nint)l * size);
            for (int n = done; n < size; n++) column[n] = lanes[((nint)n * width) + l];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LeaveFloats(float* lanes, int width, int size, float* columns, int count, int done)
    {
        for (int line = 0; line < done; line += LineFloats)
        {
            int end = Math.Min(done, line + LineFloats);
            for (int l = 0; l < count; l += 4)
            {
                float* from = lanes + ((nint)line * width) + l, to = columns + ((nint)l * size);
                for (nint n = line; n < end; n += 4, from += 4 * width)
                {
                    Vector128<float> first = Vector128.Load(from), second = Vector128.Load(from + width);
                    Vector128<float> third = Vector128.Load(from + (2 * width)), fourth = Vector128.Load(from + (3 * width));
                    LaneTranspose.Transpose(ref first, ref second, ref third, ref fourth);
                    first.Store(to + n);
                    second.Store(to + size + n);
                    third.Store(to + (2 * (nint)size) + n);
                    fourth.Store(to + (3 * (nint)size) + n);
                }
            }
        }
    }
}
