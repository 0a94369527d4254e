using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// Restores the subframes of two groups at once: while one group waits for its products, the other one has its turn.
/// </summary>
internal static unsafe class FlacPredictionLanes<TVectors, V>
    where TVectors : struct, IFlacVectors<V>
    where V : unmanaged
{
    /// <summary>Samples are split into 13 bits and 12 where their products would not fit.</summary>
    private const int LowBits = 12;

    private const int LowMask = (1 << LowBits) - 1;

    /// <summary>
    /// The first samples of a block: a lane whose predictor is shorter than the longest begins earlier, the others keep their warm-up.
    /// </summary>
    public static void WarmUp(ref FlacLaneGroup<TVectors, V> group, int count, int products, bool split)
    {
        for (int t = 0; t < count; t++)
        {
            nint at = t * TVectors.Count;
            V prediction = split ? PredictSplit(group, at, products) : PredictNarrow(group, at, products);
            V begun = TVectors.NotAbove(group.Orders, TVectors.Create(t));
            V sample = TVectors.Add(TVectors.Load(group.Samples + at), TVectors.And(prediction, begun));
            TVectors.Store(sample, group.Samples + at);
            group.Seen = See(group.Seen, sample);
            Remember(group, at, sample, split);
        }
    }

    /// <summary>Products of 16 bits, or of 32 where the processor adds no pairs, and sums of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunNarrow(ref FlacLaneGroup<TVectors, V> first, ref FlacLaneGroup<TVectors, V> second, int from, int to, int products)
    {
        nint width = TVectors.Count, step = TVectors.Taps * width, oldest = (products - 1) * width;
        int* samples = first.Samples, samples2 = second.Samples, history = first.History, history2 = second.History;
        int* coefficients = first.Coefficients, coefficients2 = second.Coefficients;
        V seen = first.Seen, seen2 = second.Seen, codes = first.RightCodes, codes2 = second.RightCodes;
        V newest = TVectors.Load(history + ((from - 1) * width)), newest2 = TVectors.Load(history2 + ((from - 1) * width));
        for (nint at = from * width; at < to * width; at += width)
        {
            V sum = default, sum2 = default;
            int* old = history + at - width - (oldest * TVectors.Taps), old2 = history2 + at - width - (oldest * TVectors.Taps);
            for (nint j = oldest; j > 0; j -= width, old += step, old2 += step)
            {
                sum = TVectors.MultiplyAdd(sum, TVectors.Load(old), TVectors.Load(coefficients + j));
                sum2 = TVectors.MultiplyAdd(sum2, TVectors.Load(old2), TVectors.Load(coefficients2 + j));
            }
            // The newest sample is what all wait for: it comes last, and from its register.
            sum = TVectors.MultiplyAdd(sum, newest, TVectors.Load(coefficients));
            sum2 = TVectors.MultiplyAdd(sum2, newest2, TVectors.Load(coefficients2));
            V sample = TVectors.Add(TVectors.Load(samples + at), TVectors.ShiftRight(sum, codes));
            V sample2 = TVectors.Add(TVectors.Load(samples2 + at), TVectors.ShiftRight(sum2, codes2));
            newest = TVectors.Remember(sample, newest);
            newest2 = TVectors.Remember(sample2, newest2);
            TVectors.Store(newest, history + at);
            TVectors.Store(newest2, history2 + at);
            TVectors.Store(sample, samples + at);
            TVectors.Store(sample2, samples2 + at);
            seen = See(seen, sample);
            seen2 = See(seen2, sample2);
        }
        first.Seen = seen;
        second.Seen = seen2;
    }

    /// <summary>
    /// The same with samples in two parts, <c>s = 2^12 · h + l</c>: |h| ≤ 2^12 and coefficients of 15 bits make sums of at most
    /// 32 · 2^14 · 2^12, which <see cref="FlacLanes.CanRestore"/> bounds below 2^31; so does 0 ≤ l &lt; 2^12 by itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunSplit(ref FlacLaneGroup<TVectors, V> first, ref FlacLaneGroup<TVectors, V> second, int from, int to, int products)
    {
        nint width = TVectors.Count, step = TVectors.Taps * width, oldest = (products - 1) * width;
        int* samples = first.Samples, samples2 = second.Samples, history = first.History, history2 = second.History;
        nint low = (nint)(first.LowHistory - first.History), low2 = (nint)(second.LowHistory - second.History);
        int* coefficients = first.Coefficients, coefficients2 = second.Coefficients;
        V seen = first.Seen, seen2 = second.Seen, mask = TVectors.Create(LowMask);
        FlacJoinCodes<V> codes = first.JoinCodes, codes2 = second.JoinCodes;
        V newest = TVectors.Load(history + ((from - 1) * width)), newest2 = TVectors.Load(history2 + ((from - 1) * width));
        V newestLow = TVectors.Load(history + low + ((from - 1) * width)), newestLow2 = TVectors.Load(history2 + low2 + ((from - 1) * width));
        for (nint at = from * width; at < to * width; at += width)
        {
            V sum = default, sum2 = default, sumLow = default, sumLow2 = default;
            int* old = history + at - width - (oldest * TVectors.Taps), old2 = history2 + at - width - (oldest * TVectors.Taps);
            for (nint j = oldest; j > 0; j -= width, old += step, old2 += step)
            {
                V factor = TVectors.Load(coefficients + j), factor2 = TVectors.Load(coefficients2 + j);
                sum = TVectors.MultiplyAdd(sum, TVectors.Load(old), factor);
                sumLow = TVectors.MultiplyAdd(sumLow, TVectors.Load(old + low), factor);
                sum2 = TVectors.MultiplyAdd(sum2, TVectors.Load(old2), factor2);
                sumLow2 = TVectors.MultiplyAdd(sumLow2, TVectors.Load(old2 + low2), factor2);
            }
            V last = TVectors.Load(coefficients), last2 = TVectors.Load(coefficients2);
            sum = TVectors.MultiplyAdd(sum, newest, last);
            sumLow = TVectors.MultiplyAdd(sumLow, newestLow, last);
            sum2 = TVectors.MultiplyAdd(sum2, newest2, last2);
            sumLow2 = TVectors.MultiplyAdd(sumLow2, newestLow2, last2);
            V sample = TVectors.Add(TVectors.Load(samples + at), TVectors.ShiftJoined(sum, sumLow, codes));
            V sample2 = TVectors.Add(TVectors.Load(samples2 + at), TVectors.ShiftJoined(sum2, sumLow2, codes2));
            newest = TVectors.Remember(TVectors.ShiftRight(sample, LowBits), newest);
            newestLow = TVectors.Remember(TVectors.And(sample, mask), newestLow);
            newest2 = TVectors.Remember(TVectors.ShiftRight(sample2, LowBits), newest2);
            newestLow2 = TVectors.Remember(TVectors.And(sample2, mask), newestLow2);
            TVectors.Store(newest, history + at);
            TVectors.Store(newestLow, history + low + at);
            TVectors.Store(newest2, history2 + at);
            TVectors.Store(newestLow2, history2 + low2 + at);
            TVectors.Store(sample, samples + at);
            TVectors.Store(sample2, samples2 + at);
            seen = See(seen, sample);
            seen2 = See(seen2, sample2);
        }
        first.Seen = seen;
        second.Seen = seen2;
    }

    private static V PredictNarrow(in FlacLaneGroup<TVectors, V> group, nint at, int products) =>
        TVectors.ShiftRight(Sum(group.History + at, group.Coefficients, products), group.RightCodes);

    private static V PredictSplit(in FlacLaneGroup<TVectors, V> group, nint at, int products) => TVectors.ShiftJoined(
        Sum(group.History + at, group.Coefficients, products), Sum(group.LowHistory + at, group.Coefficients, products), group.JoinCodes);

    private static V Sum(int* history, int* coefficients, int products)
    {
        V sum = default;
        for (int j = 0; j < products; j++)
        {
            int* old = history - (((j * TVectors.Taps) + 1) * TVectors.Count);
            sum = TVectors.MultiplyAdd(sum, TVectors.Load(old), TVectors.Load(coefficients + (j * TVectors.Count)));
        }
        return sum;
    }

    private static void Remember(in FlacLaneGroup<TVectors, V> group, nint at, V sample, bool split)
    {
        int* history = group.History + at, low = group.LowHistory + at;
        if (split)
        {
            V lower = TVectors.And(sample, TVectors.Create(LowMask));
            TVectors.Store(TVectors.Remember(lower, TVectors.Load(low - TVectors.Count)), low);
            sample = TVectors.ShiftRight(sample, LowBits);
        }
        TVectors.Store(TVectors.Remember(sample, TVectors.Load(history - TVectors.Count)), history);
    }

    /// <summary>Adds the bits in which a sample differs from its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V See(V seen, V sample) => TVectors.Or(seen, TVectors.Xor(sample, TVectors.ShiftRight(sample, 31)));
}
