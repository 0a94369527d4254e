using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>Stored samples of one coding to values of one type: picks the loop.</summary>
internal static class SampleConversion
{
    /// <summary>True where the stored samples, in the right byte order, are the values.</summary>
    public static bool IsCopy<T>(SampleCoding coding)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return coding is { Encoding: AudioEncoding.IeeeFloat, BytesPerSample: sizeof(float) };
        if (typeof(T) == typeof(double)) return coding is { Encoding: AudioEncoding.IeeeFloat, BytesPerSample: sizeof(double) };
        return coding.Encoding == AudioEncoding.PcmSigned
            && coding.BitsPerSample == 8 * coding.BytesPerSample
            && coding.BytesPerSample == (typeof(T) == typeof(int) ? sizeof(int) : sizeof(short));
    }

    /// <summary>Brings values that were copied from the file into this machine's byte order.</summary>
    public static void CorrectByteOrder<T>(SampleCoding coding, Span<T> values)
        where T : unmanaged
    {
        if (coding.BigEndian != BitConverter.IsLittleEndian) return;
        if (typeof(T) == typeof(short)) Reverse16(MemoryMarshal.Cast<T, short>(values));
        else if (typeof(T) == typeof(double)) Reverse64(MemoryMarshal.Cast<T, long>(values));
        else Reverse32(MemoryMarshal.Cast<T, int>(values));
    }

    /// <summary>Converts.</summary>
    /// <param name="coding">How the samples are stored; not ADPCM.</param>
    /// <param name="source">Stored samples, at least as many as <paramref name="values"/>.</param>
    /// <param name="values">Float or double: scaled to [−1, 1). Int or short: unscaled; the caller knows that they fit.</param>
    public static void Convert<T>(SampleCoding coding, ReadOnlySpan<byte> source, Span<T> values)
        where T : unmanaged
    {
        bool big = coding.BigEndian;
        int done = typeof(T) == typeof(float) && !big ? ConvertVectors(coding, source, MemoryMarshal.Cast<T, float>(values)) : 0;
        source = source[(done * coding.BytesPerSample)..];
        values = values[done..];
        switch (coding.Encoding)
        {
            case AudioEncoding.ALaw:
                PlainConversion.Integers<ALawByte, T>(source, values);
                break;
            case AudioEncoding.MuLaw:
                PlainConversion.Integers<MuLawByte, T>(source, values);
                break;
            case AudioEncoding.IeeeFloat:
                PlainConversion.Floats(source, coding.BytesPerSample, big, values);
                break;
            default:
                ConvertIntegers(coding, source, values);
                break;
        }
    }

    private static int ConvertVectors(SampleCoding coding, ReadOnlySpan<byte> source, Span<float> values) =>
        (coding.Encoding, coding.BytesPerSample) switch
        {
            (AudioEncoding.PcmUnsigned, 1) => VectorConversion.UInt8(source, values),
            (AudioEncoding.PcmSigned, 2) => VectorConversion.Int16(source, values),
            (AudioEncoding.PcmSigned, 3) => VectorConversion.Int24(source, values),
            (AudioEncoding.PcmSigned, 4) when coding.BitsPerSample == 32 => VectorConversion.Int32(source, values),
            _ => 0,
        };

    private static void ConvertIntegers<T>(SampleCoding coding, ReadOnlySpan<byte> source, Span<T> values)
        where T : unmanaged
    {
        switch (coding.BytesPerSample, coding.BitsPerSample, coding.BigEndian)
        {
            case (1, _, _) when coding.Encoding == AudioEncoding.PcmUnsigned:
                PlainConversion.Integers<UInt8, T>(source, values);
                break;
            case (2, _, false):
                PlainConversion.Integers<Int16Little, T>(source, values);
                break;
            case (2, _, true):
                PlainConversion.Integers<Int16Big, T>(source, values);
                break;
            case (3, _, false):
                PlainConversion.Integers<Int24Little, T>(source, values);
                break;
            case (3, _, true):
                PlainConversion.Integers<Int24Big, T>(source, values);
                break;
            case (4, 24, false):
                PlainConversion.Integers<LowInt24Little, T>(source, values);
                break;
            case (4, 24, true):
                PlainConversion.Integers<LowInt24Big, T>(source, values);
                break;
            case (4, _, false):
                PlainConversion.Integers<Int32Little, T>(source, values);
                break;
            case (4, _, true):
                PlainConversion.Integers<Int32Big, T>(source, values);
                break;
            default:
                PlainConversion.WideIntegers(source, coding.BytesPerSample, coding.BigEndian, values);
                break;
        }
    }

    private static void Reverse16(Span<short> values) => BinaryPrimitives.ReverseEndianness(values, values);

    private static void Reverse32(Span<int> values) => BinaryPrimitives.ReverseEndianness(values, values);

    private static void Reverse64(Span<long> values) => BinaryPrimitives.ReverseEndianness(values, values);
}
