using System.Buffers;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>The frames of a signal as the bytes of raw samples.</summary>
/// <param name="frameBytes">Bytes of a frame.</param>
internal abstract class PcmFrames(int frameBytes)
{
    public int FrameBytes => frameBytes;

    /// <summary>Fills <paramref name="destination"/> with whole frames from <paramref name="frame"/> on.</summary>
    public abstract void Fill(long frame, Span<byte> destination);
}

/// <summary>The frames of a signal of floats or doubles, in samples of any kind.</summary>
/// <param name="signal">The signal.</param>
/// <param name="isFloat">True for floating-point samples.</param>
/// <param name="sampleBytes">Bytes of a sample.</param>
internal sealed class PcmFrames<T>(Signal<T> signal, bool isFloat, int sampleBytes) : PcmFrames(checked(signal.ValuesPerFrame * sampleBytes))
    where T : unmanaged
{
    /// <summary>Values converted at once.</summary>
    private const int PieceValues = 1 << 16;

    public override unsafe void Fill(long frame, Span<byte> destination)
    {
        if (isFloat && sampleBytes == sizeof(T))
        {
            signal.Read(frame, MemoryMarshal.Cast<byte, T>(destination));
            if (!BitConverter.IsLittleEndian) IntegerPcm.ReverseBytes(destination, sampleBytes);
            return;
        }
        int width = signal.ValuesPerFrame;
        // A unit at a time, that none is decoded twice; at most a window's worth of values, as units are.
        int pieceFrames = Math.Max(signal.FramesPerUnit, PieceValues / width);
        int pieceValues = (int)Math.Min((long)pieceFrames * width, destination.Length / sampleBytes);
        T[] values = ArrayPool<T>.Shared.Rent(pieceValues);
        double[] doubles = ArrayPool<double>.Shared.Rent(pieceValues);
        try
        {
            while (!destination.IsEmpty)
            {
                int count = Math.Min(pieceFrames, destination.Length / FrameBytes);
                Span<T> piece = values.AsSpan(0, count * width);
                signal.Read(frame, piece);
                Convert(piece, doubles, destination);
                destination = destination[(count * FrameBytes)..];
                frame += count;
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(values);
            ArrayPool<double>.Shared.Return(doubles);
        }
    }

    /// <summary>By way of doubles, which hold floats, and integers of up to 53 bits, exactly.</summary>
    private void Convert(ReadOnlySpan<T> piece, Span<double> doubles, Span<byte> destination)
    {
        doubles = doubles[..piece.Length];
        if (typeof(T) == typeof(double)) MemoryMarshal.Cast<T, double>(piece).CopyTo(doubles);
        else
        {
            ReadOnlySpan<float> floats = MemoryMarshal.Cast<T, float>(piece);
            for (int i = 0; i < floats.Length; i++) doubles[i] = floats[i];
        }
        if (isFloat) IntegerPcm.ConvertFloats(doubles, sampleBytes, destination);
        else IntegerPcm.Convert(doubles, sampleBytes, destination);
    }
}
