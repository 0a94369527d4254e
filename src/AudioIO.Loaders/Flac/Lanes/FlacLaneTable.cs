using System.Runtime.Intrinsics;

namespace AudioIO;

/// <summary>The predictors of a group, lane beside lane: coefficient j of lane l at <c>[8 j + l]</c>, 0 beyond a lane's own.</summary>
internal readonly unsafe struct FlacLaneTable
{
    /// <summary>Coefficients, orders, shifts and signs.</summary>
    public const int Length = (FlacSubframe.MaxOrder + 3) * Width;

    private const int Width = FlacPredictionLanes.Count;

    private readonly int* _table;
    private readonly int _laneShift;

    /// <param name="table">Room for <see cref="Length"/> integers, which outlives this.</param>
    /// <param name="lanes">The group.</param>
    public FlacLaneTable(int* table, FlacLanes lanes)
    {
        _table = table;
        _laneShift = lanes.LaneShift;
        ReadOnlySpan<FlacSubframe> subframes = lanes.Subframes;
        IsNarrow = true;
        var coefficients = new Span<int>(table, Length);
        coefficients.Clear();
        Span<int> orders = coefficients[(FlacSubframe.MaxOrder * Width)..], shifts = orders[Width..], signs = shifts[Width..];
        for (int i = 0; i < subframes.Length; i++)
        {
            ref readonly FlacSubframe subframe = ref subframes[i];
            int lane = i << _laneShift;
            for (int j = 0; j < subframe.Order; j++) coefficients[(j * Width) + lane] = subframe.Coefficients[j];
            (orders[lane], shifts[lane]) = (subframe.Order, subframe.Shift);
            // −2^(bits − 1) … 2^(bits − 1) − 1: all the bits that a sample in range leaves equal to its sign.
            signs[lane] = -(1 << (subframe.Bits - 1));
            Order = Math.Max(Order, subframe.Order);
            IsNarrow &= subframe.SumLimit < 1L << 31;
        }
    }

    /// <summary>Longest predictor, 0 to 32.</summary>
    public int Order { get; }

    /// <summary>True when only every second lane is in use.</summary>
    public bool IsSpread => _laneShift != 0;

    /// <summary>True when no sum of products is beyond 32 bits.</summary>
    public bool IsNarrow { get; }

    public Vector256<int> Orders => Vector256.Load(_table + (FlacSubframe.MaxOrder * Width));

    public Vector256<int> Shifts => Vector256.Load(_table + ((FlacSubframe.MaxOrder + 1) * Width));

    /// <param name="seen">Every bit in which a sample of a lane differed from its sign.</param>
    /// <returns>Bit i is set when these are more bits than subframe i has.</returns>
    public uint OutOfRange(Vector256<int> seen)
    {
        Vector256<int> beyond = seen & Vector256.Load(_table + ((FlacSubframe.MaxOrder + 2) * Width));
        uint mask = (~Vector256.Equals(beyond, Vector256<int>.Zero)).ExtractMostSignificantBits();
        return _laneShift == 0 ? mask : (mask & 1) | ((mask >> 1) & 2) | ((mask >> 2) & 4) | ((mask >> 3) & 8);
    }
}
