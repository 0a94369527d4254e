using System.Numerics;
using System.Runtime.CompilerServices;

namespace AudioIO.Lanes;

/// <summary>The plain fallback: a vector of one lane.</summary>
internal readonly unsafe struct Lane<T>(T value) : ILanes<Lane<T>, T>
    where T : unmanaged, INumber<T>
{
    private readonly T _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Broadcast(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => *destination = _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> operator +(Lane<T> left, Lane<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> operator -(Lane<T> left, Lane<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> operator *(Lane<T> left, Lane<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> WhereLess(Lane<T> left, Lane<T> right, Lane<T> less, Lane<T> otherwise) =>
        left._value < right._value ? less : otherwise;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane<T> Split(Lane<T> value, out Lane<T> mantissa)
    {
        int above = Unsafe.BitCast<Lane<T>, int>(value) - FloatBits.LeastMantissa;
        mantissa = Unsafe.BitCast<int, Lane<T>>((above & FloatBits.MantissaMask) + FloatBits.LeastMantissa);
        return Unsafe.BitCast<float, Lane<T>>(above >> FloatBits.MantissaBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Lane<T> a, Lane<T> b, Lane<T> c, Lane<T> d, byte* destination)
    {
        destination[0] = Byte(a);
        destination[1] = Byte(b);
        destination[2] = Byte(c);
        destination[3] = Byte(d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Byte(Lane<T> value) => (byte)(int)Unsafe.BitCast<Lane<T>, float>(value);
}
