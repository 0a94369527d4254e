using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AudioIO;

/// <summary>Four lanes: NEON, or SSE4.1, which shifts all lanes alike and has to multiply by powers of two instead.</summary>
internal readonly unsafe struct FlacVectors128 : IFlacVectors<Vector128<int>>
{
    public static bool IsSupported => BitConverter.IsLittleEndian && (Sse41.IsSupported || AdvSimd.Arm64.IsSupported);

    public static int Count => 4;

    public static int Taps => Sse41.IsSupported ? 2 : 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Create(int value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Load(int* from) => Vector128.Load(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> value, int* to) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> left, Vector128<int> right) => left + right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Subtract(Vector128<int> left, Vector128<int> right) => left - right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> And(Vector128<int> left, Vector128<int> right) => left & right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Or(Vector128<int> left, Vector128<int> right) => left | right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Xor(Vector128<int> left, Vector128<int> right) => left ^ right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> NotAbove(Vector128<int> left, Vector128<int> right) => ~Vector128.GreaterThan(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRight(Vector128<int> value, int count) => value >> count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Unfold(Vector128<int> folded) => (folded >>> 1) ^ -(folded & Vector128<int>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftLeft(Vector128<int> value, Vector128<int> codes) =>
        Sse41.IsSupported ? Sse41.MultiplyLow(value, codes) : AdvSimd.ShiftArithmetic(value, codes);

    public static int LeftCode(int count) => Sse41.IsSupported ? 1 << count : count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftRight(Vector128<int> value, Vector128<int> codes) => Sse41.IsSupported
        ? Middle(Sse41.Multiply(value, codes), Sse41.Multiply(Odd(value), Odd(codes)))
        : AdvSimd.ShiftArithmetic(value, codes);

    /// <summary>Multiplied by 2^(16 − count), the bits wanted are 16 to 47 of 64. A negative count shifts NEON's lanes to the right.</summary>
    public static int RightCode(int count) => Sse41.IsSupported ? 1 << (16 - count) : -count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ShiftJoined(Vector128<int> high, Vector128<int> low, in FlacJoinCodes<Vector128<int>> codes)
    {
        if (!Sse41.IsSupported)
        {
            Vector128<int> joined = AdvSimd.ShiftArithmetic(high, codes.First) + AdvSimd.ShiftArithmetic(low, codes.Second);
            return AdvSimd.ShiftArithmetic(joined, codes.Third);
        }
        Vector128<long> even = Sse41.Multiply(high, codes.First) + Sse41.Multiply(low, codes.Second);
        return Middle(even, Sse41.Multiply(Odd(high), Odd(codes.First)) + Sse41.Multiply(Odd(low), Odd(codes.Second)));
    }

    /// <summary>Powers of two by which both parts come into bits 16 to 47; for NEON as for <see cref="FlacVectors256"/>.</summary>
    public static int JoinCode(int number, int count) => (Sse41.IsSupported, number) switch
    {
        (true, 0) => 1 << (28 - count),
        (true, _) => 1 << (16 - count),
        (false, 0) => FlacVectors256.JoinCode(number, count),
        (false, _) => -FlacVectors256.JoinCode(number, count),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Remember(Vector128<int> sample, Vector128<int> before) => Sse41.IsSupported
        ? Sse41.Blend(sample.AsInt16(), (before << 16).AsInt16(), 0b1010_1010).AsInt32()
        : sample;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAdd(Vector128<int> sum, Vector128<int> history, Vector128<int> coefficients) => Sse41.IsSupported
        ? sum + Sse2.MultiplyAddAdjacent(history.AsInt16(), coefficients.AsInt16())
        : AdvSimd.MultiplyAdd(sum, history, coefficients);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> DuplicateEven(Vector128<int> value) => Vector128.Shuffle(value, Vector128.Create(0, 0, 2, 2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> DuplicateOdd(Vector128<int> value) => Vector128.Shuffle(value, Vector128.Create(1, 1, 3, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ZipLow(Vector128<int> left, Vector128<int> right) =>
        Sse41.IsSupported ? Sse2.UnpackLow(left, right) : AdvSimd.Arm64.ZipLow(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ZipHigh(Vector128<int> left, Vector128<int> right) =>
        Sse41.IsSupported ? Sse2.UnpackHigh(left, right) : AdvSimd.Arm64.ZipHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ZipLowPairs(Vector128<int> left, Vector128<int> right) => Sse41.IsSupported
        ? Sse2.UnpackLow(left.AsInt64(), right.AsInt64()).AsInt32()
        : AdvSimd.Arm64.ZipLow(left.AsInt64(), right.AsInt64()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> ZipHighPairs(Vector128<int> left, Vector128<int> right) => Sse41.IsSupported
        ? Sse2.UnpackHigh(left.AsInt64(), right.AsInt64()).AsInt32()
        : AdvSimd.Arm64.ZipHigh(left.AsInt64(), right.AsInt64()).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFours(Vector128<int> value, int* to, nint stride, int fours) => value.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Scale(Vector128<int> value, float scale) => (Vector128.ConvertToSingle(value) * scale).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Odd(Vector128<int> value) => (value.AsUInt64() >> 32).AsInt32();

    /// <summary>Bits 16 to 47 of the products of the even and of the odd lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Middle(Vector128<long> even, Vector128<long> odd) =>
        Sse41.Blend((even >>> 16).AsInt16(), (odd << 16).AsInt16(), 0b1100_1100).AsInt32();
}
