using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioIO;

/// <summary>Eight lanes: AVX2.</summary>
internal readonly unsafe struct FlacVectors256 : IFlacVectors<Vector256<int>>
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Count => 8;

    public static int Taps => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Create(int value) => Vector256.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load(int* from) => Vector256.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> value, int* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Add(Vector256<int> left, Vector256<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Subtract(Vector256<int> left, Vector256<int> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> And(Vector256<int> left, Vector256<int> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Or(Vector256<int> left, Vector256<int> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Xor(Vector256<int> left, Vector256<int> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> NotAbove(Vector256<int> left, Vector256<int> right) => ~Vector256.GreaterThan(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftRight(Vector256<int> value, int count) => value >> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Unfold(Vector256<int> folded) => (folded >>> 1) ^ -(folded & Vector256<int>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftLeft(Vector256<int> value, Vector256<int> codes) =>
        Avx2.ShiftLeftLogicalVariable(value, codes.AsUInt32());

    public static int LeftCode(int count) => count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftRight(Vector256<int> value, Vector256<int> codes) =>
        Avx2.ShiftRightArithmeticVariable(value, codes.AsUInt32());

    public static int RightCode(int count) => count;

    /// <summary>
    /// Below 12, <c>high · 2^(12 − count) + (low &gt;&gt; count)</c>, exact as the upper part is whole; from 12 on,
    /// <c>(high + (low &gt;&gt; 12)) &gt;&gt; (count − 12)</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ShiftJoined(Vector256<int> high, Vector256<int> low, in FlacJoinCodes<Vector256<int>> codes) =>
        ShiftRight(ShiftLeft(high, codes.First) + ShiftRight(low, codes.Second), codes.Third);

    public static int JoinCode(int number, int count) => number switch
    {
        0 => Math.Max(12 - count, 0),
        1 => Math.Min(count, 12),
        _ => Math.Max(count - 12, 0),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Remember(Vector256<int> sample, Vector256<int> before) =>
        Avx2.Blend(sample.AsInt16(), (before << 16).AsInt16(), 0b1010_1010).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> MultiplyAdd(Vector256<int> sum, Vector256<int> history, Vector256<int> coefficients) =>
        sum + Avx2.MultiplyAddAdjacent(history.AsInt16(), coefficients.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> DuplicateEven(Vector256<int> value) => Avx2.Shuffle(value, 0b10_10_00_00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> DuplicateOdd(Vector256<int> value) => Avx2.Shuffle(value, 0b11_11_01_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ZipLow(Vector256<int> left, Vector256<int> right) => Avx2.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ZipHigh(Vector256<int> left, Vector256<int> right) => Avx2.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ZipLowPairs(Vector256<int> left, Vector256<int> right) =>
        Avx2.UnpackLow(left.AsInt64(), right.AsInt64()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ZipHighPairs(Vector256<int> left, Vector256<int> right) =>
        Avx2.UnpackHigh(left.AsInt64(), right.AsInt64()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFours(Vector256<int> value, int* to, nint stride, int fours)
    {
        value.GetLower().Store(to);
        if (fours > 1) value.GetUpper().Store(to + stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Scale(Vector256<int> value, float scale) => (Vector256.ConvertToSingle(value) * scale).AsInt32();
}
