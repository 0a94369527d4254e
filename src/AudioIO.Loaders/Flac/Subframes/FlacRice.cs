using System.Numerics;
using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// Rice codes of one partition (RFC 9639 §9.2.7.2): a quotient in unary, k bits of remainder, the sign folded into the lowest bit. They
/// are kept folded, see <see cref="FlacFolding"/>.
/// </summary>
/// <remarks>
/// Several codes are taken from one refill of 56 bits without looking whether they fit, as many as do so nearly always: quotients are 1
/// on average. Only then it is checked that the bits sufficed; where they did not, the same codes are read again one by one.
/// <para>
/// A code's place is known only when the one before is measured, which takes five cycles of waiting. Two FlacFrames that are read in
/// turns fill each other's: 1.34 times as fast as one after the other, on a Xeon of 2023.
/// </para>
/// </remarks>
internal static unsafe class FlacRice
{
    /// <summary>Reads <paramref name="count"/> codes; folded residual i goes to <c>destination[i]</c>.</summary>
    public static FlacFault Read(ref FlacBitReader reader, int parameter, int* destination, int count)
    {
        int* end = destination + count;
        destination = CodesPerRefill(parameter) switch
        {
            5 => Read<FlacFiveCodes>(ref reader, parameter, destination, end),
            4 => Read<FlacFourCodes>(ref reader, parameter, destination, end),
            3 => Read<FlacThreeCodes>(ref reader, parameter, destination, end),
            2 => Read<FlacTwoCodes>(ref reader, parameter, destination, end),
            _ => destination,
        };
        for (; destination != end; destination++)
        {
            FlacFault fault = ReadOne(ref reader, parameter, destination);
            if (fault != FlacFault.None) return fault;
        }
        return FlacFault.None;
    }

    /// <summary>Reads codes from two streams in turns, as long as both have enough bytes and no fault.</summary>
    /// <returns>How many were read from each, <paramref name="count"/> at most.</returns>
    public static int ReadTwo(
        ref FlacBitReader first, int parameter, int* destination, ref FlacBitReader second, int parameter2, int* destination2, int count) =>
        CodesPerRefill(Math.Max(parameter, parameter2)) switch
        {
            5 => ReadTwo<FlacFiveCodes>(ref first, parameter, destination, ref second, parameter2, destination2, count),
            4 => ReadTwo<FlacFourCodes>(ref first, parameter, destination, ref second, parameter2, destination2, count),
            3 => ReadTwo<FlacThreeCodes>(ref first, parameter, destination, ref second, parameter2, destination2, count),
            2 => ReadTwo<FlacTwoCodes>(ref first, parameter, destination, ref second, parameter2, destination2, count),
            _ => 0,
        };

    /// <summary>
    /// 5 · (7 + 2) = 45, 4 · (10 + 2) = 48, 3 · (15 + 2) = 51 of 56 bits. Quotients end at 55, so that folded residuals stay below
    /// 55 · 2^22 + 2^22 &lt; 2^28 where they are taken unchecked.
    /// </summary>
    private static int CodesPerRefill(int parameter) => parameter switch
    {
        <= 7 => 5,
        <= 10 => 4,
        <= 15 => 3,
        <= 22 => 2,
        _ => 1,
    };

    /// <returns>Where the next residual goes: few are left, the bytes are near their end, or a code is faulty.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int* Read<TCodes>(ref FlacBitReader reader, int parameter, int* destination, int* end)
        where TCodes : struct, IFlacCodes
    {
        ulong buffer = reader.Buffer;
        byte* next = reader.Next, endOfBytes = reader.End;
        int count = reader.Count, least = TCodes.Count * (parameter + 1);
        for (int* last = end - TCodes.Count; destination <= last && next <= endOfBytes; destination += TCodes.Count)
        {
            Refill(ref buffer, ref count, ref next);
            ulong refilled = buffer;
            int left = count - least;
            uint a = TakeSoon(ref buffer, ref left, parameter), b = TakeSoon(ref buffer, ref left, parameter), c = 0, d = 0, e = 0;
            if (TCodes.Count > 2) c = TakeSoon(ref buffer, ref left, parameter);
            if (TCodes.Count > 3) d = TakeSoon(ref buffer, ref left, parameter);
            if (TCodes.Count > 4) e = TakeSoon(ref buffer, ref left, parameter);
            if (left < 0)
            {
                reader.Reset(refilled, count, next);
                if (!ReadSlowly(ref reader, parameter, destination, TCodes.Count)) return destination;
                (buffer, count) = (reader.Buffer, reader.Count);
                next = reader.Next;
                continue;
            }
            count = left;
            Store<TCodes>(destination, a, b, c, d, e);
        }
        reader.Reset(buffer, count, next);
        return destination;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ReadTwo<TCodes>(
        ref FlacBitReader first, int parameter, int* destination, ref FlacBitReader second, int parameter2, int* destination2, int count)
        where TCodes : struct, IFlacCodes
    {
        ulong buffer = first.Buffer, buffer2 = second.Buffer;
        byte* next = first.Next, next2 = second.Next;
        int bits = first.Count, bits2 = second.Count, least = TCodes.Count * (parameter + 1), least2 = TCodes.Count * (parameter2 + 1);
        // A step takes at most 8 bytes.
        long steps = Math.Min(count / TCodes.Count, Math.Min(first.End - next, second.End - next2) / sizeof(ulong));
        int done = 0;
        for (; steps > 0; steps--, done += TCodes.Count)
        {
            Refill(ref buffer, ref bits, ref next);
            Refill(ref buffer2, ref bits2, ref next2);
            ulong refilled = buffer, refilled2 = buffer2;
            int left = bits - least, left2 = bits2 - least2;
            uint a = Take(ref buffer, ref left, parameter), a2 = Take(ref buffer2, ref left2, parameter2);
            uint b = Take(ref buffer, ref left, parameter), b2 = Take(ref buffer2, ref left2, parameter2);
            uint c = 0, d = 0, e = 0, c2 = 0, d2 = 0, e2 = 0;
            if (TCodes.Count > 2) (c, c2) = (Take(ref buffer, ref left, parameter), Take(ref buffer2, ref left2, parameter2));
            if (TCodes.Count > 3) (d, d2) = (Take(ref buffer, ref left, parameter), Take(ref buffer2, ref left2, parameter2));
            if (TCodes.Count > 4) (e, e2) = (Take(ref buffer, ref left, parameter), Take(ref buffer2, ref left2, parameter2));
            if ((left | left2) < 0)
            {
                first.Reset(refilled, bits, next);
                second.Reset(refilled2, bits2, next2);
                FlacBitReader before = first;
                if (!ReadSlowly(ref first, parameter, destination + done, TCodes.Count)) return done;
                if (!ReadSlowly(ref second, parameter2, destination2 + done, TCodes.Count))
                {
                    first = before;
                    return done;
                }
                (buffer, bits, buffer2, bits2) = (first.Buffer, first.Count, second.Buffer, second.Count);
                next = first.Next;
                next2 = second.Next;
                // A long code took more than its share of bytes.
                steps = Math.Min(steps, (Math.Min(first.End - next, second.End - next2) / sizeof(ulong)) + 1);
                continue;
            }
            (bits, bits2) = (left, left2);
            Store<TCodes>(destination + done, a, b, c, d, e);
            Store<TCodes>(destination2 + done, a2, b2, c2, d2, e2);
        }
        first.Reset(buffer, bits, next);
        second.Reset(buffer2, bits2, next2);
        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Refill(ref ulong buffer, ref int count, ref byte* next)
    {
        buffer |= FlacBitReader.Load(next) >> count;
        next += (63 - count) >> 3;
        count |= FlacBitReader.RefilledBits;
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

    /// <summary>
    /// The same with one more shift and one cycle less to wait for the next code: what is passed for certain is passed while the zeros are
    /// counted. For one stream alone, which has nothing to fill the waiting with.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint TakeSoon(ref ulong buffer, ref int left, int parameter)
    {
        int zeros = BitOperations.LeadingZeroCount(buffer);
        ulong code = buffer << zeros;
        buffer = (buffer << (parameter + 1)) << zeros;
        left -= zeros;
        return (uint)(code >> (63 - parameter)) + (uint)((zeros - 1) << parameter);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TCodes>(int* destination, uint a, uint b, uint c, uint d, uint e)
        where TCodes : struct, IFlacCodes
    {
        destination[0] = (int)a;
        destination[1] = (int)b;
        if (TCodes.Count > 2) destination[2] = (int)c;
        if (TCodes.Count > 3) destination[3] = (int)d;
        if (TCodes.Count > 4) destination[4] = (int)e;
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
                *destination = (int)folded;
                return FlacFault.None;
            }
        }
        return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.ResidualRange;
    }
}
