using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioIO;

/// <summary>The prediction of one sample of eight lanes.</summary>
internal unsafe interface IFlacStep
{
    /// <param name="current">The sample to be predicted.</param>
    /// <param name="previous">
    /// The sample before it, in its register: it is what the next step waits for, and is multiplied last, so that all else is done before.
    /// </param>
    Vector256<int> Predict(int* current, Vector256<int> previous);
}

/// <summary>Products and sums of 32 bits, for predictors whose sums fit.</summary>
/// <param name="coefficients">Coefficient j of lane l at <c>[8 j + l]</c>.</param>
/// <param name="order">Longest predictor, 1 to 32.</param>
/// <param name="shift">Shift of each lane.</param>
internal readonly unsafe struct FlacNarrowStep(int* coefficients, int order, Vector256<int> shift) : IFlacStep
{
    private const int Count = FlacPredictionLanes.Count;

    private readonly int* _coefficients = coefficients;
    private readonly int _order = order;
    private readonly Vector256<uint> _shift = shift.AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Predict(int* current, Vector256<int> previous)
    {
        Vector256<int> sum = Vector256<int>.Zero;
        int* history = current - (_order * Count);
        for (int* next = _coefficients + ((_order - 1) * Count); next != _coefficients; next -= Count, history += Count)
            sum += Vector256.Load(history) * Vector256.Load(next);
        sum += previous * Vector256.Load(_coefficients);
        return Avx2.ShiftRightArithmeticVariable(sum, _shift);
    }
}

/// <summary>Products and sums of 64 bits, in two halves of four lanes.</summary>
internal readonly unsafe struct FlacWideStep : IFlacStep
{
    private const int Count = FlacPredictionLanes.Count;

    private readonly int* _coefficients;
    private readonly int _order;
    private readonly Vector256<ulong> _evenShift;
    private readonly Vector256<ulong> _oddShift;

    /// <param name="coefficients">Coefficient j of lane l at <c>[8 j + l]</c>.</param>
    /// <param name="order">Longest predictor, 1 to 32.</param>
    /// <param name="shift">Shift of each lane.</param>
    public FlacWideStep(int* coefficients, int order, Vector256<int> shift)
    {
        _coefficients = coefficients;
        _order = order;
        _evenShift = shift.AsUInt64() & Vector256.Create(0xFFFF_FFFFUL);
        // The odd lanes' bits shift … shift + 31 are wanted in the upper half.
        _oddShift = Vector256.Create(32UL) - (shift.AsUInt64() >> 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Predict(int* current, Vector256<int> previous)
    {
        Vector256<long> even = Vector256<long>.Zero, odd = Vector256<long>.Zero;
        int* history = current - (_order * Count);
        for (int* next = _coefficients + ((_order - 1) * Count); next != _coefficients; next -= Count, history += Count)
        {
            Vector256<int> sample = Vector256.Load(history), coefficient = Vector256.Load(next);
            even += Avx2.Multiply(sample, coefficient);
            odd += Avx2.Multiply(Odd(sample), Odd(coefficient));
        }
        Vector256<int> first = Vector256.Load(_coefficients);
        even += Avx2.Multiply(previous, first);
        odd += Avx2.Multiply(Odd(previous), Odd(first));
        return Avx2.Blend(
            Avx2.ShiftRightLogicalVariable(even.AsUInt64(), _evenShift).AsInt32(),
            Avx2.ShiftLeftLogicalVariable(odd.AsUInt64(), _oddShift).AsInt32(),
            0b10101010);
    }

    /// <summary>Odd lanes where even ones were. Loading them one integer further would wait for the stores of two samples before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Odd(Vector256<int> lanes) => Avx2.Shuffle(lanes, 0b11_11_01_01);
}

/// <summary>Products and sums of 64 bits for every second lane; what the others hold means nothing.</summary>
/// <param name="coefficients">Coefficient j of lane l at <c>[8 j + l]</c>.</param>
/// <param name="order">Longest predictor, 1 to 32.</param>
/// <param name="shift">Shift of each lane.</param>
internal readonly unsafe struct FlacSpreadStep(int* coefficients, int order, Vector256<int> shift) : IFlacStep
{
    private const int Count = FlacPredictionLanes.Count;

    private readonly int* _coefficients = coefficients;
    private readonly int _order = order;
    private readonly Vector256<ulong> _shift = shift.AsUInt64() & Vector256.Create(0xFFFF_FFFFUL);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<int> Predict(int* current, Vector256<int> previous)
    {
        Vector256<long> sum = Vector256<long>.Zero;
        int* history = current - (_order * Count);
        for (int* next = _coefficients + ((_order - 1) * Count); next != _coefficients; next -= Count, history += Count)
            sum += Avx2.Multiply(Vector256.Load(history), Vector256.Load(next));
        sum += Avx2.Multiply(previous, Vector256.Load(_coefficients));
        // Shifts are at most 15: the lower 32 bits of the shifted sum are those of a shift with sign.
        return Avx2.ShiftRightLogicalVariable(sum.AsUInt64(), _shift).AsInt32();
    }
}
