namespace AudioIO.Tests.Export;

/// <summary>Whole vectors give what one sample after the other gives.</summary>
public class IntegerRoundingTests
{
    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Vectors_round_clip_and_count_as_single_samples_do(int bits)
    {
        const int Count = 10_007;
        var random = new Random(bits);
        float[] floats = new float[Count];
        double[] doubles = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            // Half steps, full scale from both sides, and anything.
            double value = (i % 4) switch
            {
                0 => (random.NextInt64(-1L << bits, 1L << bits) + 0.5) * Math.ScaleB(1, 1 - bits),
                1 => (random.Next(2) == 0 ? 1 : -1) * (1 + (random.Next(-3, 4) * Math.ScaleB(0.5, 1 - bits))),
                2 => BitConverter.Int32BitsToSingle(random.Next()),
                _ => (2.2 * random.NextDouble()) - 1.1,
            };
            doubles[i] = value;
            floats[i] = (float)value;
        }
        Check(IntegerRounding.Round, floats, bits);
        Check(IntegerRounding.Round, doubles, bits);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Vectors_pack_as_single_integers_do(int bytes)
    {
        var random = new Random(bytes);
        long limit = 1L << ((8 * bytes) - 1);
        for (int count = 0; count < 70; count++)
        {
            int[] integers = [.. Enumerable.Range(0, count).Select(_ => (int)random.NextInt64(-limit, limit))];
            byte[] packed = new byte[count * bytes];
            IntegerPacking.Pack(integers, bytes, packed);
            byte[] single = [.. integers.SelectMany(value => BitConverter.GetBytes(bytes == 1 ? value + 128 : value).Take(bytes))];
            Assert.Equal(single, packed);
        }
    }

    private delegate int Rounding<T>(ReadOnlySpan<T> values, int bits, Span<int> integers);

    private static void Check<T>(Rounding<T> round, T[] values, int bits)
    {
        int[] together = new int[values.Length];
        int clipped = round(values, bits, together);
        int clippedSingly = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int[] one = new int[1];
            clippedSingly += round(values.AsSpan(i, 1), bits, one);
            Assert.True(one[0] == together[i], $"Value {values[i]} at {i}: {together[i]} in a vector, {one[0]} alone.");
        }
        Assert.Equal(clippedSingly, clipped);
    }
}
