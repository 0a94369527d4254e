using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// Reads bits, most significant first, from pinned bytes that are followed by at least <see cref="Padding"/> readable bytes of any value.
/// Running out of bytes is not checked at every read: reads behind the end give arbitrary bits, and <see cref="IsOverrun"/> tells.
/// </summary>
internal unsafe ref struct FlacBitReader(byte* start, byte* end)
{
    /// <summary>A refill loads 8 bytes at the end or before it.</summary>
    public const int Padding = 16;

    /// <summary>After a refill at least this many bits can be taken without another one.</summary>
    public const int RefilledBits = 56;

    /// <summary>The next bits, left-justified; below the valid ones it holds zeros or the true bits that follow.</summary>
    public ulong Buffer;

    /// <summary>Number of valid bits in <see cref="Buffer"/>, 0 to 63.</summary>
    public int Count;

    /// <summary>The first byte that is not wholly in <see cref="Buffer"/>; behind <see cref="End"/> it only counts.</summary>
    public byte* Next = start;

    public readonly byte* End = end;

    private readonly byte* _start = start;

    /// <summary>True when more bits were taken than there are.</summary>
    public readonly bool IsOverrun => (Next - End) * 8 > Count;

    /// <summary>Bytes taken, a begun one included.</summary>
    public readonly int Position => (int)(Next - _start) - (Count >> 3);

    /// <summary>The next eight bytes as the most significant ones first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Load(byte* source) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(source));

    /// <summary>Fills the buffer to at least <see cref="RefilledBits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill()
    {
        Buffer |= Load(Next < End ? Next : End) >> Count;
        Next += (63 - Count) >> 3;
        Count |= RefilledBits;
    }

    /// <summary>Puts back what a loop held in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Reset(ulong buffer, int count, byte* next)
    {
        (Buffer, Count) = (buffer, count);
        Next = next;
    }

    /// <summary>Reads 0 to 32 bits as an unsigned number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint ReadBits(int count)
    {
        Refill();
        // Two shifts, because one by 64 would be none.
        uint value = (uint)((Buffer >> 1) >> (63 - count));
        Skip(count);
        return value;
    }

    /// <summary>Reads 1 to 56 bits as a number in two's complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadSigned(int count)
    {
        Refill();
        long value = (long)Buffer >> (64 - count);
        Skip(count);
        return value;
    }

    /// <summary>Counts the zeros before the next one, and takes that one.</summary>
    /// <param name="limit">More zeros than this are refused: a hostile run would otherwise last as long as the file.</param>
    /// <param name="zeros">The number of zeros.</param>
    /// <returns>False beyond the limit or the end of the bytes.</returns>
    public bool TryReadUnary(uint limit, out uint zeros)
    {
        zeros = 0;
        while (true)
        {
            Refill();
            int run = BitOperations.LeadingZeroCount(Buffer);
            if (run < Count)
            {
                zeros += (uint)run;
                Skip(run + 1);
                return zeros <= limit;
            }
            // At most 63 are added at a time to a number that is not beyond the limit, 2^32 − 64 at most.
            zeros += (uint)Count;
            Skip(Count);
            if (zeros > limit || IsOverrun) return false;
        }
    }

    /// <summary>Takes the bits up to the next whole byte, 0 to 7 of them.</summary>
    public uint ReadPadding() => ReadBits(Count & 7);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Skip(int count)
    {
        Buffer <<= count;
        Count -= count;
    }
}
