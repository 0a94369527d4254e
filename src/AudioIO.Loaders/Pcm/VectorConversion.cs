using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioIO;

/// <summary>
/// The common stored samples to float, eight or sixteen at once. Each method converts as many as fit into whole vectors and returns
/// their number; <see cref="PlainConversion"/> does the rest, and is what the values are compared with.
/// </summary>
internal static class VectorConversion
{
    // Where a processor has only 128 bits, the runtime splits the operations below in two. Files are little-endian; so are the loads.
    private static bool IsSupported => Vector128.IsHardwareAccelerated && BitConverter.IsLittleEndian;

    /// <summary>Unsigned 8 bits: (x − 128) / 2^7.</summary>
    public static int UInt8(ReadOnlySpan<byte> source, Span<float> values)
    {
        if (!IsSupported) return 0;
        ref byte from = ref MemoryMarshal.GetReference(source[..values.Length]);
        ref float to = ref MemoryMarshal.GetReference(values);
        int done = 0;
        for (; done <= values.Length - Vector128<byte>.Count; done += Vector128<byte>.Count)
        {
            // x − 128 as a signed byte is x with its upper bit turned.
            Vector128<sbyte> bytes = (Vector128.LoadUnsafe(ref from, (nuint)done) ^ Vector128.Create((byte)0x80)).AsSByte();
            StoreScaled(Vector256.Create(Vector128.WidenLower(bytes), Vector128.WidenUpper(bytes)), SampleScale.ToSample(8), ref to, done);
        }
        return done;
    }

    /// <summary>16 bits: x / 2^15.</summary>
    public static int Int16(ReadOnlySpan<byte> source, Span<float> values)
    {
        if (!IsSupported) return 0;
        ref byte from = ref MemoryMarshal.GetReference(source[..(2 * values.Length)]);
        ref float to = ref MemoryMarshal.GetReference(values);
        int done = 0;
        for (; done <= values.Length - Vector256<short>.Count; done += Vector256<short>.Count)
            StoreScaled(Vector256.LoadUnsafe(ref from, 2 * (nuint)done).AsInt16(), SampleScale.ToSample(16), ref to, done);
        return done;
    }

    /// <summary>Decoded 16-bit samples: x / 2^15.</summary>
    public static int Shorts(ReadOnlySpan<short> samples, Span<float> values) => Int16(MemoryMarshal.AsBytes(samples), values);

    /// <summary>24 bits in three bytes: x / 2^23.</summary>
    public static int Int24(ReadOnlySpan<byte> source, Span<float> values)
    {
        // Eight samples are 24 bytes, taken by loads of bytes 0 to 15 and 12 to 27: four bytes beyond them must exist.
        const int StepBytes = 24;
        const int LoadedBytes = 28;
        source = source[..(3 * values.Length)];
        if (!IsSupported || source.Length < LoadedBytes) return 0;
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(values);
        int count = (((source.Length - LoadedBytes) / StepBytes) + 1) * Vector256<float>.Count;
        if (!Vector256.IsHardwareAccelerated)
        {
            // A shuffle of 256 bits would not be split in two, but done byte by byte.
            for (int done = 0; done < count; done += Vector256<float>.Count, from = ref Unsafe.Add(ref from, StepBytes))
            {
                StoreScaled(Spread(ref from), ref to, done);
                StoreScaled(Spread(ref Unsafe.Add(ref from, StepBytes / 2)), ref to, done + Vector128<float>.Count);
            }
            return count;
        }
        int wide = Vector512.IsHardwareAccelerated && Avx512BW.IsSupported ? WideInt24(source, values) : 0;
        from = ref Unsafe.Add(ref from, 3 * wide);
        for (int done = wide; done < count; done += Vector256<float>.Count, from = ref Unsafe.Add(ref from, StepBytes))
        {
            // Three bytes become the upper three of an integer, 2^8 times too large; index 255 gives 0. The indices stand here because
            // only constants within each half become one instruction.
            Vector256<byte> spread = Vector256.Shuffle(
                Vector256.Create(Vector128.LoadUnsafe(ref from), Vector128.LoadUnsafe(ref from, 12)),
                Vector256.Create(
                    255, 0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11,
                    255, 16, 17, 18, 255, 19, 20, 21, 255, 22, 23, 24, 255, 25, 26, (byte)27));
            StoreScaled(spread.AsInt32(), SampleScale.ToSample(32), ref to, done);
        }
        return count;
    }

    /// <summary>Sixteen samples at a time: half the instructions, and 8 to 12 % of the time, reading included.</summary>
    private static int WideInt24(ReadOnlySpan<byte> source, Span<float> values)
    {
        const int StepBytes = 48;
        ref byte from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(values);
        // Every quarter gets the 12 bytes of its four samples, then as above.
        Vector512<int> quarters = Vector512.Create(0, 1, 2, 3, 3, 4, 5, 6, 6, 7, 8, 9, 9, 10, 11, 12);
        var four = Vector128.Create(255, 0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, (byte)11);
        Vector512<byte> spread = Vector512.Create(Vector256.Create(four, four), Vector256.Create(four, four));
        int count = source.Length < Vector512<byte>.Count ? 0 : ((source.Length - Vector512<byte>.Count) / StepBytes) + 1;
        for (int i = 0; i < count; i++, from = ref Unsafe.Add(ref from, StepBytes))
        {
            Vector512<int> bytes = Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(ref from).AsInt32(), quarters);
            Vector512<float> samples = Vector512.ConvertToSingle(Avx512BW.Shuffle(bytes.AsByte(), spread).AsInt32());
            (samples * SampleScale.ToSample(32)).StoreUnsafe(ref to, (nuint)i * (nuint)Vector512<float>.Count);
        }
        return count * Vector512<float>.Count;
    }

    /// <summary>Four samples of 24 bits as the upper three bytes of integers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Spread(ref byte from) => Vector128.Shuffle(
        Vector128.LoadUnsafe(ref from), Vector128.Create(255, 0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, (byte)11)).AsInt32();

    /// <summary>32 bits: x / 2^31, rounded to the nearest float by the conversion.</summary>
    public static int Int32(ReadOnlySpan<byte> source, Span<float> values)
    {
        if (!IsSupported) return 0;
        ref byte from = ref MemoryMarshal.GetReference(source[..(4 * values.Length)]);
        ref float to = ref MemoryMarshal.GetReference(values);
        int done = 0;
        for (; done <= values.Length - Vector256<int>.Count; done += Vector256<int>.Count)
            StoreScaled(Vector256.LoadUnsafe(ref from, 4 * (nuint)done).AsInt32(), SampleScale.ToSample(32), ref to, done);
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreScaled(Vector256<short> words, float scale, ref float to, int index)
    {
        StoreScaled(Vector256.WidenLower(words), scale, ref to, index);
        StoreScaled(Vector256.WidenUpper(words), scale, ref to, index + Vector256<int>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreScaled(Vector128<int> integers, ref float to, int index) =>
        (Vector128.ConvertToSingle(integers) * SampleScale.ToSample(32)).StoreUnsafe(ref to, (nuint)index);

    // The scale is a power of two: the product is exact.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreScaled(Vector256<int> integers, float scale, ref float to, int index) =>
        (Vector256.ConvertToSingle(integers) * scale).StoreUnsafe(ref to, (nuint)index);
}
