using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioIO;

/// <summary>
/// Samples to integers of n bits: x · 2^(n−1), rounded to the nearest integer (halfway to the even one) and clipped to
/// −2^(n−1) … 2^(n−1) − 1. NaN becomes 0. What was an integer of at most n bits comes out as it was.
/// </summary>
internal static class IntegerRounding
{
    /// <summary>Rounds floats.</summary>
    /// <param name="values">Samples.</param>
    /// <param name="bits">Bits of an integer, 8 to 32.</param>
    /// <param name="integers">Room for as many.</param>
    /// <returns>How many were clipped or are NaN.</returns>
    public static int Round(ReadOnlySpan<float> values, int bits, Span<int> integers)
    {
        // The product with a power of two is exact, and so are the limits: the upper one, 2^(n−1) − 1, as "below 2^(n−1)".
        var scale = (float)SampleScale.FromSample(bits);
        int clipped = 0;
        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref float from = ref MemoryMarshal.GetReference(values);
            ref int to = ref MemoryMarshal.GetReference(integers[..values.Length]);
            Vector256<float> upper = Vector256.Create(scale);
            Vector256<int> largest = Vector256.Create((int)(scale - 1d));
            for (; done <= values.Length - Vector256<float>.Count; done += Vector256<float>.Count)
            {
                Vector256<float> rounded = Vector256.Round(Vector256.LoadUnsafe(ref from, (nuint)done) * upper);
                Vector256<float> isInside = Vector256.LessThan(rounded, upper) & Vector256.GreaterThanOrEqual(rounded, -upper);
                uint inside = isInside.ExtractMostSignificantBits();
                Vector256<int> converted = Vector256.ConvertToInt32(rounded);
                if (inside != 0xFF)
                {
                    clipped += Vector256<float>.Count - BitOperations.PopCount(inside);
                    converted = Vector256.Min(Vector256.Max(converted, ~largest), largest);
                }
                converted.StoreUnsafe(ref to, (nuint)done);
            }
        }
        for (; done < values.Length; done++) integers[done] = Round(values[done] * (double)scale, scale, ref clipped);
        return clipped;
    }

    /// <summary>Rounds doubles.</summary>
    /// <param name="values">Samples.</param>
    /// <param name="bits">Bits of an integer, 8 to 32.</param>
    /// <param name="integers">Room for as many.</param>
    /// <returns>How many were clipped or are NaN.</returns>
    public static int Round(ReadOnlySpan<double> values, int bits, Span<int> integers) =>
        Round(values, SampleScale.FromSample(bits), bits, integers);

    /// <summary>Rounds doubles that are multiplied by 2^(n−1) already.</summary>
    /// <param name="scaled">Samples in steps.</param>
    /// <param name="bits">Bits of an integer, 8 to 32.</param>
    /// <param name="integers">Room for as many.</param>
    /// <returns>How many were clipped or are NaN.</returns>
    public static int RoundScaled(ReadOnlySpan<double> scaled, int bits, Span<int> integers) => Round(scaled, 1, bits, integers);

    private static int Round(ReadOnlySpan<double> values, double factor, int bits, Span<int> integers)
    {
        double scale = SampleScale.FromSample(bits);
        int clipped = 0;
        int done = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref double from = ref MemoryMarshal.GetReference(values);
            ref int to = ref MemoryMarshal.GetReference(integers[..values.Length]);
            for (; done <= values.Length - Vector256<int>.Count; done += Vector256<int>.Count)
            {
                Vector256<long> lower = Round4(Vector256.LoadUnsafe(ref from, (nuint)done) * factor, scale, ref clipped);
                Vector256<long> higher = Round4(Vector256.LoadUnsafe(ref from, (nuint)done + 4) * factor, scale, ref clipped);
                // The lower halves: 32 bits hold every integer within the limits.
                Vector256.Narrow(lower, higher).StoreUnsafe(ref to, (nuint)done);
            }
        }
        for (; done < values.Length; done++) integers[done] = Round(values[done] * factor, scale, ref clipped);
        return clipped;
    }

    // 1.5 · 2^52: a double of this size has steps of 1, and its lowest bits are the integer that was added, in two's complement.
    private static Vector256<long> Round4(Vector256<double> scaled, double scale, ref int clipped)
    {
        const double Steps = 6755399441055744;
        Vector256<double> rounded = Vector256.Round(scaled);
        Vector256<double> upper = Vector256.Create(scale);
        uint inside = (Vector256.LessThan(rounded, upper) & Vector256.GreaterThanOrEqual(rounded, -upper)).ExtractMostSignificantBits();
        if (inside != 0xF)
        {
            clipped += Vector256<double>.Count - BitOperations.PopCount(inside);
            rounded = Vector256.ConditionalSelect(Vector256.Equals(rounded, rounded), rounded, Vector256<double>.Zero);
            rounded = Vector256.Min(Vector256.Max(rounded, -upper), upper - Vector256<double>.One);
        }
        return (rounded + Vector256.Create(Steps)).AsInt64();
    }

    private static int Round(double scaled, double scale, ref int clipped)
    {
        double rounded = Math.Round(scaled, MidpointRounding.ToEven);
        if (rounded >= -scale && rounded < scale) return (int)rounded;
        clipped++;
        return double.IsNaN(rounded) ? 0 : (int)Math.Clamp(rounded, -scale, scale - 1);
    }
}
