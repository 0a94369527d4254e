using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>Restores left and right from what a stereo FlacFrame codes (RFC 9639 §4.2), one channel behind the other.</summary>
internal static unsafe class FlacStereo
{
    /// <summary>Restores samples whose coded form fits 32 bits; sums are taken in 64, so that none wraps.</summary>
    /// <returns>False when a sample leaves the range of <paramref name="bits"/>.</returns>
    public static bool Restore(FlacStereoMode mode, int* first, int* second, int count, int bits)
    {
        // The mode is known in each loop, and its choice is made once.
        long seen = mode switch
        {
            FlacStereoMode.LeftSide => RestoreAll(FlacStereoMode.LeftSide, first, second, count),
            FlacStereoMode.SideRight => RestoreAll(FlacStereoMode.SideRight, first, second, count),
            FlacStereoMode.MidSide => RestoreAll(FlacStereoMode.MidSide, first, second, count),
            _ => 0,
        };
        return seen >> (bits - 1) == 0;
    }

    /// <returns>Every bit in which a sample differed from its sign.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long RestoreAll(FlacStereoMode mode, int* first, int* second, int count)
    {
        long seen = 0;
        for (int i = 0; i < count; i++)
        {
            (long left, long right) = Decorrelate(mode, first[i], second[i]);
            seen |= (left ^ (left >> 63)) | (right ^ (right >> 63));
            first[i] = (int)left;
            second[i] = (int)right;
        }
        return seen;
    }

    /// <summary>As <see cref="Restore"/>, with the side channel of 33 bits apart.</summary>
    public static bool RestoreWide(FlacStereoMode mode, int* first, int* second, long* side, int count)
    {
        long seen = 0;
        for (int i = 0; i < count; i++)
        {
            (long left, long right) = mode == FlacStereoMode.SideRight
                ? Decorrelate(mode, side[i], second[i])
                : Decorrelate(mode, first[i], side[i]);
            seen |= (left ^ (left >> 63)) | (right ^ (right >> 63));
            (first[i], second[i]) = ((int)left, (int)right);
        }
        return seen >> 31 == 0;
    }

    /// <summary>
    /// mid = ⌊(left + right) / 2⌋ and side = left − right have the same lowest bit before halving, so that
    /// right = mid − ⌊side / 2⌋ and left = right + side, exactly.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (long Left, long Right) Decorrelate(FlacStereoMode mode, long first, long second)
    {
        switch (mode)
        {
            case FlacStereoMode.LeftSide:
                return (first, first - second);
            case FlacStereoMode.SideRight:
                return (first + second, second);
            case FlacStereoMode.MidSide:
                long right = first - (second >> 1);
                return (right + second, right);
            default:
                return (first, second);
        }
    }
}
