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
    /// <param name="lanes">Sample 0; <see cref="History"/> vectors lie before it.</param>
    /// <param name="blockSize">Samples of every lane.</param>
    /// <param name="subframes">Predictors of the lanes in use, each of which <see cref="CanRestore"/>.</param>
    /// <returns>Bit l is set when a sample of lane l left the range of its bits.</returns>
    public static uint Restore(int* lanes, int blockSize, ReadOnlySpan<FlacSubframe> subframes)
    {
        int* table = stackalloc int[(FlacSubframe.MaxOrder + 3) * Count];
        var coefficients = new Span<int>(table, (FlacSubframe.MaxOrder + 3) * Count);
        coefficients.Clear();
        Span<int> orders = coefficients[(FlacSubframe.MaxOrder * Count)..], shifts = orders[Count..], signs = shifts[Count..];
        int order = 0;
        bool narrow = true;
        for (int lane = 0; lane < subframes.Length; lane++)
        {
            ref readonly FlacSubframe subframe = ref subframes[lane];
            for (int j = 0; j < subframe.Order; j++) coefficients[(j * Count) + lane] = subframe.Coefficients[j];
            (orders[lane], shifts[lane]) = (subframe.Order, subframe.Shift);
            // −2^(bits − 1) … 2^(bits − 1) − 1: all the bits that a sample in range leaves equal to its sign.
            signs[lane] = -(1 << (subframe.Bits - 1));
            order = Math.Max(order, subframe.Order);
            narrow &= subframe.SumLimit < 1L << 31;
        }
        Vector256<int> order8 = Vector256.Load(table + (FlacSubframe.MaxOrder * Count));
        Vector256<int> shift = Vector256.Load(table + ((FlacSubframe.MaxOrder + 1) * Count));
        Vector256<int> seen = order == 0 ? CheckRange(lanes, blockSize)
            : narrow ? Run(new FlacNarrowStep(table, order, shift), lanes, blockSize, order, order8)
            : Run(new FlacWideStep(table, order, shift), lanes, blockSize, order, order8);
        seen &= Vector256.Load(table + ((FlacSubframe.MaxOrder + 2) * Count));
        return (~Vector256.Equals(seen, Vector256<int>.Zero)).ExtractMostSignificantBits();
    }

    private static Vector256<int> Run<TStep>(TStep step, int* lanes, int blockSize, int order, Vector256<int> orders)
        where TStep : struct, IFlacStep
    {
        Vector256<int> seen = Vector256<int>.Zero;
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
        return seen | RunRest(step, lanes + (warmUp * Count), lanes + (blockSize * Count));
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
}
