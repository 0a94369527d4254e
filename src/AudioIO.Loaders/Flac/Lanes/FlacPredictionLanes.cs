using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioIO;

/// <summary>
/// Restores eight subframes of equal block size at once. A linear prediction is serial within a subframe, each sample waiting for the
/// one before, but subframes do not wait for each other: sample t of lane l lies at <c>lanes[8 t + l]</c>, and one vector step restores
/// sample t of all lanes.
/// </summary>
internal static unsafe class FlacPredictionLanes
{
    public const int Count = 8;

    /// <summary>
    /// Vectors before the first sample that are read, and multiplied by 0, while a lane has less history than the longest predictor.
    /// </summary>
    public const int History = FlacSubframe.MaxOrder;

    /// <summary>Deepest sound for which the sums of restoring stereo fit 32 bits, and the scale of its samples too.</summary>
    public const int MaxBitsPerSample = 24;

    private const long PredictionLimit = 1L << 30;

    public static bool IsSupported => Avx2.IsSupported;

    /// <summary>
    /// Lanes have 32 bits: a prediction below 2^30 plus a residual below 2^31 cannot wrap into the range of 25 bits, so that a sample
    /// out of range is never taken for another. Products and sums have 64 bits. All but absurd predictors of sound up to 24 bits qualify.
    /// </summary>
    public static bool CanRestore(in FlacSubframe subframe) =>
        subframe.Bits <= MaxBitsPerSample + 1 && subframe.SumLimit >> subframe.Shift < PredictionLimit;

    /// <summary>Restores the samples of a group in place.</summary>
    /// <returns>Bit i is set when a sample of subframe i left the range of its bits.</returns>
    public static uint Restore(FlacLanes lanes)
    {
        int* table = stackalloc int[FlacLaneTable.Length];
        var parameters = new FlacLaneTable(table, lanes);
        int order = parameters.Order;
        Vector256<int> seen = order == 0 ? CheckRange(lanes)
            : parameters.IsSpread ? Run(new FlacSpreadStep(table, order, parameters.Shifts), lanes, order, parameters.Orders)
            : parameters.IsNarrow ? Run(new FlacNarrowStep(table, order, parameters.Shifts), lanes, order, parameters.Orders)
            : Run(new FlacWideStep(table, order, parameters.Shifts), lanes, order, parameters.Orders);
        return parameters.OutOfRange(seen);
    }

    /// <summary>
    /// Restores two groups of equal block size. While one waits for its products, which take ten cycles, the other one has its turn.
    /// </summary>
    /// <param name="lanes">The first group.</param>
    /// <param name="others">The second group.</param>
    /// <param name="outOfRange">As the result, for the second group.</param>
    /// <returns>Bit i is set when a sample of subframe i of the first group left the range of its bits.</returns>
    public static uint Restore(FlacLanes lanes, FlacLanes others, out uint outOfRange)
    {
        int* table = stackalloc int[FlacLaneTable.Length], otherTable = stackalloc int[FlacLaneTable.Length];
        FlacLaneTable a = new(table, lanes), b = new(otherTable, others);
        if (a.Order == 0 || b.Order == 0 || a.IsSpread || b.IsSpread)
        {
            outOfRange = Restore(others);
            return Restore(lanes);
        }
        Vector256<int> seen, otherSeen;
        if (a.IsNarrow && b.IsNarrow)
        {
            seen = RunPair(
                new FlacNarrowStep(table, a.Order, a.Shifts), lanes, a,
                new FlacNarrowStep(otherTable, b.Order, b.Shifts), others, b, out otherSeen);
        }
        else
        {
            seen = RunPair(
                new FlacWideStep(table, a.Order, a.Shifts), lanes, a,
                new FlacWideStep(otherTable, b.Order, b.Shifts), others, b, out otherSeen);
        }
        outOfRange = b.OutOfRange(otherSeen);
        return a.OutOfRange(seen);
    }

    private static Vector256<int> Run<TStep>(TStep step, FlacLanes lanes, int order, Vector256<int> orders)
        where TStep : struct, IFlacStep
    {
        int warmUp = Math.Min(order, lanes.BlockSize);
        Vector256<int> seen = RunWarmUp(step, lanes.Samples, warmUp, orders);
        return seen | RunRest(step, lanes.Samples + (warmUp * Count), lanes.Samples + (lanes.BlockSize * Count));
    }

    private static Vector256<int> RunPair<TStep>(
        TStep step, FlacLanes lanes, in FlacLaneTable table,
        TStep other, FlacLanes others, in FlacLaneTable otherTable, out Vector256<int> otherSeen)
        where TStep : struct, IFlacStep
    {
        int warmUp = Math.Min(Math.Max(table.Order, otherTable.Order), lanes.BlockSize);
        Vector256<int> seen = RunWarmUp(step, lanes.Samples, warmUp, table.Orders);
        otherSeen = RunWarmUp(other, others.Samples, warmUp, otherTable.Orders);
        seen |= RunRest(
            step, lanes.Samples + (warmUp * Count), lanes.Samples + (lanes.BlockSize * Count),
            other, others.Samples + (warmUp * Count), out Vector256<int> rest);
        otherSeen |= rest;
        return seen;
    }

    /// <summary>A lane whose predictor is shorter than the longest begins earlier; the others keep their warm-up.</summary>
    private static Vector256<int> RunWarmUp<TStep>(TStep step, int* lanes, int warmUp, Vector256<int> orders)
        where TStep : struct, IFlacStep
    {
        Vector256<int> seen = Vector256<int>.Zero;
        for (int t = 0; t < warmUp; t++)
        {
            Vector256<int> begun = ~Vector256.GreaterThan(orders, Vector256.Create(t));
            int* current = lanes + (t * Count);
            Vector256<int> sample = Vector256.Load(current) + (step.Predict(current, Vector256.Load(current - Count)) & begun);
            seen |= sample ^ (sample >> 31);
            sample.Store(current);
        }
        return seen;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<int> RunRest<TStep>(TStep step, int* current, int* end)
        where TStep : struct, IFlacStep
    {
        Vector256<int> seen = Vector256<int>.Zero, sample = Vector256.Load(current - Count);
        for (; current != end; current += Count)
        {
            sample = Vector256.Load(current) + step.Predict(current, sample);
            seen |= sample ^ (sample >> 31);
            sample.Store(current);
        }
        return seen;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<int> RunRest<TStep>(
        TStep step, int* current, int* end, TStep other, int* otherCurrent, out Vector256<int> otherSeen)
        where TStep : struct, IFlacStep
    {
        Vector256<int> seen = Vector256<int>.Zero, sample = Vector256.Load(current - Count);
        Vector256<int> seen2 = Vector256<int>.Zero, sample2 = Vector256.Load(otherCurrent - Count);
        for (; current != end; current += Count, otherCurrent += Count)
        {
            sample = Vector256.Load(current) + step.Predict(current, sample);
            sample2 = Vector256.Load(otherCurrent) + other.Predict(otherCurrent, sample2);
            seen |= sample ^ (sample >> 31);
            seen2 |= sample2 ^ (sample2 >> 31);
            sample.Store(current);
            sample2.Store(otherCurrent);
        }
        otherSeen = seen2;
        return seen;
    }

    private static Vector256<int> CheckRange(FlacLanes lanes)
    {
        Vector256<int> seen = Vector256<int>.Zero;
        for (int t = 0; t < lanes.BlockSize; t++)
        {
            Vector256<int> sample = Vector256.Load(lanes.Samples + (t * Count));
            seen |= sample ^ (sample >> 31);
        }
        return seen;
    }
}
