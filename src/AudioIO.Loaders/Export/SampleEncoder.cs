using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>Floating-point samples to the bytes of a file: rounded, clipped and counted where it holds integers.</summary>
/// <param name="coding">How samples are stored: integers of 8 to 32 bits, or floats; little-endian.</param>
/// <param name="ditherSeed">The seed of the noise that is added before rounding; null for none.</param>
internal sealed class SampleEncoder(SampleCoding coding, int? ditherSeed)
{
    /// <summary>8 KiB of integers stay in the processor's first cache between rounding and storing.</summary>
    private const int PieceValues = 2048;

    private readonly TriangularDither? _dither = ditherSeed is { } seed ? new TriangularDither(seed) : null;
    private readonly int[] _integers = new int[PieceValues];
    private readonly double[] _scaled = new double[ditherSeed is null ? 0 : PieceValues];

    /// <summary>How many samples were clipped or are NaN, as long as the file holds integers.</summary>
    public long ClippedSamples { get; private set; }

    /// <summary>Converts.</summary>
    /// <param name="samples">Floats or doubles, full scale at ±1.</param>
    /// <param name="firstSample">Place of the first one in the file, counted over all channels.</param>
    /// <param name="destination">Room for as many.</param>
    public void Encode<T>(ReadOnlySpan<T> samples, long firstSample, Span<byte> destination)
        where T : unmanaged
    {
        for (int done = 0; done < samples.Length; done += PieceValues)
        {
            ReadOnlySpan<T> piece = samples.Slice(done, Math.Min(samples.Length - done, PieceValues));
            Span<byte> stored = destination.Slice(done * coding.BytesPerSample, piece.Length * coding.BytesPerSample);
            if (coding.Encoding == AudioEncoding.IeeeFloat) StoreFloats(piece, stored);
            else StoreIntegers(piece, firstSample + done, stored);
        }
    }

    private void StoreIntegers<T>(ReadOnlySpan<T> piece, long firstSample, Span<byte> stored)
        where T : unmanaged
    {
        int bits = coding.BitsPerSample;
        Span<int> integers = _integers.AsSpan(0, piece.Length);
        if (_dither is { } dither)
        {
            Span<double> scaled = _scaled.AsSpan(0, piece.Length);
            double scale = SampleScale.FromSample(bits);
            if (typeof(T) == typeof(float)) dither.Add(MemoryMarshal.Cast<T, float>(piece), scale, firstSample, scaled);
            else dither.Add(MemoryMarshal.Cast<T, double>(piece), scale, firstSample, scaled);
            ClippedSamples += IntegerRounding.RoundScaled(scaled, bits, integers);
        }
        else
        {
            ClippedSamples += typeof(T) == typeof(float)
                ? IntegerRounding.Round(MemoryMarshal.Cast<T, float>(piece), bits, integers)
                : IntegerRounding.Round(MemoryMarshal.Cast<T, double>(piece), bits, integers);
        }
        IntegerPacking.Pack(integers, coding.BytesPerSample, stored);
    }

    private void StoreFloats<T>(ReadOnlySpan<T> piece, Span<byte> stored)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            IntegerPcm.ConvertFloats(MemoryMarshal.Cast<T, double>(piece), coding.BytesPerSample, stored);
            return;
        }
        ReadOnlySpan<float> floats = MemoryMarshal.Cast<T, float>(piece);
        for (int i = 0; i < floats.Length; i++)
        {
            // Not by way of double: it would quiet a signalling NaN.
            if (coding.BytesPerSample == sizeof(float)) BinaryPrimitives.WriteSingleLittleEndian(stored[(sizeof(float) * i)..], floats[i]);
            else BinaryPrimitives.WriteDoubleLittleEndian(stored[(sizeof(double) * i)..], floats[i]);
        }
    }
}
