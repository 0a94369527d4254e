using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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

    // A loop over all frames, called few times: it would be done before a counter of calls had it compiled well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Pairs(ref ulong from, ref uint to, int count, int shift)
    {
        int i = 0;
        if (Avx512F.IsSupported)
        {
            // Every second one of the values of two vectors, from the first or the second of them on.
            Vector512<uint> places = Vector512.CreateSequence<uint>((uint)(shift / 32), 2);
            for (; i <= count - Vector512<uint>.Count; i += Vector512<uint>.Count)
            {
                Vector512<ulong> a = Vector512.LoadUnsafe(ref from, (nuint)i), b = Vector512.LoadUnsafe(ref from, (nuint)(i + Vector512<ulong>.Count));
                Avx512F.PermuteVar16x32x2(a.AsUInt32(), places, b.AsUInt32()).StoreUnsafe(ref to, (nuint)i);
            }
        }
        for (; i <= count - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            Vector<ulong> a = Vector.LoadUnsafe(ref from, (nuint)i), b = Vector.LoadUnsafe(ref from, (nuint)(i + Vector<ulong>.Count));
            Vector.Narrow(a >> shift, b >> shift).StoreUnsafe(ref to, (nuint)i);
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
