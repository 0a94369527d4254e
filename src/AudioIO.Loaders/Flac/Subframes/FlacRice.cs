using System.Numerics;
using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// Rice codes of one partition (RFC 9639 §9.2.7.2): a quotient in unary, k bits of remainder, the sign folded into the lowest bit.
/// </summary>
/// <remarks>
/// Several codes are taken from one refill of 56 bits without looking whether they fit, as many as do so nearly always: quotients are 1
/// on average. Only then it is checked that the bits sufficed; where they did not, the same codes are read again one by one.
/// </remarks>
internal static unsafe class FlacRice
{
    // Codes taken from one refill, for parameters up to: 5 · (7 + 2) = 45, 4 · (10 + 2) = 48, 3 · (15 + 2) = 51 of 56 bits.
    // Quotients end at 55, so that folded residuals stay below 55 · 2^22 + 2^22 < 2^28 where they are taken unchecked.
    private const int MaxParameterByFive = 7;
    private const int MaxParameterByFour = 10;
    private const int MaxParameterByThree = 15;
    private const int MaxParameterByTwo = 22;

    /// <summary>Reads <paramref name="count"/> codes; residual i goes to <c>destination[i]</c>.</summary>
    public static FlacFault Read(ref FlacBitReader reader, int parameter, int* destination, int count)
    {
        int* end = destination + count;
        destination = parameter switch
        {
            <= MaxParameterByFive => ReadByFive(ref reader, parameter, destination, end),
            <= MaxParameterByFour => ReadByFour(ref reader, parameter, destination, end),
            <= MaxParameterByThree => ReadByThree(ref reader, parameter, destination, end),
            <= MaxParameterByTwo => ReadByTwo(ref reader, parameter, destination, end),
            _ => destination,
        };
        for (; destination != end; destination++)
        {
            FlacFault fault = ReadOne(ref reader, parameter, destination);
            if (fault != FlacFault.None) return fault;
        }
        return FlacFault.None;
    }

    /// <returns>Where the next residual goes: fewer than five are left, the bytes are near their end, or a code is faulty.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int* ReadByFive(ref FlacBitReader reader, int parameter, int* destination, int* end)
    {
        ulong buffer = reader.Buffer;
        byte* next = reader.Next, endOfBytes = reader.End;
        int count = reader.Count;
        for (int* last = end - 4; destination < last && next <= endOfBytes; destination += 5)
        {
            buffer |= FlacBitReader.Load(next) >> count;
            next += (63 - count) >> 3;
            count |= FlacBitReader.RefilledBits;
            ulong refilled = buffer;
            int left = count - (5 * (parameter + 1));
            uint a = Take(ref buffer, ref left, parameter);
            uint b = Take(ref buffer, ref left, parameter);
            uint c = Take(ref buffer, ref left, parameter);
            uint d = Take(ref buffer, ref left, parameter);
            uint e = Take(ref buffer, ref left, parameter);
            if (left < 0)
            {
                reader.Reset(refilled, count, next);
                if (!ReadSlowly(ref reader, parameter, destination, 5)) return destination;
                (buffer, count) = (reader.Buffer, reader.Count);
                next = reader.Next;
                continue;
            }
            count = left;
            destination[0] = Unfold(a);
            destination[1] = Unfold(b);
            destination[2] = Unfold(c);
            destination[3] = Unfold(d);
            destination[4] = Unfold(e);
        }
        reader.Reset(buffer, count, next);
        return destination;
    }

    /// <returns>Where the next residual goes: fewer than four are left, the bytes are near their end, or a code is faulty.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int* ReadByFour(ref FlacBitReader reader, int parameter, int* destination, int* end)
    {
        ulong buffer = reader.Buffer;
        byte* next = reader.Next, endOfBytes = reader.End;
        int count = reader.Count;
        for (int* last = end - 3; destination < last && next <= endOfBytes; destination += 4)
        {
            buffer |= FlacBitReader.Load(next) >> count;
            next += (63 - count) >> 3;
            count |= FlacBitReader.RefilledBits;
            ulong refilled = buffer;
            int left = count - (4 * (parameter + 1));
            uint a = Take(ref buffer, ref left, parameter);
            uint b = Take(ref buffer, ref left, parameter);
            uint c = Take(ref buffer, ref left, parameter);
            uint d = Take(ref buffer, ref left, parameter);
            if (left < 0)
            {
                reader.Reset(refilled, count, next);
                if (!ReadSlowly(ref reader, parameter, destination, 4)) return destination;
                (buffer, count) = (reader.Buffer, reader.Count);
                next = reader.Next;
                continue;
            }
            count = left;
            destination[0] = Unfold(a);
            destination[1] = Unfold(b);
            destination[2] = Unfold(c);
            destination[3] = Unfold(d);
        }
        reader.Reset(buffer, count, next);
        return destination;
    }

    /// <returns>Where the next residual goes: fewer than three are left, the bytes are near their end, or a code is faulty.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int* ReadByThree(ref FlacBitReader reader, int parameter, int* destination, int* end)
    {
        ulong buffer = reader.Buffer;
        byte* next = reader.Next, endOfBytes = reader.End;
        int count = reader.Count;
        for (int* last = end - 2; destination < last && next <= endOfBytes; destination += 3)
        {
            buffer |= FlacBitReader.Load(next) >> count;
            next += (63 - count) >> 3;
            count |= FlacBitReader.RefilledBits;
            ulong refilled = buffer;
            int left = count - (3 * (parameter + 1));
            uint a = Take(ref buffer, ref left, parameter);
            uint b = Take(ref buffer, ref left, parameter);
            uint c = Take(ref buffer, ref left, parameter);
            if (left < 0)
            {
                reader.Reset(refilled, count, next);
                if (!ReadSlowly(ref reader, parameter, destination, 3)) return destination;
                (buffer, count) = (reader.Buffer, reader.Count);
                next = reader.Next;
                continue;
            }
            count = left;
            destination[0] = Unfold(a);
            destination[1] = Unfold(b);
            destination[2] = Unfold(c);
        }
        reader.Reset(buffer, count, next);
        return destination;
    }

    /// <returns>Where the next residual goes: fewer than two are left, the bytes are near their end, or a code is faulty.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int* ReadByTwo(ref FlacBitReader reader, int parameter, int* destination, int* end)
    {
        ulong buffer = reader.Buffer;
        byte* next = reader.Next, endOfBytes = reader.End;
        int count = reader.Count;
        for (int* last = end - 1; destination < last && next <= endOfBytes; destination += 2)
        {
            buffer |= FlacBitReader.Load(next) >> count;
            next += (63 - count) >> 3;
            count |= FlacBitReader.RefilledBits;
            ulong refilled = buffer;
            int left = count - (2 * (parameter + 1));
            uint a = Take(ref buffer, ref left, parameter);
            uint b = Take(ref buffer, ref left, parameter);
            if (left < 0)
            {
                reader.Reset(refilled, count, next);
                if (!ReadSlowly(ref reader, parameter, destination, 2)) return destination;
                (buffer, count) = (reader.Buffer, reader.Count);
                next = reader.Next;
                continue;
            }
            count = left;
            destination[0] = Unfold(a);
            destination[1] = Unfold(b);
        }
        reader.Reset(buffer, count, next);
        return destination;
    }

    /// <summary>One code from the buffer, whether or not it has that many bits; <paramref name="left"/> falls by its zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Take(ref ulong buffer, ref int left, int parameter)
    {
        int zeros = BitOperations.LeadingZeroCount(buffer);
        left -= zeros;
        buffer <<= zeros;
        // The one that ends the quotient comes along with the remainder: 2^k too much, which the quotient less one makes good.
        uint folded = (uint)(buffer >> (63 - parameter)) + (uint)((zeros - 1) << parameter);
        buffer <<= parameter + 1;
        return folded;
    }

    /// <returns>False at a fault, with the reader where it was; the caller meets it again.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool ReadSlowly(ref FlacBitReader reader, int parameter, int* destination, int count)
    {
        FlacBitReader before = reader;
        for (int i = 0; i < count; i++)
        {
            if (ReadOne(ref reader, parameter, destination + i) == FlacFault.None) continue;
            reader = before;
            return false;
        }
        return true;
    }

    /// <summary>Any parameter up to 30, any quotient, up to the end of the bytes.</summary>
    private static FlacFault ReadOne(ref FlacBitReader reader, int parameter, int* destination)
    {
        // Folded residuals have 32 bits, so the quotient has 32 − k.
        uint limit = (uint)(((1UL << 32) - 1) >> parameter);
        if (reader.TryReadUnary(Math.Min(limit, uint.MaxValue - 64), out uint quotient))
        {
            uint folded = (quotient << parameter) | reader.ReadBits(parameter);
            // 2^32 − 1 would be −2^31, which RFC 9639 §9.2.7.3 forbids.
            if (folded != uint.MaxValue)
            {
                *destination = Unfold(folded);
                return FlacFault.None;
            }
        }
        return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.ResidualRange;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Unfold(uint folded) => (int)(folded >> 1) ^ -(int)(folded & 1);
}
