using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AudioIO;

/// <summary>Integers to the bytes of little-endian PCM: 1 byte is unsigned with silence at 128, as in WAV; 2, 3 and 4 are signed.</summary>
internal static class IntegerPacking
{
    /// <summary>Stores integers, each within the range of its bytes.</summary>
    /// <param name="integers">The integers.</param>
    /// <param name="bytes">Bytes of a stored integer, 1 to 4.</param>
    /// <param name="destination">Room for as many.</param>
    public static void Pack(ReadOnlySpan<int> integers, int bytes, Span<byte> destination)
    {
        destination = destination[..(integers.Length * bytes)];
        int done = Vector256.IsHardwareAccelerated && BitConverter.IsLittleEndian ? PackVectors(integers, bytes, destination) : 0;
        for (; done < integers.Length; done++)
        {
            int value = integers[done];
            Span<byte> stored = destination.Slice(done * bytes, bytes);
            // Narrowing keeps the value: the caller vouches for its range.
            switch (bytes)
            {
                case 1:
                    stored[0] = (byte)(value + 128);
                    break;
                case 2:
                    BinaryPrimitives.WriteInt16LittleEndian(stored, (short)value);
                    break;
                case 3:
                    BinaryPrimitives.WriteInt16LittleEndian(stored, (short)value);
                    stored[2] = (byte)(value >> 16);
                    break;
                default:
                    BinaryPrimitives.WriteInt32LittleEndian(stored, value);
                    break;
            }
        }
    }

    /// <returns>How many were stored, in whole vectors.</returns>
    private static int PackVectors(ReadOnlySpan<int> integers, int bytes, Span<byte> destination)
    {
        switch (bytes)
        {
            case 2:
                return PackInt16(integers, MemoryMarshal.Cast<byte, short>(destination));
            case 3:
                return PackInt24(integers, destination);
            case 4:
                MemoryMarshal.AsBytes(integers).CopyTo(destination);
                return integers.Length;
            default:
                return 0;
        }
    }

    private static int PackInt16(ReadOnlySpan<int> integers, Span<short> destination)
    {
        ref int from = ref MemoryMarshal.GetReference(integers);
        ref short to = ref MemoryMarshal.GetReference(destination);
        int done = 0;
        for (; done <= integers.Length - Vector256<short>.Count; done += Vector256<short>.Count)
        {
            Vector256<int> lower = Vector256.LoadUnsafe(ref from, (nuint)done);
            Vector256<int> higher = Vector256.LoadUnsafe(ref from, (nuint)(done + Vector256<int>.Count));
            Vector256.Narrow(lower, higher).StoreUnsafe(ref to, (nuint)done);
        }
        return done;
    }

    // Four integers become 12 bytes; the store is of 16, so that the bytes behind must exist: the next four integers overwrite them.
    private static int PackInt24(ReadOnlySpan<int> integers, Span<byte> destination)
    {
        const int StoredBytes = 16;
        ref int from = ref MemoryMarshal.GetReference(integers);
        ref byte to = ref MemoryMarshal.GetReference(destination);
        int done = 0;
        for (; 3 * done <= destination.Length - StoredBytes; done += Vector128<int>.Count)
        {
            // Index 255 gives 0.
            Vector128.Shuffle(
                Vector128.LoadUnsafe(ref from, (nuint)done).AsByte(),
                Vector128.Create(0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 255, 255, 255, (byte)255))
                .StoreUnsafe(ref to, (nuint)(3 * done));
        }
        return done;
    }
}
