using System.Numerics;

namespace AudioIO.Tests;

/// <summary>Stored integers to values in the simplest way, to compare with.</summary>
internal static class StoredSamples
{
    /// <summary>The signed integers in some bytes.</summary>
    public static BigInteger[] Integers(byte[] audio, int bytes, bool big = false) =>
        [.. audio.Chunk(bytes).Where(c => c.Length == bytes).Select(c => new BigInteger(c, isUnsigned: false, isBigEndian: big))];

    /// <summary>The same, scaled to [−1, 1). By way of long: BigInteger's own conversion does not round.</summary>
    public static double[] Doubles(byte[] audio, int bytes, bool big = false) =>
        [.. Integers(audio, bytes, big).Select(i => Math.ScaleB((double)(long)i, 1 - (8 * bytes)))];

    /// <summary>The same, rounded to float.</summary>
    public static float[] Singles(byte[] audio, int bytes, bool big = false) => [.. Doubles(audio, bytes, big).Select(v => (float)v)];
}
