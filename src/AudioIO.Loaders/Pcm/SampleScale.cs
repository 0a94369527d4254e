using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// The scale of integer samples, for every format: an integer of n bits is a sample of x / 2^(n−1), so that full scale is [−1, 1 − 2^(1−n)]
/// and never 2^(n−1) − 1. The n is that of what is decoded:
/// <list type="table">
/// <listheader><term>stored</term><description>n</description></listheader>
/// <item><term>integers in n bits</term><description>bits of the container (24 for 20 valid bits in 3 bytes), after unsigned ones lost 2^(n−1)</description></item>
/// <item><term>the lower 24 of 32 bits</term><description>24</description></item>
/// <item><term>A-law, µ-law, IMA and Microsoft ADPCM</term><description>16, to which they are decoded</description></item>
/// <item><term>FLAC of n bits</term><description>n</description></item>
/// <item><term>floats</term><description>they are samples as they are</description></item>
/// </list>
/// All of them are powers of two: a product with one is exact, and a float is rounded once, where the integer becomes one.
/// </summary>
internal static class SampleScale
{
    /// <summary>Bits to which companded samples and ADPCM are decoded.</summary>
    public const int DecodedBits = 16;

    /// <summary>2^(1 − bits), by which an integer becomes a sample.</summary>
    /// <param name="bits">Bits of the integer, 1 to 64.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToSample(int bits) =>
        // The exponent of a float is biased by 127 and lies above 23 bits: 127 − 63 is still far above 0.
        BitConverter.Int32BitsToSingle((127 + 1 - bits) << 23);

    /// <summary>2^(bits − 1), by which a sample becomes an integer.</summary>
    /// <param name="bits">Bits of the integer, 1 to 64.</param>
    public static double FromSample(int bits) => 1UL << (bits - 1);
}
