using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>Frames of a fixed number of bytes: integers, floats, A-law and µ-law.</summary>
internal sealed class PcmReader(ByteSource bytes, SampleLayout layout) : SampleReader(bytes, layout)
{
    // Reads of a frame or two, as of random access, need no pooled buffer.
    private const int StackBytes = 256;

    public override void Read<T>(long startFrame, Span<T> destination)
    {
        if (SampleConversion.IsCopy<T>(Coding)) Copy(startFrame, destination);
        else Convert(startFrame, destination);
    }

    private void Copy<T>(long startFrame, Span<T> destination)
        where T : unmanaged
    {
        // A span of bytes ends at 2^31: a longer destination goes in parts.
        int partSamples = int.MaxValue / 2 / Unsafe.SizeOf<T>();
        long offset = startFrame * Coding.BlockBytes;
        while (destination.Length > 0)
        {
            Span<T> part = destination[..Math.Min(partSamples, destination.Length)];
            ReadBytes(offset, MemoryMarshal.AsBytes(part));
            SampleConversion.CorrectByteOrder(Coding, part);
            offset += (long)part.Length * Unsafe.SizeOf<T>();
            destination = destination[part.Length..];
        }
    }

    [SkipLocalsInit]
    private void Convert<T>(long startFrame, Span<T> destination)
        where T : unmanaged
    {
        int size = Coding.BytesPerSample;
        long offset = startFrame * Coding.BlockBytes;
        int wanted = (int)Math.Min(BufferBytes, (long)destination.Length * size);
        byte[]? rented = wanted > StackBytes ? ArrayPool<byte>.Shared.Rent(wanted) : null;
        Span<byte> buffer = rented is null ? stackalloc byte[StackBytes] : rented.AsSpan(0, wanted);
        try
        {
            int partSamples = buffer.Length / size;
            while (destination.Length > 0)
            {
                Span<T> part = destination[..Math.Min(partSamples, destination.Length)];
                Span<byte> stored = buffer[..(part.Length * size)];
                ReadBytes(offset, stored);
                SampleConversion.Convert(Coding, stored, part);
                offset += stored.Length;
                destination = destination[part.Length..];
            }
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
