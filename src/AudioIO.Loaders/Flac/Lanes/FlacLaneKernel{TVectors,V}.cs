using System.Numerics;

namespace AudioIO;

/// <inheritdoc/>
/// <typeparam name="TVectors">The operations of the vectors.</typeparam>
/// <typeparam name="V">The vectors.</typeparam>
internal sealed unsafe class FlacLaneKernel<TVectors, V> : FlacLaneKernel
    where TVectors : struct, IFlacVectors<V>
    where V : unmanaged
{
    /// <summary>Pairs of groups for which a side channel that needed 17 bits is expected to need them again.</summary>
    private const int WideSidesExpected = 16;

    public override int Width => TVectors.Count;

    public override int Decode(FlacLanes lanes, int bits, int* destination, bool scaled)
    {
        if (FlacLoneFrame<TVectors, V>.Suits(lanes))
        {
            bool decoded = scaled
                ? FlacLoneFrame<TVectors, V>.TryDecode<float>(lanes, bits, destination, out bool inRange)
                : FlacLoneFrame<TVectors, V>.TryDecode<int>(lanes, bits, destination, out inRange);
            if (decoded) return inRange ? 1 : 0;
        }
        int rows = lanes.RowCount;
        for (int row = 0; row < rows; row += 2 * TVectors.Count)
        {
            ulong outOfRange = scaled ? DecodePair<float>(lanes, row, bits, destination) : DecodePair<int>(lanes, row, bits, destination);
            if (outOfRange != 0) return (row + BitOperations.TrailingZeroCount(outOfRange)) / lanes.RowsPerFrame;
        }
        return lanes.Frames;
    }

    /// <returns>Bit i is set when a sample of row + i was out of range.</returns>
    private static ulong DecodePair<T>(FlacLanes lanes, int row, int bits, int* destination)
        where T : unmanaged
    {
        int* scratch = lanes.Scratch(2 * FlacLaneGroup<TVectors, V>.ScratchIntegers);
        var first = new FlacLaneGroup<TVectors, V>(lanes, row, scratch);
        var second = new FlacLaneGroup<TVectors, V>(lanes, row + TVectors.Count, scratch + FlacLaneGroup<TVectors, V>.ScratchIntegers);
        var write = new FlacLanesToFrames<TVectors, V, T>(lanes, row, bits);
        var write2 = new FlacLanesToFrames<TVectors, V, T>(lanes, row + TVectors.Count, bits);
        bool isSure = first.IsSure && second.IsSure;
        bool split = !first.IsNarrow || !second.IsNarrow || (!isSure && lanes.WideSides > 0);
        if (!isSure && lanes.WideSides > 0) lanes.WideSides--;
        if (!TryRun(lanes, ref first, ref second, ref write, ref write2, destination, split))
        {
            lanes.WideSides = WideSidesExpected;
            first.Seen = second.Seen = default;
            write = new FlacLanesToFrames<TVectors, V, T>(lanes, row, bits);
            write2 = new FlacLanesToFrames<TVectors, V, T>(lanes, row + TVectors.Count, bits);
            TryRun(lanes, ref first, ref second, ref write, ref write2, destination, split: true);
        }
        uint lower = first.OutOfRange() | write.OutOfRange(), upper = second.OutOfRange() | write2.OutOfRange();
        return lower | ((ulong)upper << TVectors.Count);
    }

    /// <returns>False when samples turned out to have more bits than can be multiplied unless they are split.</returns>
    private static bool TryRun<T>(
        FlacLanes lanes, ref FlacLaneGroup<TVectors, V> first, ref FlacLaneGroup<TVectors, V> second,
        ref FlacLanesToFrames<TVectors, V, T> write, ref FlacLanesToFrames<TVectors, V, T> write2, int* destination, bool split)
        where T : unmanaged
    {
        // A group without rows has its turn all the same, in time that is waited anyway, with whatever its memory holds.
        bool hasSecond = second.HasRows;
        int products = Math.Max(first.Products, second.Products), length = FlacLaneGroup<TVectors, V>.StretchLength;
        for (int from = 0; from < lanes.BlockSize; from += length)
        {
            int count = Math.Min(length, lanes.BlockSize - from), begun = 0;
            first.Gather(from, count);
            if (hasSecond) second.Gather(from, count);
            if (from == 0)
            {
                begun = Math.Min(Math.Max(first.Order, second.Order), count);
                FlacPredictionLanes<TVectors, V>.WarmUp(ref first, begun, products, split);
                FlacPredictionLanes<TVectors, V>.WarmUp(ref second, begun, products, split);
            }
            if (split) FlacPredictionLanes<TVectors, V>.RunSplit(ref first, ref second, begun, count, products);
            else FlacPredictionLanes<TVectors, V>.RunNarrow(ref first, ref second, begun, count, products);
            if (!split && (first.NeedsSplitting || second.NeedsSplitting)) return false;
            write.Write(first.Samples, from, count, destination);
            if (hasSecond) write2.Write(second.Samples, from, count, destination);
            first.Carry(split);
            second.Carry(split);
        }
        return true;
    }
}
