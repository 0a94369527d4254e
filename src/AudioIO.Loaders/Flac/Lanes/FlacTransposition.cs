using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>Four vectors as rows of squares of four by four integers, mirrored in registers.</summary>
internal static class FlacTransposition<TVectors, V>
    where TVectors : struct, IFlacVectors<V>
    where V : unmanaged
{
    /// <summary>Integer j of each four in vector i becomes integer i in vector j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose(ref V a, ref V b, ref V c, ref V d)
    {
        V ab0 = TVectors.ZipLow(a, b), ab2 = TVectors.ZipHigh(a, b), cd0 = TVectors.ZipLow(c, d), cd2 = TVectors.ZipHigh(c, d);
        a = TVectors.ZipLowPairs(ab0, cd0);
        b = TVectors.ZipHighPairs(ab0, cd0);
        c = TVectors.ZipLowPairs(ab2, cd2);
        d = TVectors.ZipHighPairs(ab2, cd2);
    }
}
