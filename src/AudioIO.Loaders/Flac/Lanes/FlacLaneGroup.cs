using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>The subframes in the lanes of one vector, and where their predictions stand.</summary>
internal unsafe ref struct FlacLaneGroup<TVectors, V>
    where TVectors : struct, IFlacVectors<V>
    where V : unmanaged
{
    /// <summary>
    /// Integers of a stretch of samples that is brought into lanes, restored and converted while it is in the first cache.
    /// </summary>
    public const int StretchIntegers = 1024;

    /// <summary>Vectors of history before a stretch.</summary>
    private const int HistoryVectors = FlacSubframe.MaxOrder;

    private const int MaxCount = 16;

    private const int HistoryIntegers = (HistoryVectors * MaxCount) + StretchIntegers;

    private const int CoefficientIntegers = FlacSubframe.MaxOrder * MaxCount;

    /// <summary>Integers that a group needs of scratch.</summary>
    public const int ScratchIntegers = StretchIntegers + (2 * HistoryIntegers) + CoefficientIntegers;

    /// <summary>Sample t of the stretch, residual and then restored, of lane l lies at <c>[Count · t + l]</c>.</summary>
    public readonly int* Samples;

    /// <summary>What is remembered of sample t of the stretch lies at <c>[Count · t]</c>, and before it that of the samples before.</summary>
    public readonly int* History;

    /// <summary>The same of the samples' lower bits, where they are split.</summary>
    public readonly int* LowHistory;

    /// <summary>Coefficients for the i-th vector of history, counted from the newest, at <c>[Count · i]</c>.</summary>
    public readonly int* Coefficients;

    public readonly V Orders;
    public readonly V RightCodes;
    public readonly V LeftCodes;
    public readonly FlacJoinCodes<V> JoinCodes;

    /// <summary>Longest predictor, 0 to 32.</summary>
    public readonly int Order;

    /// <summary>True when samples and products fit what is multiplied without splitting, side channels of 17 bits taken for 16.</summary>
    public readonly bool IsNarrow;

    /// <summary>False where a side channel has 17 bits, which the samples must show not to need.</summary>
    public readonly bool IsSure;

    /// <summary>Every bit in which a sample differed from its sign.</summary>
    public V Seen;

    private readonly FlacLanes _lanes;
    private readonly int _row;

    /// <param name="lanes">Holds the rows.</param>
    /// <param name="row">Row of the first lane.</param>
    /// <param name="scratch">Room for <see cref="ScratchIntegers"/>.</param>
    public FlacLaneGroup(FlacLanes lanes, int row, int* scratch)
    {
        (_lanes, _row) = (lanes, row);
        Samples = scratch;
        History = scratch + StretchIntegers + (HistoryVectors * TVectors.Count);
        LowHistory = History + HistoryIntegers;
        Coefficients = scratch + StretchIntegers + (2 * HistoryIntegers);
        (IsNarrow, IsSure) = (true, true);
        int* codes = stackalloc int[6 * MaxCount];
        new Span<int>(codes, 6 * MaxCount).Clear();
        new Span<int>(Coefficients, CoefficientIntegers).Clear();
        for (int lane = 0; lane < TVectors.Count; lane++)
        {
            if (!lanes.TryGetSubframe(row + lane, out FlacSubframe subframe)) continue;
            SetCoefficients(subframe, lane);
            codes[lane] = subframe.Order;
            codes[TVectors.Count + lane] = TVectors.RightCode(subframe.Shift);
            for (int i = 0; i < 3; i++) codes[((2 + i) * TVectors.Count) + lane] = TVectors.JoinCode(i, subframe.Shift);
            codes[(5 * TVectors.Count) + lane] = TVectors.LeftCode(subframe.Shift);
            Order = Math.Max(Order, subframe.Order);
            bool split = TVectors.Taps == 2 && subframe.Bits > 16;
            IsSure &= !split;
            // A side channel of 17 bits seldom needs more than 16; deeper sound does.
            IsNarrow &= split ? subframe.Bits == 17 && subframe.SumLimit >> 1 <= int.MaxValue : subframe.SumLimit <= int.MaxValue;
        }
        Orders = TVectors.Load(codes);
        RightCodes = TVectors.Load(codes + TVectors.Count);
        LeftCodes = TVectors.Load(codes + (5 * TVectors.Count));
        JoinCodes = new FlacJoinCodes<V>(
            TVectors.Load(codes + (2 * TVectors.Count)), TVectors.Load(codes + (3 * TVectors.Count)), TVectors.Load(codes + (4 * TVectors.Count)));
    }

    /// <summary>Samples of a stretch, for each lane.</summary>
    public static int StretchLength => StretchIntegers / TVectors.Count;

    /// <summary>False where the rows ended before the first lane.</summary>
    public readonly bool HasRows => _row < _lanes.RowCount;

    /// <summary>Multiplications for each sample of a lane.</summary>
    public readonly int Products => Math.Max((Order + TVectors.Taps - 1) / TVectors.Taps, 1);

    /// <summary>True when a sample of 17 bits showed that it has them.</summary>
    public readonly bool NeedsSplitting
    {
        get
        {
            int* seen = stackalloc int[MaxCount];
            TVectors.Store(Seen, seen);
            for (int lane = 0; lane < TVectors.Count && !IsSure; lane++)
                if (seen[lane] >> 15 != 0 && _lanes.TryGetSubframe(_row + lane, out _)) return true;
            return false;
        }
    }

    /// <summary>Bit l is set when a sample of lane l had more bits than its subframe.</summary>
    public readonly uint OutOfRange()
    {
        int* seen = stackalloc int[MaxCount];
        TVectors.Store(Seen, seen);
        uint mask = 0;
        for (int lane = 0; lane < TVectors.Count; lane++)
        {
            if (_lanes.TryGetSubframe(_row + lane, out FlacSubframe subframe) && seen[lane] >> (subframe.Bits - 1) != 0) mask |= 1u << lane;
        }
        return mask;
    }

    /// <summary>Brings the residuals from <paramref name="from"/> on from their rows into lanes, four rows at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Gather(int from, int count)
    {
        int width = TVectors.Count, used = Math.Min(width, _lanes.RowCount - _row);
        for (int lane = 0; lane < used; lane += 4)
        {
            int* a = _lanes.Row(_row + lane) + from, b = _lanes.Row(_row + lane + 1) + from;
            int* c = _lanes.Row(_row + lane + 2) + from, d = _lanes.Row(_row + lane + 3) + from;
            int* to = Samples + lane;
            // The last vector may take what lies behind the rows, and brings it behind the stretch's samples.
            for (int t = 0; t < count; t += width, to += width * width)
            {
                V first = TVectors.Unfold(TVectors.Load(a + t)), second = TVectors.Unfold(TVectors.Load(b + t));
                V third = TVectors.Unfold(TVectors.Load(c + t)), fourth = TVectors.Unfold(TVectors.Load(d + t));
                FlacTransposition<TVectors, V>.Transpose(ref first, ref second, ref third, ref fourth);
                TVectors.StoreFours(first, to, 4 * width, width / 4);
                TVectors.StoreFours(second, to + width, 4 * width, width / 4);
                TVectors.StoreFours(third, to + (2 * width), 4 * width, width / 4);
                TVectors.StoreFours(fourth, to + (3 * width), 4 * width, width / 4);
            }
        }
    }

    /// <summary>What the next stretch needs of this one's history comes before it.</summary>
    public readonly void Carry(bool split)
    {
        int width = TVectors.Count;
        for (int t = -Order - 1; t < 0; t++)
        {
            if (t < -HistoryVectors) continue;
            TVectors.Store(TVectors.Load(History + StretchIntegers + (t * width)), History + (t * width));
            if (split) TVectors.Store(TVectors.Load(LowHistory + StretchIntegers + (t * width)), LowHistory + (t * width));
        }
    }

    private readonly void SetCoefficients(in FlacSubframe subframe, int lane)
    {
        for (int j = 0; j < subframe.Order; j++)
        {
            int coefficient = subframe.Coefficients[j];
            // Two of 15 bits, the one for the newer sample in the lower half.
            if (TVectors.Taps == 1) Coefficients[(j * TVectors.Count) + lane] = coefficient;
            else Coefficients[(j / 2 * TVectors.Count) + lane] |= j % 2 == 0 ? coefficient & 0xFFFF : coefficient << 16;
        }
    }
}
