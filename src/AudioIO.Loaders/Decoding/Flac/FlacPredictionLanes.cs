using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioIO.Decoding.Flac;

/// <summary>
/// Restores eight subframes of equal block size at once. A linear prediction is serial within a subframe, each sample waiting for the
/// one before, but subframes do not wait for each other: sample t of lane l lies at <c>lanes[8 t + l]</c>, and one vector step restores
/// sample t of all lanes.
/// </summary>
internal static unsafe class FlacPredictionLanes
{
    public const int Count = 8;

    /// <summary>Vectors before the first sample that are read, and multiplied by 0, while a lane has less history than the longest predictor.</summary>
    public const int History = FlacSubframe.MaxOrder;

    /// <summary>Integers behind the last sample that are read: odd lanes are loaded one integer further.</summary>
    public const int Overhang = 8;

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

    /// <summary>Restores the samples in place.</summary>
    /// <param name="lanes">Sample 0; <see cref="History"/> vectors lie before it, <see cref="Overhang"/> integers behind the last.</param>
    /// <param name="blockSize">Samples of every lane.</param>
    /// <param name="subframes">Predictors of the lanes in use, each of which <see cref="CanRestore"/>.</param>
    /// <returns>Bit l is set when a sample of lane l left the range of its bits.</returns>
    public static uint Restore(int* lanes, int blockSize, ReadOnlySpan<FlacSubframe> subframes)
    {
        int* coefficients = stackalloc int[(FlacSubframe.MaxOrder * Count) + Overhang];
        new Span<int>(coefficients, (FlacSubframe.MaxOrder * Count) + Overhang).Clear();
        int* parameters = stackalloc int[3 * Count];
        new Span<int>(parameters, 3 * Count).Clear();
        int order = 0;
        for (int lane = 0; lane < subframes.Length; lane++)
        {
            ref readonly FlacSubframe subframe = ref subframes[lane];
            for (int j = 0; j < subframe.Order; j++) coefficients[(j * Count) + lane] = subframe.Coefficients[j];
            parameters[lane] = subframe.Order;
            parameters[Count + lane] = subframe.Shift;
            // −2^(bits − 1) … 2^(bits − 1) − 1: all the bits that a sample in range leaves equal to its sign.
            parameters[(2 * Count) + lane] = -(1 << (subframe.Bits - 1));
            order = Math.Max(order, subframe.Order);
        }
        for (int lane = subframes.Length; lane < Count; lane++) parameters[(2 * Count) + lane] = 0;
        Vector256<int> seen = Vector256<int>.Zero;
        var step = new Step(coefficients, order, Vector256.Load(parameters + Count));
        Vector256<int> orders = Vector256.Load(parameters);
        int warmUp = Math.Min(order, blockSize);
        for (int t = 0; t < warmUp; t++)
        {
            // A lane whose predictor is shorter than the longest begins earlier; the others keep their warm-up.
            Vector256<int> begun = ~Vector256.GreaterThan(orders, Vector256.Create(t));
            int* current = lanes + (t * Count);
            Vector256<int> sample = Vector256.Load(current) + (step.Predict(current, Vector256.Load(current - Count)) & begun);
            seen |= sample ^ (sample >> 31);
            sample.Store(current);
        }
        seen |= order == 0 ? CheckRange(lanes, blockSize) : RestoreRest(lanes, warmUp, blockSize, step);
        return (~Vector256.Equals(seen & Vector256.Load(parameters + (2 * Count)), Vector256<int>.Zero)).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<int> RestoreRest(int* lanes, int from, int blockSize, Step step)
    {
        Vector256<int> seen = Vector256<int>.Zero;
        int* current = lanes + (from * Count);
        int* end = lanes + (blockSize * Count);
        Vector256<int> sample = Vector256.Load(current - Count);
        for (; current != end; current += Count)
        {
            sample = Vector256.Load(current) + step.Predict(current, sample);
            seen |= sample ^ (sample >> 31);
            sample.Store(current);
        }
        return seen;
    }

    private static Vector256<int> CheckRange(int* lanes, int blockSize)
    {
        Vector256<int> seen = Vector256<int>.Zero;
        for (int t = 0; t < blockSize; t++)
        {
            Vector256<int> sample = Vector256.Load(lanes + (t * Count));
            seen |= sample ^ (sample >> 31);
        }
        return seen;
    }

    /// <summary>The prediction of one sample of every lane, in two halves of four lanes with products of 64 bits.</summary>
    private readonly struct Step
    {
        private readonly int* _coefficients;
        private readonly int _order;
        private readonly Vector256<ulong> _evenShift;
        private readonly Vector256<ulong> _oddShift;

        public Step(int* coefficients, int order, Vector256<int> shift)
        {
            _coefficients = coefficients;
            _order = order;
            _evenShift = shift.AsUInt64() & Vector256.Create(0xFFFF_FFFFUL);
            // The odd lanes' bits shift … shift + 31 are wanted in the upper half.
            _oddShift = Vector256.Create(32UL) - (shift.AsUInt64() >> 32);
        }

        /// <param name="current">The sample to be predicted.</param>
        /// <param name="previous">The sample before it.</param>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<int> Predict(int* current, Vector256<int> previous)
        {
            Vector256<long> even = Vector256<long>.Zero, odd = Vector256<long>.Zero;
            int* coefficients = _coefficients + (_order * Count);
            int* history = current - (_order * Count);
            for (; coefficients != _coefficients + Count; coefficients -= Count, history += Count)
            {
                even += Avx2.Multiply(Vector256.Load(history), Vector256.Load(coefficients - Count));
                odd += Avx2.Multiply(Vector256.Load(history + 1), Vector256.Load(coefficients - Count + 1));
            }
            // The sample before goes last and from its register: it is what the next step waits for.
            even += Avx2.Multiply(previous, Vector256.Load(_coefficients));
            odd += Avx2.Multiply((previous.AsUInt64() >> 32).AsInt32(), Vector256.Load(_coefficients + 1));
            return Avx2.Blend(
                Avx2.ShiftRightLogicalVariable(even.AsUInt64(), _evenShift).AsInt32(),
                Avx2.ShiftLeftLogicalVariable(odd.AsUInt64(), _oddShift).AsInt32(),
                0b10101010);
        }
    }
}
