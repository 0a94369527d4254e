using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// One value of every frame, as those of a channel. Of pairs of 2 or 4 bytes (16 bits or floats in stereo), a pair is one integer, of which
/// one half is kept: shifted down and narrowed, a vector at once. Anything else is limited by its loads, one for every value.
/// </summary>
internal static class ChannelCopy
{
    /// <summary>Whether vectors are used: only a little-endian integer has its first half below.</summary>
    public static bool HasVectors => BitConverter.IsLittleEndian && Vector.IsHardwareAccelerated;

    /// <summary>Copies value <paramref name="offset"/> of every frame.</summary>
    /// <param name="frames">Whole frames.</param>
    /// <param name="perFrame">Values of a frame, from 1.</param>
    /// <param name="offset">Which of them, below <paramref name="perFrame"/>.</param>
    /// <param name="destination">Room for one value of every frame.</param>
    /// <param name="inVectors">Whether vectors may be used; it is the same without.</param>
    public static void Copy<T>(ReadOnlySpan<T> frames, int perFrame, int offset, Span<T> destination, bool inVectors)
    {
        int count = frames.Length / perFrame, done = 0;
        // All that is written to; throws where there is no room.
        destination = destination[..count];
        if (perFrame == 2 && inVectors && !RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            ref byte from = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(frames));
            ref byte to = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(destination));
            done = Unsafe.SizeOf<T>() switch
            {
                4 => Pairs(ref Unsafe.As<byte, ulong>(ref from), ref Unsafe.As<byte, uint>(ref to), count, 32 * offset),
                2 => Pairs(ref Unsafe.As<byte, uint>(ref from), ref Unsafe.As<byte, ushort>(ref to), count, 16 * offset),
                _ => 0,
            };
        }
        CopyPlain(frames[(done * perFrame)..], perFrame, offset, destination[done..]);
    }

    private static void CopyPlain<T>(ReadOnlySpan<T> frames, int perFrame, int offset, Span<T> destination)
    {
        if (destination.IsEmpty) return;
        // Value i lies at i · perFrame + offset, within the frames: checked once, for all of them.
        ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(frames), offset);
        nint stride = perFrame, at = 0;
        int i = 0;
        for (; i <= destination.Length - 4; i += 4, at += 4 * stride)
        {
            Span<T> four = destination.Slice(i, 4);
            four[0] = Unsafe.Add(ref first, at);
            four[1] = Unsafe.Add(ref first, at + stride);
            four[2] = Unsafe.Add(ref first, at + (2 * stride));
            four[3] = Unsafe.Add(ref first, at + (3 * stride));
        }
        for (; i < destination.Length; i++, at += stride) destination[i] = Unsafe.Add(ref first, at);
    }

    private static int Pairs(ref ulong from, ref uint to, int count, int shift)
    {
        int i = 0;
        for (; i <= count - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            Vector<ulong> a = Vector.LoadUnsafe(ref from, (nuint)i), b = Vector.LoadUnsafe(ref from, (nuint)(i + Vector<ulong>.Count));
            Vector.Narrow(a >> shift, b >> shift).StoreUnsafe(ref to, (nuint)i);
        }
        return i;
    }

    private static int Pairs(ref uint from, ref ushort to, int count, int shift)
    {
        int i = 0;
        for (; i <= count - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector<uint> a = Vector.LoadUnsafe(ref from, (nuint)i), b = Vector.LoadUnsafe(ref from, (nuint)(i + Vector<uint>.Count));
            Vector.Narrow(a >> shift, b >> shift).StoreUnsafe(ref to, (nuint)i);
        }
        return i;
    }
}
