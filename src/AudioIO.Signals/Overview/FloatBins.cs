using System.Runtime.Intrinsics;

namespace AudioIO.Overviews;

/// <summary>
/// Bins of floats in vectors of eight lanes, whatever the width of the machine: value i of the frames goes to lane i % 8 of vector
/// i / 8 % Period, where after Period vectors every lane has the channel that it began with. Sums are of squares in float, lanes are added
/// in double: the order is fixed, so that the bits are.
/// </summary>
internal static class FloatBins
{
    private const int Lanes = 8;

    // The lanes of a bin's vectors, three for each, lie on the stack: 6 KiB.
    private const int MaxPeriod = 64;

    // Vectors of the four accumulators where one holds all channels: the latency of an addition is hidden behind the others.
    private const int Unrolled = 4;

    // A sum of squares outside is computed again in double: squares of floats overflow above 1.8e19, and lose bits below 1e-19.
    private const double LowestEnergy = 1e-30, HighestEnergy = 1e38;

    public static bool Supports(int channels) => Period(channels) <= MaxPeriod;

    /// <summary>As <see cref="BinKernel.Reduce"/>.</summary>
    /// <returns>False where floats cannot hold the sums, or a value is not a number.</returns>
    public static bool TryReduce(ReadOnlySpan<float> values, Span<float> min, Span<float> max, Span<float> rms)
    {
        int channels = min.Length, period = Period(channels);
        int accumulators = period == 1 ? Unrolled : period;
        Span<Vector256<float>> lanes = stackalloc Vector256<float>[3 * accumulators];
        Span<Vector256<float>> lows = lanes[..accumulators], highs = lanes.Slice(accumulators, accumulators), sums = lanes[(2 * accumulators)..];
        lows.Fill(Vector256.Create(float.PositiveInfinity));
        highs.Fill(Vector256.Create(float.NegativeInfinity));
        sums.Clear();
        int done = period == 1 ? Sum4(values, lows, highs, sums) : SumAny(values, lows, highs, sums);
        return Fold(values, done, lanes, min, max, rms);
    }

    /// <summary>Number of vectors after which the channels of the lanes are the same again: channels / gcd(channels, 8).</summary>
    private static int Period(int channels) => channels >> Math.Min(3, System.Numerics.BitOperations.TrailingZeroCount(channels));

    private static int Sum4(ReadOnlySpan<float> values, Span<Vector256<float>> lows, Span<Vector256<float>> highs, Span<Vector256<float>> sums)
    {
        Vector256<float> low0 = lows[0], low1 = low0, low2 = low0, low3 = low0;
        Vector256<float> high0 = highs[0], high1 = high0, high2 = high0, high3 = high0;
        Vector256<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        int at = 0;
        for (; at <= values.Length - (Unrolled * Lanes); at += Unrolled * Lanes)
        {
            Vector256<float> x0 = Vector256.Create(values[at..]), x1 = Vector256.Create(values[(at + Lanes)..]);
            Vector256<float> x2 = Vector256.Create(values[(at + (2 * Lanes))..]), x3 = Vector256.Create(values[(at + (3 * Lanes))..]);
            low0 = Vector256.MinNative(low0, x0);
            high0 = Vector256.MaxNative(high0, x0);
            sum0 += x0 * x0;
            low1 = Vector256.MinNative(low1, x1);
            high1 = Vector256.MaxNative(high1, x1);
            sum1 += x1 * x1;
            low2 = Vector256.MinNative(low2, x2);
            high2 = Vector256.MaxNative(high2, x2);
            sum2 += x2 * x2;
            low3 = Vector256.MinNative(low3, x3);
            high3 = Vector256.MaxNative(high3, x3);
            sum3 += x3 * x3;
        }
        (lows[0], lows[1], lows[2], lows[3]) = (low0, low1, low2, low3);
        (highs[0], highs[1], highs[2], highs[3]) = (high0, high1, high2, high3);
        (sums[0], sums[1], sums[2], sums[3]) = (sum0, sum1, sum2, sum3);
        return at;
    }

    private static int SumAny(ReadOnlySpan<float> values, Span<Vector256<float>> lows, Span<Vector256<float>> highs, Span<Vector256<float>> sums)
    {
        int at = 0;
        for (; at <= values.Length - (sums.Length * Lanes); at += sums.Length * Lanes)
        {
            for (int v = 0; v < sums.Length; v++)
            {
                Vector256<float> x = Vector256.Create(values[(at + (v * Lanes))..]);
                lows[v] = Vector256.MinNative(lows[v], x);
                highs[v] = Vector256.MaxNative(highs[v], x);
                sums[v] += x * x;
            }
        }
        return at;
    }

    /// <summary>The lanes of every channel, then the values behind the last whole vectors.</summary>
    private static bool Fold(
        ReadOnlySpan<float> values, int done, ReadOnlySpan<Vector256<float>> lanes, Span<float> min, Span<float> max, Span<float> rms)
    {
        int channels = min.Length, count = lanes.Length / 3;
        Span<double> energies = stackalloc double[channels];
        energies.Clear();
        min.Fill(float.PositiveInfinity);
        max.Fill(float.NegativeInfinity);
        for (int v = 0, channel = 0; v < count; v++)
        {
            Vector256<float> low = lanes[v], high = lanes[count + v], sum = lanes[(2 * count) + v];
            for (int lane = 0; lane < Lanes; lane++)
            {
                if (low[lane] < min[channel]) min[channel] = low[lane];
                if (high[lane] > max[channel]) max[channel] = high[lane];
                energies[channel] += sum[lane];
                if (++channel == channels) channel = 0;
            }
        }
        for (int at = done, channel = 0; at < values.Length; at++)
        {
            float value = values[at];
            if (value < min[channel]) min[channel] = value;
            if (value > max[channel]) max[channel] = value;
            energies[channel] += value * (double)value;
            if (++channel == channels) channel = 0;
        }
        double frames = values.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            double energy = energies[c];
            // A NaN among the values is one of their energy, and fails both comparisons.
            if (!(energy <= HighestEnergy && (energy >= LowestEnergy || (min[c] == 0 && max[c] == 0)))) return false;
            min[c] += 0f; // −0 is 0
            max[c] += 0f;
            rms[c] = (float)Math.Sqrt(energy / frames);
        }
        return true;
    }
}
