using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioIO.Overviews;

/// <summary>
/// Bins of floats in vectors of eight lanes, whatever the width of the machine: value i of the frames goes to lane i % 8 of vector
/// i / 8 % Period, where after Period vectors every lane has the channel that it began with. Sums are of squares in float, lanes are added
/// in double: the order is fixed, so that the bits are. Compiled at once: before the runtime's second look it would be many times slower.
/// </summary>
internal static class FloatBins
{
    private const int Lanes = 8;

    // The lanes of a bin's vectors, three for each, lie on the stack: 6 KiB.
    private const int MaxPeriod = 64;

    // Vectors of the four accumulators where one holds all channels: the latency of an addition is hidden behind the others.
    private const int Unrolled = 4;

    // A sum of squares outside is computed again in double: squares of floats overflow above 1.8e19, and lose bits below 1e-19.
    public const double LowestEnergy = 1e-30, HighestEnergy = 1e38;

    public static bool Supports(int channels) => Period(channels) <= MaxPeriod;

    /// <summary>As <see cref="BinKernel.Reduce"/>.</summary>
    /// <returns>False where floats cannot hold the sums, or a value is not a number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReduce(ReadOnlySpan<float> values, Span<float> min, Span<float> max, Span<float> rms)
    {
        int period = Period(min.Length);
        Span<Vector256<float>> lanes = stackalloc Vector256<float>[3 * period];
        lanes[..period].Fill(Vector256.Create(float.PositiveInfinity));
        lanes.Slice(period, period).Fill(Vector256.Create(float.NegativeInfinity));
        lanes[(2 * period)..].Clear();
        int done = period == 1 ? SumOne(values, ref lanes[0], ref lanes[1], ref lanes[2]) : SumAny(values, lanes);
        return Fold(values, done, MemoryMarshal.Cast<Vector256<float>, float>(lanes), min, max, rms);
    }

    /// <summary>Number of vectors after which the channels of the lanes are the same again: channels / gcd(channels, 8).</summary>
    private static int Period(int channels) => channels >> Math.Min(3, BitOperations.TrailingZeroCount(channels));

    /// <summary>Where the channels of eight lanes are always the same: four accumulators of each, two in a vector, joined at the end.</summary>
    /// <returns>Number of values of whole vectors, which are those that were looked at.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SumOne(ReadOnlySpan<float> values, ref Vector256<float> low, ref Vector256<float> high, ref Vector256<float> sum)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        Vector512<float> low0 = Vector512.Create(float.PositiveInfinity), low1 = low0;
        Vector512<float> high0 = Vector512.Create(float.NegativeInfinity), high1 = high0;
        Vector512<float> sum0 = default, sum1 = default;
        int at = 0;
        for (; at <= values.Length - (Unrolled * Lanes); at += Unrolled * Lanes)
        {
            Vector512<float> x0 = Vector512.LoadUnsafe(ref first, (nuint)at), x1 = Vector512.LoadUnsafe(ref first, (nuint)(at + (2 * Lanes)));
            low0 = Vector512.MinNative(low0, x0);
            high0 = Vector512.MaxNative(high0, x0);
            sum0 += x0 * x0;
            low1 = Vector512.MinNative(low1, x1);
            high1 = Vector512.MaxNative(high1, x1);
            sum1 += x1 * x1;
        }
        low0 = Vector512.MinNative(low0, low1);
        high0 = Vector512.MaxNative(high0, high1);
        low = Vector256.MinNative(low0.GetLower(), low0.GetUpper());
        high = Vector256.MaxNative(high0.GetLower(), high0.GetUpper());
        sum = (sum0.GetLower() + sum0.GetUpper()) + (sum1.GetLower() + sum1.GetUpper());
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int SumAny(ReadOnlySpan<float> values, Span<Vector256<float>> lanes)
    {
        int period = lanes.Length / 3, at = 0;
        Span<Vector256<float>> lows = lanes[..period], highs = lanes.Slice(period, period), sums = lanes[(2 * period)..];
        for (; at <= values.Length - (period * Lanes); at += period * Lanes)
        {
            ref float first = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), at);
            for (int v = 0; v < lows.Length; v++)
            {
                Vector256<float> x = Vector256.LoadUnsafe(ref first, (nuint)(v * Lanes));
                lows[v] = Vector256.MinNative(lows[v], x);
                highs[v] = Vector256.MaxNative(highs[v], x);
                sums[v] += x * x;
            }
        }
        return at;
    }

    /// <summary>The lanes of every channel, then the values behind the last whole vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Fold(
        ReadOnlySpan<float> values, int done, ReadOnlySpan<float> lanes, Span<float> min, Span<float> max, Span<float> rms)
    {
        int channels = min.Length, count = lanes.Length / 3;
        ReadOnlySpan<float> lows = lanes[..count], highs = lanes.Slice(count, count), sums = lanes[(2 * count)..];
        double frames = values.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            float low = float.PositiveInfinity, high = float.NegativeInfinity;
            double energy = 0;
            for (int i = c; i < sums.Length; i += channels)
            {
                // Without a jump: which lane has the smallest is for chance to say. What a NaN does here is looked at below.
                low = float.MinNative(low, lows[i]);
                high = float.MaxNative(high, highs[i]);
                energy += sums[i];
            }
            for (int at = done + c; at < values.Length; at += channels)
            {
                float value = values[at];
                low = float.MinNative(low, value);
                high = float.MaxNative(high, value);
                energy += value * (double)value;
            }
            // A NaN among the values is one of their energy, and fails both comparisons.
            if (!(energy <= HighestEnergy && (energy >= LowestEnergy || (low == 0 && high == 0)))) return false;
            min[c] = low + 0f; // −0 is 0
            max[c] = high + 0f;
            rms[c] = (float)Math.Sqrt(energy / frames);
        }
        return true;
    }
}
