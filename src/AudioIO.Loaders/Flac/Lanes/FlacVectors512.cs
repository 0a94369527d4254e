using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioIO;

/// <summary>Sixteen lanes: AVX-512 with its instructions for 16-bit integers.</summary>
internal readonly unsafe struct FlacVectors512 : IFlacVectors<Vector512<int>>
{
    public static bool IsSupported => Avx512BW.IsSupported && Vector512.IsHardwareAccelerated;

    public static int Count => 16;

    public static int Taps => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Create(int value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Load(int* from) => Vector512.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<int> value, int* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Add(Vector512<int> left, Vector512<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Subtract(Vector512<int> left, Vector512<int> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> And(Vector512<int> left, Vector512<int> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Or(Vector512<int> left, Vector512<int> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Xor(Vector512<int> left, Vector512<int> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> NotAbove(Vector512<int> left, Vector512<int> right) => ~Vector512.GreaterThan(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftRight(Vector512<int> value, int count) => value >> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Unfold(Vector512<int> folded) => (folded >>> 1) ^ -(folded & Vector512<int>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftLeft(Vector512<int> value, Vector512<int> codes) =>
        Avx512F.ShiftLeftLogicalVariable(value, codes.AsUInt32());

    public static int LeftCode(int count) => count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftRight(Vector512<int> value, Vector512<int> codes) =>
        Avx512F.ShiftRightArithmeticVariable(value, codes.AsUInt32());

    public static int RightCode(int count) => count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ShiftJoined(Vector512<int> high, Vector512<int> low, in FlacJoinCodes<Vector512<int>> codes) =>
        ShiftRight(ShiftLeft(high, codes.First) + ShiftRight(low, codes.Second), codes.Third);

    public static int JoinCode(int number, int count) => FlacVectors256.JoinCode(number, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Remember(Vector512<int> sample, Vector512<int> before) =>
        Vector512.ConditionalSelect(Vector512.Create(0xFFFF), sample, before << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> MultiplyAdd(Vector512<int> sum, Vector512<int> history, Vector512<int> coefficients) =>
        sum + Avx512BW.MultiplyAddAdjacent(history.AsInt16(), coefficients.AsInt16());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> DuplicateEven(Vector512<int> value) => Avx512F.Shuffle(value, 0b10_10_00_00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> DuplicateOdd(Vector512<int> value) => Avx512F.Shuffle(value, 0b11_11_01_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ZipLow(Vector512<int> left, Vector512<int> right) => Avx512F.UnpackLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ZipHigh(Vector512<int> left, Vector512<int> right) => Avx512F.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ZipLowPairs(Vector512<int> left, Vector512<int> right) =>
        Avx512F.UnpackLow(left.AsInt64(), right.AsInt64()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> ZipHighPairs(Vector512<int> left, Vector512<int> right) =>
        Avx512F.UnpackHigh(left.AsInt64(), right.AsInt64()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFours(Vector512<int> value, int* to, nint stride, int fours)
    {
        value.GetLower().GetLower().Store(to);
        if (fours > 1) value.GetLower().GetUpper().Store(to + stride);
        if (fours > 2) value.GetUpper().GetLower().Store(to + (2 * stride));
        if (fours > 3) value.GetUpper().GetUpper().Store(to + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Scale(Vector512<int> value, float scale) => (Vector512.ConvertToSingle(value) * scale).AsInt32();
}
