using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AudioIO.Lanes;

/// <summary>The lanes of a vector of 128 bits.</summary>
internal readonly unsafe struct Lanes128<T>(Vector128<T> value) : ILanes<Lanes128<T>, T>
    where T : unmanaged
{
    private readonly Vector128<T> _value = value;

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> WhereLess(Lanes128<T> left, Lanes128<T> right, Lanes128<T> less, Lanes128<T> otherwise) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), less._value, otherwise._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Split(Lanes128<T> value, out Lanes128<T> mantissa)
    {
        Vector128<int> least = Vector128.Create(FloatBits.LeastMantissa);
        Vector128<int> above = value._value.AsInt32() - least;
        mantissa = new(((above & Vector128.Create(FloatBits.MantissaMask)) + least).As<int, T>());
        return new(Vector128.ConvertToSingle(above >> FloatBits.MantissaBits).As<float, T>());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Lanes128<T> a, Lanes128<T> b, Lanes128<T> c, Lanes128<T> d, byte* destination) =>
        Vector128.Narrow(Vector128.Narrow(Integers(a), Integers(b)), Vector128.Narrow(Integers(c), Integers(d)))
            .AsByte().Store(destination);

    private static Vector128<int> Integers(Lanes128<T> value) => Vector128.ConvertToInt32Native(value._value.AsSingle());
}
