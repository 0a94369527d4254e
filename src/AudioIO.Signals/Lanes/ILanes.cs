namespace AudioIO.Lanes;

/// <summary>
/// Independent values that take the same steps side by side, one per lane of a vector. Every kernel of this package is written once over
/// this interface, and the plain fallback is the same kernel over one lane (<see cref="Lane{T}"/>). A value does not depend on the width,
/// on its lane or on its neighbours: the operations are those of IEEE 754, one rounding each. Products and sums are never contracted to a
/// fused multiply-add, which would round once less where the hardware has it; .NET's compiler never contracts on its own.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
internal unsafe interface ILanes<TSelf, T>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(T* source);

    static abstract TSelf Broadcast(T value);

    void Store(T* destination);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary>Per lane, left &lt; right ? less : otherwise; a NaN is less than nothing.</summary>
    static abstract TSelf WhereLess(TSelf left, TSelf right, TSelf less, TSelf otherwise);

    /// <summary>
    /// Splits positive normal floats into 2^exponent · mantissa with a mantissa from √½ up to √2. What comes of other values is finite.
    /// </summary>
    static abstract TSelf Split(TSelf value, out TSelf mantissa);

    /// <summary>Cuts floats from 0 up to, but without, 256 to whole numbers: those of four vectors, one after the other.</summary>
    static abstract void StoreBytes(TSelf a, TSelf b, TSelf c, TSelf d, byte* destination);
}
