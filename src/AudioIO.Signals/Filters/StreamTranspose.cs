using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>
/// Between streams in memory and streams in lanes of doubles: one at a time, whatever its stride, or two neighbouring lanes at once, where
/// the values of each lie one after the other, which takes less than half the time.
/// </summary>
internal static unsafe class StreamTranspose
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Enter<T>(T* from, nint stride, double* lane, nint width, int count)
        where T : unmanaged, INumber<T>
    {
        for (double* end = lane + (count * width); lane != end; lane += width, from += stride) *lane = double.CreateTruncating(*from);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Leave<T>(double* lane, nint width, T* to, nint stride, int count)
        where T : unmanaged, INumber<T>
    {
        for (double* end = lane + (count * width); lane != end; lane += width, to += stride) *to = T.CreateTruncating(*lane);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Enter(float* first, float* second, double* lanes, nint width, int count)
    {
        nint n = 0;
        for (; n <= count - 4; n += 4, lanes += 4 * width)
        {
            Vector128<float> a = Vector128.Load(first + n), b = Vector128.Load(second + n);
            (Vector128<double> both0, Vector128<double> both1) = Vector128.Widen(LaneTranspose.ZipLow(a, b));
            (Vector128<double> both2, Vector128<double> both3) = Vector128.Widen(LaneTranspose.ZipHigh(a, b));
            both0.Store(lanes);
            both1.Store(lanes + width);
            both2.Store(lanes + (2 * width));
            both3.Store(lanes + (3 * width));
        }
        for (; n < count; n++, lanes += width)
        {
            lanes[0] = first[n];
            lanes[1] = second[n];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Leave(double* lanes, nint width, float* first, float* second, int count)
    {
        nint n = 0;
        for (; n <= count - 4; n += 4, lanes += 4 * width)
        {
            // a0 b0 a1 b1 and a2 b2 a3 b3, then a0 a2 b0 b2 and a1 a3 b1 b3.
            Vector128<float> low = Vector128.Narrow(Vector128.Load(lanes), Vector128.Load(lanes + width));
            Vector128<float> high = Vector128.Narrow(Vector128.Load(lanes + (2 * width)), Vector128.Load(lanes + (3 * width)));
            Vector128<float> even = LaneTranspose.ZipLow(low, high), odd = LaneTranspose.ZipHigh(low, high);
            LaneTranspose.ZipLow(even, odd).Store(first + n);
            LaneTranspose.ZipHigh(even, odd).Store(second + n);
        }
        for (; n < count; n++, lanes += width)
        {
            first[n] = (float)lanes[0];
            second[n] = (float)lanes[1];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Enter(double* first, double* second, double* lanes, nint width, int count)
    {
        nint n = 0;
        for (; n <= count - 2; n += 2, lanes += 2 * width)
        {
            Vector128<double> a = Vector128.Load(first + n), b = Vector128.Load(second + n);
            LaneTranspose.ZipLow(a, b).Store(lanes);
            LaneTranspose.ZipHigh(a, b).Store(lanes + width);
        }
        if (n == count) return;
        lanes[0] = first[n];
        lanes[1] = second[n];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Leave(double* lanes, nint width, double* first, double* second, int count)
    {
        nint n = 0;
        for (; n <= count - 2; n += 2, lanes += 2 * width)
        {
            Vector128<double> both0 = Vector128.Load(lanes), both1 = Vector128.Load(lanes + width);
            LaneTranspose.ZipLow(both0, both1).Store(first + n);
            LaneTranspose.ZipHigh(both0, both1).Store(second + n);
        }
        if (n == count) return;
        first[n] = lanes[0];
        second[n] = lanes[1];
    }
}
