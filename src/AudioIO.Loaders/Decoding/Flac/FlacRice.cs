using System.Numerics;
using System.Runtime.CompilerServices;

namespace AudioIO.Decoding.Flac;

/// <summary>
/// Rice codes of one partition (RFC 9639 §9.2.7.2): a quotient in unary, k bits of remainder, the sign folded into the lowest bit.
/// </summary>
internal static unsafe class FlacRice
{
    /// <summary>Codes of up to this parameter are read four to a refill: with quotients of 1 they take 4 · (9 + 2) = 44 of 56 bits.</summary>
    private const int MaxParameterByFour = 9;

    /// <summary>Codes of up to this parameter are read two to a refill. Quotients end at 55, so that 55 · 2^22 stays below 2^28.</summary>
    private const int MaxParameterByTwo = 22;

    /// <summary>Reads <paramref name="count"/> codes; residual i goes to <c>destination[i * stride]</c>.</summary>
    public static FlacFault Read(ref FlacBitReader reader, int parameter, int* destination, nint stride, int count)
    {
        int* end = destination + (count * stride);
        if (parameter <= MaxParameterByFour)
            destination = ReadByFour(ref reader, parameter, destination, stride, end);
        else if (parameter <= MaxParameterByTwo)
            destination = ReadByTwo(ref reader, parameter, destination, stride, end);
        for (; destination != end; destination += stride)
        {
            FlacFault fault = ReadOne(ref reader, parameter, destination);
            if (fault != FlacFault.None) return fault;
        }
        return FlacFault.None;
    }

    /// <summary>
    /// Takes four codes at once as long as there are four, and checks only then that the refilled bits sufficed. Where they did not
    /// (a long quotient, about one time in a hundred), the four are read again one by one.
    /// </summary>
    /// <returns>Where the next residual goes: fewer than four are left, or the bytes are near their end.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int* ReadByFour(ref FlacBitReader reader, int parameter, int* destination, nint stride, int* end)
    {
        FlacBitReader local = reader;
        int shift = 63 - parameter, width = parameter + 1;
        nint stride3 = 3 * stride;
        int* last = end - stride3;
        while (destination < last && local.Next <= local.End)
        {
            ulong buffer = local.Buffer | (FlacBitReader.Load(local.Next) >> local.Count);
            byte* next = local.Next + ((63 - local.Count) >> 3);
            int count = local.Count | FlacBitReader.RefilledBits;

            int zeros = BitOperations.LeadingZeroCount(buffer), used = zeros;
            buffer <<= zeros;
            uint a = (uint)(buffer >> shift) + (uint)((zeros - 1) << parameter);
            buffer <<= width;

            zeros = BitOperations.LeadingZeroCount(buffer);
            used += zeros;
            buffer <<= zeros;
            uint b = (uint)(buffer >> shift) + (uint)((zeros - 1) << parameter);
            buffer <<= width;

            zeros = BitOperations.LeadingZeroCount(buffer);
            used += zeros;
            buffer <<= zeros;
            uint c = (uint)(buffer >> shift) + (uint)((zeros - 1) << parameter);
            buffer <<= width;

            zeros = BitOperations.LeadingZeroCount(buffer);
            used += zeros + (4 * width);
            buffer <<= zeros;
            uint d = (uint)(buffer >> shift) + (uint)((zeros - 1) << parameter);
            buffer <<= width;

            if (used > count)
            {
                for (int i = 0; i < 4; i++, destination += stride)
                {
                    if (ReadOne(ref local, parameter, destination) == FlacFault.None) continue;
                    // The caller meets the same code again, and its fault.
                    reader = local;
                    return destination;
                }
                continue;
            }
            local.Buffer = buffer;
            local.Next = next;
            local.Count = count - used;
            destination[0] = Unfold(a);
            destination[stride] = Unfold(b);
            destination[2 * stride] = Unfold(c);
            destination[stride3] = Unfold(d);
            destination += 4 * stride;
        }
        reader = local;
        return destination;
    }

    /// <summary>As <see cref="ReadByFour"/>, two at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int* ReadByTwo(ref FlacBitReader reader, int parameter, int* destination, nint stride, int* end)
    {
        FlacBitReader local = reader;
        int shift = 63 - parameter, width = parameter + 1;
        int* last = end - stride;
        while (destination < last && local.Next <= local.End)
        {
            ulong buffer = local.Buffer | (FlacBitReader.Load(local.Next) >> local.Count);
            byte* next = local.Next + ((63 - local.Count) >> 3);
            int count = local.Count | FlacBitReader.RefilledBits;

            int zeros = BitOperations.LeadingZeroCount(buffer), used = zeros;
            buffer <<= zeros;
            uint a = (uint)(buffer >> shift) + (uint)((zeros - 1) << parameter);
            buffer <<= width;

            zeros = BitOperations.LeadingZeroCount(buffer);
            used += zeros + (2 * width);
            buffer <<= zeros;
            uint b = (uint)(buffer >> shift) + (uint)((zeros - 1) << parameter);
            buffer <<= width;

            if (used > count)
            {
                for (int i = 0; i < 2; i++, destination += stride)
                {
                    if (ReadOne(ref local, parameter, destination) == FlacFault.None) continue;
                    reader = local;
                    return destination;
                }
                continue;
            }
            local.Buffer = buffer;
            local.Next = next;
            local.Count = count - used;
            destination[0] = Unfold(a);
            destination[stride] = Unfold(b);
            destination += 2 * stride;
        }
        reader = local;
        return destination;
    }

    /// <summary>Any parameter up to 30, any quotient, up to the end of the bytes. At a fault nothing is taken.</summary>
    private static FlacFault ReadOne(ref FlacBitReader reader, int parameter, int* destination)
    {
        FlacBitReader before = reader;
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
        bool overrun = reader.IsOverrun;
        reader = before;
        return overrun ? FlacFault.OutOfData : FlacFault.ResidualRange;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Unfold(uint folded) => (int)(folded >> 1) ^ -(int)(folded & 1);
}
