using System.Runtime.Intrinsics;

namespace AudioIO;

/// <summary>Restores and converts the subframes of several FlacFrames at once, in vectors of one width.</summary>
/// <remarks>
/// <para>
/// <b>The idea.</b> A linear prediction is serial within a subframe, each sample waiting for the one before, but subframes do not wait for
/// each other. So a request, which asks for dozens of FlacFrames, has their residuals read first, a row for each subframe
/// (<see cref="FlacLanes"/>); then as many rows as a vector has lanes, side by side, are restored by one recursion.
/// </para>
/// <para>
/// <b>In</b> come rows of folded residuals, and the predictor, shift, wasted bits and stereo mode of each. <b>Out</b> go interleaved
/// frames, float or int, straight into the caller's memory, and the number of FlacFrames that are in range. For two vectors of rows at a
/// time, and for stretches of 4 KiB that stay in the first cache: <see cref="FlacLaneGroup{TVectors, V}.Gather"/> unfolds and transposes
/// rows into lanes; <see cref="FlacPredictionLanes{TVectors, V}"/> restores, the second vector's turn filling the first one's waiting;
/// <see cref="FlacLanesToFrames{TVectors, V, T}"/> undoes wasted bits and stereo, scales, and transposes lanes into frames. Every FlacFrame has
/// 1, 2, 4 or 8 rows, so that it begins at a multiple of four lanes or fills it; each lane has its own shift and order.
/// </para>
/// <para>
/// <b>Products.</b> x86 multiplies pairs of 16 bits and adds them: two coefficients an instruction, where a product of 32 bits takes two
/// instructions for one. Samples of 16 bits go that way (narrow), and side channels of 17, which hardly ever need the last, until one is
/// seen that does: then the group is done again. Deeper sound is split into 13 and 12 bits and summed twice. Arm multiplies and adds 32
/// bits in one instruction, with the same two ways. Sums fit 32 bits by <see cref="FlacLanes.CanRestore"/>; what does not qualify is decoded alone.
/// </para>
/// <para>
/// <b>Widths.</b> <see cref="IFlacVectors{V}"/> has all that depends on the width: four lanes (SSE4.1, NEON), eight (AVX2), sixteen
/// (AVX-512). All give the same bits, which tests hold against each other and against <see cref="FlacPrediction"/>.
/// </para>
/// <para>
/// <b>Alone.</b> A request for a few frames anywhere is one FlacFrame of a channel or two: no other one fills the waiting, and
/// <see cref="FlacLoneFrame{TVectors, V}"/> waits less.
/// </para>
/// <para>
/// <b>Figures</b>, of libFLAC 1.4.2 in the same run, one thread, Xeon of family 6 model 207 (2 cores, shared and busy), for 16 bit stereo /
/// 24 bit stereo / 16 bit 8 channels / 16 bit mono at level 5: sixteen lanes 3.0 / 2.9 / 2.5 / 3.0, four 2.5 / 2.5 / 2.4 / 2.3, four with
/// AVX2 switched off 2.0 / 1.7 / 2.0 / 1.8, none 1.4 / 1.2 / 1.5 / 1.2. Sixteen lanes save 3 to 10 % of eight. Of the samples of a profile
/// with sixteen, 55 % were in reading Rice codes, 16 % in bringing rows into lanes and restoring, 13 % in writing frames, 13 % in copying
/// from the file, 2 % in the checksum.
/// </para>
/// </remarks>
internal abstract unsafe class FlacLaneKernel
{
    /// <summary>Every width that this processor has, the narrowest first; empty where decoding is scalar.</summary>
    public static FlacLaneKernel[] Supported { get; } = CreateSupported();

    /// <summary>The widest; null where decoding is scalar.</summary>
    public static FlacLaneKernel? Best { get; } = Supported.Length > 0 ? Supported[^1] : null;

    /// <summary>
    /// What suits so many rows: not more lanes than they fill, as waiting for a wide vector takes longer, but eight, which are as fast as
    /// four. Null where decoding is scalar.
    /// </summary>
    public static FlacLaneKernel? For(int rows)
    {
        foreach (FlacLaneKernel kernel in Supported)
            if (kernel.Width >= 8 && 2 * kernel.Width >= rows) return kernel;
        return Best;
    }

    /// <summary>Number of lanes.</summary>
    public abstract int Width { get; }

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
