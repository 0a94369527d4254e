using System.Buffers.Binary;

namespace AudioIO;

/// <summary>Samples to the bytes of raw PCM, little-endian.</summary>
internal static class IntegerPcm
{
    // 8 KiB of integers stay in the processor's first cache between the two steps.
    private const int PieceValues = 2048;

    /// <summary>Converts by the rule of <see cref="IntegerRounding"/>.</summary>
    /// <param name="values">Samples.</param>
    /// <param name="bytes">Bytes of an integer: 2, 3 or 4.</param>
    /// <param name="destination">Room for as many integers.</param>
    public static void Convert(ReadOnlySpan<double> values, int bytes, Span<byte> destination)
    {
        Span<int> integers = stackalloc int[Math.Min(values.Length, PieceValues)];
        while (!values.IsEmpty)
        {
            Span<int> piece = integers[..Math.Min(values.Length, PieceValues)];
            IntegerRounding.Round(values[..piece.Length], 8 * bytes, piece);
            IntegerPacking.Pack(piece, bytes, destination);
            values = values[piece.Length..];
            destination = destination[(piece.Length * bytes)..];
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
}
