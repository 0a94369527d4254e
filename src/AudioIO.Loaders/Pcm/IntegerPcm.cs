using System.Buffers.Binary;

namespace AudioIO;

/// <summary>Samples to the bytes of raw PCM, little-endian.</summary>
internal static class IntegerPcm
{
    /// <summary>
    /// Converts x to x · 2^(n−1), rounded to the nearest integer (halfway to the even one) and clipped to −2^(n−1) … 2^(n−1) − 1.
    /// Integers of up to n bits come out as they were. NaN becomes 0.
    /// </summary>
    /// <param name="values">Samples.</param>
    /// <param name="bytes">Bytes of an integer: 2, 3 or 4.</param>
    /// <param name="destination">Room for as many integers.</param>
    public static void Convert(ReadOnlySpan<double> values, int bytes, Span<byte> destination)
    {
        double scale = SampleScale.FromSample(8 * bytes);
        switch (bytes)
        {
            case 2:
                for (int i = 0; i < values.Length; i++)
                    BinaryPrimitives.WriteInt16LittleEndian(destination[(2 * i)..], (short)Round(values[i], scale));
                break;
            case 3:
                for (int i = 0; i < values.Length; i++)
                {
                    int value = Round(values[i], scale);
                    BinaryPrimitives.WriteInt16LittleEndian(destination[(3 * i)..], (short)value);
                    destination[3 * i + 2] = (byte)(value >> 16);
                }
                break;
            default:
                for (int i = 0; i < values.Length; i++)
                    BinaryPrimitives.WriteInt32LittleEndian(destination[(4 * i)..], Round(values[i], scale));
                break;
        }
    }

    /// <summary>Converts to little-endian floating point of 4 or 8 bytes, rounded to the nearest.</summary>
    public static void ConvertFloats(ReadOnlySpan<double> values, int bytes, Span<byte> destination)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (bytes == sizeof(float)) BinaryPrimitives.WriteSingleLittleEndian(destination[(sizeof(float) * i)..], (float)values[i]);
            else BinaryPrimitives.WriteDoubleLittleEndian(destination[(sizeof(double) * i)..], values[i]);
        }
    }

    /// <summary>Reverses the bytes of each sample.</summary>
    public static void ReverseBytes(Span<byte> samples, int bytes)
    {
        for (int i = 0; i < samples.Length; i += bytes) samples.Slice(i, bytes).Reverse();
    }

    // The product is exact: the scale is a power of two. Within the limits it fits into 32 bits; NaN compares as neither and is left to
    // the conversion, which makes it 0.
    private static int Round(double value, double scale) =>
        (int)Math.Clamp(Math.Round(value * scale, MidpointRounding.ToEven), -scale, scale - 1);
}
