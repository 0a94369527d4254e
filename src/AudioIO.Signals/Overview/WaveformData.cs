using System.Buffers.Binary;
using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>
/// The binary file of audiowaveform, version 2, little-endian: int32 version, uint32 flags (bit 0: 8 bits), int32 rate, int32 frames per
/// pixel, uint32 pixels, int32 channels; then smallest and largest value of every channel of every pixel.
/// (audiowaveform, DataFormat.md.)
/// </summary>
internal sealed class WaveformData(Stream stream, int bits, double fullScale, int channels)
{
    private readonly byte[] _bytes = new byte[1 << 14];
    private int _count;

    /// <summary>The value of full scale of a type: 1 for floating point, 2^(n − 1) for integers.</summary>
    public static double FullScale<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
        T.IsInteger(T.CreateTruncating(0.5)) && T.CreateTruncating(0.5) == T.Zero ? double.CreateTruncating(T.MaxValue) + 1 : 1;

    public void WriteHeader(double rate, int framesPerPixel, uint pixels)
    {
        if (Math.Round(rate) > int.MaxValue) throw new InvalidOperationException($"A rate of {rate} Hz: expected at most {int.MaxValue}.");
        BinaryPrimitives.WriteInt32LittleEndian(_bytes, 2);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(4), bits == 8 ? 1 : 0);
        // The format knows whole rates alone.
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(8), (int)Math.Max(1, Math.Round(rate)));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(12), framesPerPixel);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(16), pixels);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(20), channels);
        _count = 24;
    }

    public void Write<T>(OverviewBins<T> bins)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        for (int i = 0; i < bins.Minima.Length; i++)
        {
            Write(double.CreateTruncating(bins.Minima[i]));
            Write(double.CreateTruncating(bins.Maxima[i]));
        }
    }

    public void Flush()
    {
        stream.Write(_bytes, 0, _count);
        _count = 0;
    }

    private void Write(double value)
    {
        if (_count == _bytes.Length) Flush();
        double largest = 1 << (bits - 1), scaled = Math.Round(value / fullScale * largest);
        // What is not a number has no place in the format: 0, as silence.
        int rounded = double.IsNaN(scaled) ? 0 : (int)Math.Clamp(scaled, -largest, largest - 1);
        if (bits == 8) _bytes[_count++] = unchecked((byte)rounded);
        else
        {
            BinaryPrimitives.WriteInt16LittleEndian(_bytes.AsSpan(_count), (short)rounded);
            _count += sizeof(short);
        }
    }
}
