using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AudioIO.Lanes;

/// <summary>The lanes of a vector of 512 bits.</summary>
internal readonly unsafe struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> WhereLess(Lanes512<T> left, Lanes512<T> right, Lanes512<T> less, Lanes512<T> otherwise) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), less._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Split(Lanes512<T> value, out Lanes512<T> mantissa)
    {
        Vector512<int> least = Vector512.Create(FloatBits.LeastMantissa);
        Vector512<int> above = value._value.AsInt32() - least;
        mantissa = new(((above & Vector512.Create(FloatBits.MantissaMask)) + least).As<int, T>());
        return new(Vector512.ConvertToSingle(above >> FloatBits.MantissaBits).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c, Lanes512<T> d, byte* destination) =>
        Vector512.Narrow(Vector512.Narrow(Integers(a), Integers(b)), Vector512.Narrow(Integers(c), Integers(d)))
            .AsByte().Store(destination);

    private static Vector512<int> Integers(Lanes512<T> value) => Vector512.ConvertToInt32Native(value._value.AsSingle());
}
