using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AudioIO.Lanes;

namespace AudioIO.Overviews;

/// <summary>
/// Four bins of one channel, or two of two, at once: the lanes of <see cref="FloatBins"/> are turned, so that each is added to its own kind for
/// all of them. Every sum has the order that it has for one bin after the other, and so its bits.
/// </summary>
internal static class FloatBinGroups
{
    // Values of a group, of each kind: a vector of floats, or of doubles of twice the width.
    private const int Values = 4, Lanes = 8;

    /// <summary>Bins of a group; 0 where so many channels have none.</summary>
    public static int Bins(int channels) => channels <= 2 ? Values / channels : 0;

    /// <summary>Reduces the frames of a group, as many for each bin, to its bins as they are kept.</summary>
    /// <returns>False where floats cannot hold the sums, a value is not a number, or frames are left over behind the vectors of a bin.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReduce(ReadOnlySpan<float> values, int channels, Span<float> entries)
    {
        int bins = Values / channels, each = values.Length / bins;
        Span<Vector256<float>> lanes = stackalloc Vector256<float>[3 * Values];
        Span<Vector256<float>> lows = lanes[..Values], highs = lanes.Slice(Values, Values), sums = lanes[(2 * Values)..];
        for (int bin = 0; bin < bins; bin++)
            if (FloatBins.SumOne(values.Slice(bin * each, each), ref lows[bin], ref highs[bin], ref sums[bin]) < each) return false;
        ref float low = ref First(lows), high = ref First(highs), sum = ref First(sums);
        return channels == 1 ? FoldOne(ref low, ref high, ref sum, each, entries) : FoldTwo(ref low, ref high, ref sum, each / 2, entries);
    }

    private static ref float First(Span<Vector256<float>> lanes) => ref Unsafe.As<Vector256<float>, float>(ref MemoryMarshal.GetReference(lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FoldOne(ref float lows, ref float highs, ref float sums, int frames, Span<float> entries)
    {
        Turn(ref lows, 0, out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d);
        Turn(ref lows, Lanes / 2, out Vector128<float> e, out Vector128<float> f, out Vector128<float> g, out Vector128<float> h);
        Vector128<float> low = Vector128.MinNative(
            Vector128.MinNative(Vector128.MinNative(a, b), Vector128.MinNative(c, d)), Vector128.MinNative(Vector128.MinNative(e, f), Vector128.MinNative(g, h)));
        Turn(ref highs, 0, out a, out b, out c, out d);
        Turn(ref highs, Lanes / 2, out e, out f, out g, out h);
        Vector128<float> high = Vector128.MaxNative(
            Vector128.MaxNative(Vector128.MaxNative(a, b), Vector128.MaxNative(c, d)), Vector128.MaxNative(Vector128.MaxNative(e, f), Vector128.MaxNative(g, h)));
        Turn(ref sums, 0, out a, out b, out c, out d);
        Turn(ref sums, Lanes / 2, out e, out f, out g, out h);
        Vector256<double> energy = Wide(a) + Wide(b) + Wide(c) + Wide(d) + Wide(e) + Wide(f) + Wide(g) + Wide(h);
        if (!TryFinish(ref low, ref high, energy, frames, out Vector128<float> rms)) return false;
        Vector128<float> rest = rms;
        LaneTranspose.Transpose(ref low, ref high, ref rms, ref rest);
        // Three values of each row count: the fourth is written over by the next one.
        low.CopyTo(entries);
        high.CopyTo(entries[3..]);
        rms.CopyTo(entries[6..]);
        rest.GetLower().CopyTo(entries[9..]);
        entries[11] = rest[2];
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FoldTwo(ref float lows, ref float highs, ref float sums, int frames, Span<float> entries)
    {
        Turn(ref lows, out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d);
        Vector128<float> low = Vector128.MinNative(Vector128.MinNative(a, b), Vector128.MinNative(c, d));
        Turn(ref highs, out a, out b, out c, out d);
        Vector128<float> high = Vector128.MaxNative(Vector128.MaxNative(a, b), Vector128.MaxNative(c, d));
        Turn(ref sums, out a, out b, out c, out d);
        if (!TryFinish(ref low, ref high, Wide(a) + Wide(b) + Wide(c) + Wide(d), frames, out Vector128<float> rms)) return false;
        low.GetLower().CopyTo(entries);
        high.GetLower().CopyTo(entries[2..]);
        rms.GetLower().CopyTo(entries[4..]);
        low.GetUpper().CopyTo(entries[6..]);
        high.GetUpper().CopyTo(entries[8..]);
        rms.GetUpper().CopyTo(entries[10..]);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFinish(ref Vector128<float> low, ref Vector128<float> high, Vector256<double> energy, int frames, out Vector128<float> rms)
    {
        // Zero where all values are; a NaN among them is one of their energy, and fails both comparisons.
        Vector256<double> greatest = Wide(Vector128.MaxNative(Vector128.Abs(low), Vector128.Abs(high)));
        Vector256<double> isHeld = Vector256.LessThanOrEqual(energy, Vector256.Create(FloatBins.HighestEnergy))
            & (Vector256.GreaterThanOrEqual(energy, Vector256.Create(FloatBins.LowestEnergy)) | Vector256.Equals(greatest, Vector256<double>.Zero));
        rms = Narrow(Vector256.Sqrt(energy / Vector256.Create((double)frames)));
        low += Vector128<float>.Zero; // −0 is 0
        high += Vector128<float>.Zero;
        return isHeld.AsInt64() == Vector256<long>.AllBitsSet;
    }

    /// <summary>Four lanes of four bins: the first ones, the second ones, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(
        ref float lanes, int at, out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d)
    {
        a = Vector128.LoadUnsafe(ref lanes, (nuint)at);
        b = Vector128.LoadUnsafe(ref lanes, (nuint)(at + Lanes));
        c = Vector128.LoadUnsafe(ref lanes, (nuint)(at + (2 * Lanes)));
        d = Vector128.LoadUnsafe(ref lanes, (nuint)(at + (3 * Lanes)));
        LaneTranspose.Transpose(ref a, ref b, ref c, ref d);
    }

    /// <summary>All lanes of two bins in pairs of two channels: the first pairs, the second ones, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(ref float lanes, out Vector128<float> a, out Vector128<float> b, out Vector128<float> c, out Vector128<float> d)
    {
        Vector128<double> x = Vector128.LoadUnsafe(ref lanes).AsDouble(), z = Vector128.LoadUnsafe(ref lanes, Lanes / 2).AsDouble();
        Vector128<double> y = Vector128.LoadUnsafe(ref lanes, Lanes).AsDouble(), w = Vector128.LoadUnsafe(ref lanes, Lanes + (Lanes / 2)).AsDouble();
        a = LaneTranspose.ZipLow(x, y).AsSingle();
        b = LaneTranspose.ZipHigh(x, y).AsSingle();
        c = LaneTranspose.ZipLow(z, w).AsSingle();
        d = LaneTranspose.ZipHigh(z, w).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Wide(Vector128<float> values) => Vector256.WidenLower(values.ToVector256Unsafe());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Narrow(Vector256<double> values) => Vector256.Narrow(values, values).GetLower();
}
