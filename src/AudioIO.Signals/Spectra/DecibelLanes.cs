using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Spectra;

/// <summary>
/// Logarithms of powers in vector lanes. With power = 2^e · (1 + f), log₂ = e + f · P(f), where P is a polynomial that minimises the
/// largest error over f from √½ − 1 to √2 − 1: 1.5e-5, or 4.5e-5 dB, besides the rounding of the sum. A power of two comes out exactly.
/// </summary>
internal static unsafe class DecibelLanes
{
    /// <summary>10 · log₁₀ 2.</summary>
    public const double DecibelsPerOctave = 3.010299956639812;

    /// <summary>Writes max(10 · log₁₀ power, floor); infinity and NaN stay what they are.</summary>
    /// <param name="powers">Powers.</param>
    /// <param name="decibels">Room for as many values; may be the same memory.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="floor">Lowest result, at least that of the least normal float.</param>
    public static void Convert<TLanes>(float* powers, float* decibels, int count, float floor)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        float floorPower = Power(floor);
        int whole = count - (count % TLanes.Count);
        ConvertWhole<TLanes>(powers, decibels, whole, floor, floorPower);
        ConvertWhole<Lane<float>>(powers + whole, decibels + whole, count - whole, floor, floorPower);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConvertWhole<TLanes>(float* powers, float* decibels, int count, float floor, float floorPower)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        TLanes least = TLanes.Broadcast(floor), leastPower = TLanes.Broadcast(floorPower);
        TLanes infinity = TLanes.Broadcast(float.PositiveInfinity), scale = TLanes.Broadcast((float)DecibelsPerOctave);
        for (int i = 0; i < count; i += TLanes.Count)
        {
            TLanes power = TLanes.Load(powers + i);
            TLanes result = Log2(power) * scale;
            result = TLanes.WhereLess(result, least, least, result);
            result = TLanes.WhereLess(power, leastPower, least, result);
            TLanes.WhereLess(power, infinity, result, power).Store(decibels + i);
        }
    }

    /// <summary>Writes 0 for <paramref name="low"/> decibels, 255 for <paramref name="high"/>, and evenly between; 0 for NaN.</summary>
    /// <param name="powers">Powers.</param>
    /// <param name="bytes">Room for as many values.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="low">Decibels of 0, at least those of the least normal float.</param>
    /// <param name="high">Decibels of 255, above <paramref name="low"/> and at most those of the largest float.</param>
    public static void Pack<TLanes>(float* powers, byte* bytes, int count, double low, double high)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        float lowPower = Power(low), scale = (float)(DecibelsPerOctave * 255 / (high - low));
        // Half a step is added for rounding to the nearest.
        float offset = (float)(0.5 - (low * 255 / (high - low)));
        int whole = count - (count % (4 * TLanes.Count));
        PackWhole<TLanes>(powers, bytes, whole, lowPower, scale, offset);
        int fours = count - (count % 4);
        PackWhole<Lane<float>>(powers + whole, bytes + whole, fours - whole, lowPower, scale, offset);
        if (fours == count) return;
        float* last = stackalloc float[4];
        byte* lastBytes = stackalloc byte[4];
        for (int i = fours; i < count; i++) last[i - fours] = powers[i];
        PackWhole<Lane<float>>(last, lastBytes, 4, lowPower, scale, offset);
        for (int i = fours; i < count; i++) bytes[i] = lastBytes[i - fours];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackWhole<TLanes>(float* powers, byte* bytes, int count, float lowPower, float scale, float offset)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        var step = new PackStep<TLanes>(lowPower, scale, offset);
        for (int i = 0; i < count; i += 4 * TLanes.Count)
        {
            float* from = powers + i;
            TLanes.StoreBytes(
                step.Value(TLanes.Load(from)),
                step.Value(TLanes.Load(from + TLanes.Count)),
                step.Value(TLanes.Load(from + (2 * TLanes.Count))),
                step.Value(TLanes.Load(from + (3 * TLanes.Count))),
                bytes + i);
        }
    }

    /// <summary>The power of so many decibels.</summary>
    private static float Power(double decibels) => (float)Math.Max(Math.Pow(10, decibels / 10), LeastNormal);

    /// <summary>2^−126: below it, the bits of a float are no longer exponent and mantissa.</summary>
    private const float LeastNormal = 1.17549435e-38f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Log2<TLanes>(TLanes power)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        TLanes exponent = TLanes.Split(power, out TLanes mantissa);
        TLanes f = mantissa - TLanes.Broadcast(1);
        TLanes sum = (f * TLanes.Broadcast(0.252660295499683f)) + TLanes.Broadcast(-0.3945753738086972f);
        sum = (f * sum) + TLanes.Broadcast(0.4866861483146315f);
        sum = (f * sum) + TLanes.Broadcast(-0.7202418025815686f);
        sum = (f * sum) + TLanes.Broadcast(1.4425780078240624f);
        return exponent + (f * sum);
    }

    private readonly struct PackStep<TLanes>(float lowPower, float scale, float offset)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        private readonly TLanes _lowPower = TLanes.Broadcast(lowPower);
        private readonly TLanes _scale = TLanes.Broadcast(scale);
        private readonly TLanes _offset = TLanes.Broadcast(offset);
        private readonly TLanes _zero = TLanes.Broadcast(0);
        private readonly TLanes _largest = TLanes.Broadcast(255);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Value(TLanes power)
        {
            TLanes value = (Log2(power) * _scale) + _offset;
            value = TLanes.WhereLess(value, _largest, value, _largest);
            return TLanes.WhereLess(_lowPower, power, value, _zero);
        }
    }
}
