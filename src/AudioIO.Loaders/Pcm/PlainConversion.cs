using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// Stored samples to values, one after the other. It defines what the values are; <see cref="VectorConversion"/> must agree with it
/// bit for bit.
/// </summary>
internal static class PlainConversion
{
    /// <summary>Integers of up to 32 bits.</summary>
    /// <param name="source">Stored samples, at least as many as <paramref name="values"/>.</param>
    /// <param name="values">Float or double: scaled to [−1, 1). Int or short: unscaled; the caller knows that they fit.</param>
    public static void Integers<TStored, T>(ReadOnlySpan<byte> source, Span<T> values)
        where TStored : struct, IStoredInteger
        where T : unmanaged
    {
        // The slice is the bounds check for the loop.
        ref byte first = ref MemoryMarshal.GetReference(source[..checked(values.Length * TStored.Bytes)]);
        for (int i = 0; i < values.Length; i++)
            values[i] = Value<T>(TStored.Read(ref Unsafe.Add(ref first, i * TStored.Bytes)), TStored.Bits);
    }

    /// <summary>Integers of 1 to 8 bytes.</summary>
    /// <param name="source">Stored samples, at least as many as <paramref name="values"/>.</param>
    /// <param name="bytes">Bytes of a sample.</param>
    /// <param name="bigEndian">True where the most significant byte comes first.</param>
    /// <param name="values">
    /// Float: the nearest of the exact quotient. Double: the same, which loses bits beyond the 53rd of wide integers. Int: unscaled, of
    /// up to 4 bytes.
    /// </param>
    public static void WideIntegers<T>(ReadOnlySpan<byte> source, int bytes, bool bigEndian, Span<T> values)
        where T : unmanaged
    {
        Span<byte> widened = stackalloc byte[sizeof(long)];
        for (int i = 0; i < values.Length; i++, source = source[bytes..])
        {
            // The stored bytes become the most significant ones of 64 bits, and the shift back extends the sign.
            widened.Clear();
            if (bigEndian) source[..bytes].CopyTo(widened);
            else source[..bytes].CopyTo(widened[(sizeof(long) - bytes)..]);
            long left = bigEndian ? BinaryPrimitives.ReadInt64BigEndian(widened) : BinaryPrimitives.ReadInt64LittleEndian(widened);
            values[i] = Value<T>(left >> (64 - (8 * bytes)), 8 * bytes);
        }
    }

    /// <summary>
    /// Floats of 32 or 64 bits to the other size: not clipped, not cleaned of NaN. Doubles beyond the range of float become infinite.
    /// </summary>
    /// <param name="source">Stored samples, at least as many as <paramref name="values"/>.</param>
    /// <param name="bytes">Bytes of a sample, 4 or 8.</param>
    /// <param name="bigEndian">True where the most significant byte comes first.</param>
    /// <param name="values">Float or double.</param>
    public static void Floats<T>(ReadOnlySpan<byte> source, int bytes, bool bigEndian, Span<T> values)
        where T : unmanaged
    {
        for (int i = 0; i < values.Length; i++, source = source[bytes..])
        {
            double value = bytes == sizeof(float)
                ? bigEndian ? BinaryPrimitives.ReadSingleBigEndian(source) : BinaryPrimitives.ReadSingleLittleEndian(source)
                : bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(source) : BinaryPrimitives.ReadDoubleLittleEndian(source);
            values[i] = typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);
        }
    }

    /// <summary>Decoded 16-bit samples.</summary>
    public static void Shorts<T>(ReadOnlySpan<short> samples, Span<T> values)
        where T : unmanaged
    {
        for (int i = 0; i < values.Length; i++) values[i] = Value<T>(samples[i], SampleScale.DecodedBits);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Value<T>(int integer, int bits)
        where T : unmanaged
    {
        // Rounded once, by the conversion: the scale is a power of two, and the product is exact.
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>(integer * SampleScale.ToSample(bits));
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(integer * (double)SampleScale.ToSample(bits));
        return typeof(T) == typeof(int) ? Unsafe.BitCast<int, T>(integer) : Unsafe.BitCast<short, T>((short)integer);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Value<T>(long integer, int bits)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<float, T>(integer * SampleScale.ToSample(bits));
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<double, T>(integer * (double)SampleScale.ToSample(bits));
        return typeof(T) == typeof(int) ? Unsafe.BitCast<int, T>((int)integer) : Unsafe.BitCast<short, T>((short)integer);
    }
}
