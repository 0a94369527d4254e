using System.Runtime.Intrinsics;

namespace AudioIO;

/// <summary>Restores and converts the subframes of several FlacFrames at once, in vectors of one width.</summary>
internal abstract unsafe class FlacLaneKernel
{
    /// <summary>Deepest sound for which the sums of restoring stereo fit 32 bits, and the scale of its samples too.</summary>
    public const int MaxBitsPerSample = 24;

    private const long PredictionLimit = 1L << 30;

    /// <summary>Every width that this processor has, the narrowest first; empty where decoding is scalar.</summary>
    public static IReadOnlyList<FlacLaneKernel> Supported { get; } = CreateSupported();

    /// <summary>The widest; null where decoding is scalar.</summary>
    public static FlacLaneKernel? Best { get; } = Supported.Count > 0 ? Supported[^1] : null;

    /// <summary>Number of lanes.</summary>
    public abstract int Width { get; }

    /// <summary>
    /// Lanes have 32 bits: a prediction below 2^30 plus a residual below 2^31 cannot wrap into the range of 25 bits, so that a sample
    /// out of range is never taken for another. Sums are taken without the lowest 12 bits of the samples, and have to fit then. All but
    /// absurd predictors of sound up to 24 bits qualify.
    /// </summary>
    public static bool CanRestore(in FlacSubframe subframe) => subframe.Bits <= MaxBitsPerSample + 1
        && subframe.SumLimit >> subframe.Shift < PredictionLimit && subframe.SumLimit >> 12 < PredictionLimit;

    /// <summary>Restores all rows and writes the frames of their FlacFrames, one FlacFrame behind the other.</summary>
    /// <param name="lanes">Rows of residuals, at least one.</param>
    /// <param name="bits">Bits per sample, 4 to 24.</param>
    /// <param name="destination">Room for <c>BlockSize · Channels · Frames</c> values.</param>
    /// <param name="scaled">True for float, scaled; false for integers.</param>
    /// <returns>Number of FlacFrames before the first one with a sample out of range.</returns>
    public abstract int Decode(FlacLanes lanes, int bits, int* destination, bool scaled);

    private static FlacLaneKernel[] CreateSupported()
    {
        var supported = new List<FlacLaneKernel>();
        if (FlacVectors128.IsSupported) supported.Add(new FlacLaneKernel<FlacVectors128, Vector128<int>>());
        if (FlacVectors256.IsSupported) supported.Add(new FlacLaneKernel<FlacVectors256, Vector256<int>>());
        if (FlacVectors512.IsSupported) supported.Add(new FlacLaneKernel<FlacVectors512, Vector512<int>>());
        return [.. supported];
    }
}
