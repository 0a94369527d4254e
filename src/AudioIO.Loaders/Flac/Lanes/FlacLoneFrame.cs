using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// Restores a FlacFrame that is alone in the lanes and fills only part of a vector: what a request for a few frames anywhere waits for.
/// There is no second group whose turn could fill the waiting, so the way from a sample to the next one is made short, and samples leave
/// the recursion side by side, without the lanes that hold nothing.
/// </summary>
/// <remarks>
/// From sample to sample there are one product, one addition and one shift: all other products are summed before, and so is the residual,
/// 2^shift times as large. That sum is <c>2^shift · r + Σ c · s</c>, between 2^shift times the sample and as much for the next one, and a
/// sample of b bits leaves room for it as long as b + shift ≤ 32. A larger sample may wrap around: whether it is in range is seen on
/// <c>r + (Σ c · s &gt;&gt; shift)</c>, which <see cref="FlacLanes.CanRestore"/> keeps from wrapping.
/// </remarks>
internal static unsafe class FlacLoneFrame<TVectors, V>
    where TVectors : struct, IFlacVectors<V>
    where V : unmanaged
{
    /// <summary>Products for which nothing is counted: with those of the newest samples order 12 where two taps are a product.</summary>
    private const int FixedProducts = 5;

    /// <summary>Integers of samples side by side: a stretch, and what the last store writes beyond it.</summary>
    private const int DenseIntegers = FlacLaneGroup<TVectors, V>.StretchIntegers + 16;

    /// <summary>Integers that it needs of scratch.</summary>
    public const int ScratchIntegers = FlacLaneGroup<TVectors, V>.ScratchIntegers + DenseIntegers;

    /// <summary>True for a FlacFrame whose channels divide a vector and whose sums have room.</summary>
    public static bool Suits(FlacLanes lanes)
    {
        if (lanes.Frames != 1 || lanes.RowsPerFrame != lanes.Channels || lanes.Channels >= TVectors.Count) return false;
        for (int row = 0; row < lanes.Channels; row++)
            if (lanes.TryGetSubframe(row, out FlacSubframe subframe) && subframe.Bits + subframe.Shift > 32) return false;
        return true;
    }

    /// <summary>Restores and writes the FlacFrame.</summary>
    /// <param name="lanes">Holds its rows.</param>
    /// <param name="bits">Bits per sample, 4 to 24.</param>
    /// <param name="destination">Room for its frames.</param>
    /// <param name="inRange">False when a sample was out of range.</param>
    /// <returns>False when samples have, or might have, more bits than can be multiplied unless they are split.</returns>
    public static bool TryDecode<T>(FlacLanes lanes, int bits, int* destination, out bool inRange)
        where T : unmanaged
    {
        inRange = true;
        int* scratch = lanes.Scratch(ScratchIntegers), dense = scratch + FlacLaneGroup<TVectors, V>.ScratchIntegers;
        var group = new FlacLaneGroup<TVectors, V>(lanes, 0, scratch);
        if (!group.IsNarrow || (!group.IsSure && lanes.WideSides > 0)) return false;
        var write = new FlacLanesToFrames<TVectors, V, T>(lanes, 0, bits, repeats: true);
        int channels = lanes.Channels, length = FlacLaneGroup<TVectors, V>.StretchLength;
        for (int from = 0; from < lanes.BlockSize; from += length)
        {
            int count = Math.Min(length, lanes.BlockSize - from), begun = 0;
            group.Gather(from, count);
            if (from == 0)
            {
                begun = Math.Min(group.Order, count);
                FlacPredictionLanes<TVectors, V>.WarmUp(ref group, begun, group.Products, split: false);
                for (int t = 0; t < begun; t++) TVectors.Store(TVectors.Load(group.Samples + (t * TVectors.Count)), dense + (t * channels));
            }
            Run(ref group, begun, count, dense, channels);
            if (group.NeedsSplitting)
            {
                // Not tried once more without splitting.
                lanes.WideSides = Math.Max(lanes.WideSides, 1);
                return false;
            }
            write.WriteDense(dense, from, count, destination);
            group.Carry(split: false);
        }
        inRange = group.OutOfRange() == 0 && write.OutOfRange() == 0;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run(ref FlacLaneGroup<TVectors, V> group, int from, int to, int* dense, int channels)
    {
        nint width = TVectors.Count, step = TVectors.Taps * width;
        nint oldest = (group.Products - 1) * width, oldestFixed = Math.Min(oldest, FixedProducts * width);
        int* samples = group.Samples, history = group.History, coefficients = group.Coefficients;
        // Coefficients beyond the order are 0.
        V newest = TVectors.Load(coefficients), second = default;
        V c1 = TVectors.Load(coefficients + width), c2 = TVectors.Load(coefficients + (2 * width)), c3 = TVectors.Load(coefficients + (3 * width));
        V c4 = TVectors.Load(coefficients + (4 * width)), c5 = TVectors.Load(coefficients + (5 * width));
        if (TVectors.Taps == 2)
        {
            // One tap each, as the two samples are not there at the same time.
            V lower = TVectors.Create(0xFFFF);
            second = TVectors.And(TVectors.ShiftRight(newest, 16), lower);
            newest = TVectors.And(newest, lower);
        }
        V seen = group.Seen, codes = group.RightCodes, leftCodes = group.LeftCodes;
        // The two newest come from registers: by way of memory the second newest would be late.
        V before = TVectors.Load(history + ((from - 1) * width)), sample = before, older = TVectors.Load(history + ((from - 2) * width));
        dense += from * (nint)channels;
        for (nint at = from * width; at < to * width; at += width, dense += channels)
        {
            V residual = TVectors.Load(samples + at), scaled = TVectors.ShiftLeft(residual, leftCodes), sum = scaled;
            int* old = history + at - width - step;
            for (nint j = oldest; j > oldestFixed; j -= width)
                sum = TVectors.MultiplyAdd(sum, TVectors.Load(old - ((j - width) * TVectors.Taps)), TVectors.Load(coefficients + j));
            sum = TVectors.MultiplyAdd(sum, TVectors.Load(old - (4 * step)), c5);
            sum = TVectors.MultiplyAdd(sum, TVectors.Load(old - (3 * step)), c4);
            sum = TVectors.MultiplyAdd(sum, TVectors.Load(old - (2 * step)), c3);
            sum = TVectors.MultiplyAdd(sum, TVectors.Load(old - step), c2);
            sum = TVectors.MultiplyAdd(sum, TVectors.Load(old), c1);
            if (TVectors.Taps == 2) sum = TVectors.MultiplyAdd(sum, older, second);
            sum = TVectors.MultiplyAdd(sum, sample, newest);
            older = sample;
            sample = TVectors.ShiftRight(sum, codes);
            before = TVectors.Remember(sample, before);
            TVectors.Store(before, history + at);
            TVectors.Store(sample, dense);
            V whole = TVectors.Add(residual, TVectors.ShiftRight(TVectors.Subtract(sum, scaled), codes));
            seen = TVectors.Or(seen, TVectors.Xor(whole, TVectors.ShiftRight(whole, 31)));
        }
        group.Seen = seen;
    }
}
