using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AudioIO.Lanes;

/// <summary>The lanes of a vector of 256 bits.</summary>
internal readonly unsafe struct Lanes256<T>(Vector256<T> value) : ILanes<Lanes256<T>, T>
    where T : unmanaged
{
    private readonly Vector256<T> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> WhereLess(Lanes256<T> left, Lanes256<T> right, Lanes256<T> less, Lanes256<T> otherwise) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), less._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Split(Lanes256<T> value, out Lanes256<T> mantissa)
    {
        Vector256<int> least = Vector256.Create(FloatBits.LeastMantissa);
        Vector256<int> above = value._value.AsInt32() - least;
        mantissa = new(((above & Vector256.Create(FloatBits.MantissaMask)) + least).As<int, T>());
        return new(Vector256.ConvertToSingle(above >> FloatBits.MantissaBits).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c, Lanes256<T> d, byte* destination) =>
        Vector256.Narrow(Vector256.Narrow(Integers(a), Integers(b)), Vector256.Narrow(Integers(c), Integers(d)))
            .AsByte().Store(destination);

    private static Vector256<int> Integers(Lanes256<T> value) => Vector256.ConvertToInt32Native(value._value.AsSingle());
}
