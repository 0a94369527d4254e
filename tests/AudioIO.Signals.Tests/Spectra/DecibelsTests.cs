using AudioIO.Lanes;

namespace AudioIO.Tests.Spectra;

public class DecibelsTests
{
    [Fact]
    public void Decibels_are_exact_to_a_ten_thousandth()
    {
        var random = new Random(1);
        float[] powers = [.. Enumerable.Range(0, 200_003).Select(_ => (float)Math.Pow(10, (random.NextDouble() * 75) - 37))];
        var decibels = new float[powers.Length];
        Decibels.FromPower(powers, decibels, Decibels.Lowest);
        for (int i = 0; i < powers.Length; i++) Assert.Equal(10 * Math.Log10(powers[i]), decibels[i], 1e-4);
    }

    [Fact]
    public void Around_1_decibels_are_exact_to_a_ten_thousandth_too()
    {
        float[] powers = [.. Enumerable.Range(-70_000, 140_000).Select(i => BitConverter.Int32BitsToSingle(0x3F800000 + (100 * i)))];
        var decibels = new float[powers.Length];
        Decibels.FromPower(powers, decibels);
        for (int i = 0; i < powers.Length; i++) Assert.Equal(10 * Math.Log10(powers[i]), decibels[i], 1e-4);
        Assert.True(decibels.Zip(decibels.Skip(1), (low, high) => high >= low - 1e-6f).All(x => x));
    }

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(0f, -120f)]
    [InlineData(-3f, -120f)]
    [InlineData(float.NegativeInfinity, -120f)]
    [InlineData(1e-12f, -120f)]
    [InlineData(1e-40f, -120f)]
    [InlineData(float.Epsilon, -120f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void Special_powers_have_their_decibels(float power, float expected)
    {
        foreach (int bytes in LaneWidth.All)
        {
            float[] powers = [.. Enumerable.Repeat(power, 19)], decibels = new float[19];
            Decibels.FromPower(powers, decibels, -120, bytes);
            Assert.All(decibels, d => Assert.Equal(expected, d, 1e-4f));
        }
    }

    [Fact]
    public void Zero_is_the_floor_itself_and_nothing_is_below()
    {
        float[] powers = [0, 1e-20f, 9.9999e-16f, 1e-15f, 1.0001e-15f, 1e-40f], decibels = new float[6];
        Decibels.FromPower(powers, decibels, -150);
        Assert.Equal(-150, decibels[0]);
        Assert.All(decibels, d => Assert.True(d >= -150));
    }

    [Fact]
    public void Least_normal_and_largest_float_are_within_the_range()
    {
        float[] decibels = new float[2];
        Decibels.FromPower([1.17549435e-38f, float.MaxValue], decibels, Decibels.Lowest);
        Assert.Equal(Decibels.Lowest, decibels[0]);
        Assert.Equal(385.3184, decibels[1], 1e-3);
    }

    [Fact]
    public void Every_width_of_vectors_gives_the_bits_of_the_plain_loop_for_any_count()
    {
        var random = new Random(9);
        float anyBits() => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue));
        float[] powers = [.. Enumerable.Range(0, 300).Select(i => i % 7 == 0 ? anyBits() : (float)Math.Pow(10, -12 * random.NextDouble()))];
        for (int count = 0; count < powers.Length; count++)
        {
            float[] plain = new float[count], decibels = new float[count];
            byte[] plainBytes = new byte[count], bytes = new byte[count];
            Decibels.FromPower(powers.AsSpan(0, count), plain, -90, 0);
            Decibels.ToBytes(powers.AsSpan(0, count), plainBytes, -90, -10, 0);
            foreach (int width in LaneWidth.All)
            {
                Decibels.FromPower(powers.AsSpan(0, count), decibels, -90, width);
                Decibels.ToBytes(powers.AsSpan(0, count), bytes, -90, -10, width);
                Assert.Equal(plain.Select(BitConverter.SingleToInt32Bits), decibels.Select(BitConverter.SingleToInt32Bits));
                Assert.Equal(plainBytes, bytes);
            }
        }
    }

    [Fact]
    public void Bytes_are_the_decibels_rounded_to_the_nearest_step()
    {
        var random = new Random(2);
        float[] powers = [.. Enumerable.Range(0, 50_001).Select(_ => (float)Math.Pow(10, (random.NextDouble() * 14) - 12))];
        var bytes = new byte[powers.Length];
        Decibels.ToBytes(powers, bytes, -100, 0);
        for (int i = 0; i < powers.Length; i++)
        {
            double steps = Math.Clamp(((10 * Math.Log10(powers[i])) + 100) * 255 / 100, 0, 255);
            // Half a step, and the error of the logarithm in steps.
            Assert.InRange(bytes[i], steps - 0.501, steps + 0.501);
        }
    }

    [Theory]
    [InlineData(0f, 0)]
    [InlineData(-1f, 0)]
    [InlineData(1e-10f, 0)]
    [InlineData(1e-40f, 0)]
    [InlineData(float.NaN, 0)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(1.05e-5f, 128)]
    [InlineData(1f, 255)]
    [InlineData(100f, 255)]
    [InlineData(float.PositiveInfinity, 255)]
    public void Special_powers_have_their_bytes(float power, byte expected)
    {
        foreach (int width in LaneWidth.All)
        {
            var bytes = new byte[131];
            Decibels.ToBytes([.. Enumerable.Repeat(power, 131)], bytes, -100, 0, width);
            Assert.All(bytes, b => Assert.Equal(expected, b));
        }
    }

    [Fact]
    public void The_result_may_take_the_place_of_the_powers_but_not_overlap_them()
    {
        float[] values = [1, 10, 100, 1000, 10000];
        Decibels.FromPower(values, values);
        Assert.Equal(40, values[4], 1e-4);
        Assert.Throws<ArgumentException>(() => Decibels.FromPower(values.AsSpan(0, 4), values.AsSpan(1)));
    }

    [Fact]
    public void Ranges_that_floats_do_not_have_and_short_results_are_refused()
    {
        var powers = new float[3];
        Assert.Throws<ArgumentOutOfRangeException>(() => Decibels.FromPower(powers, new float[3], -380));
        Assert.Throws<ArgumentOutOfRangeException>(() => Decibels.FromPower(powers, new float[3], float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Decibels.ToBytes(powers, new byte[3], -400, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Decibels.ToBytes(powers, new byte[3], -100, 400));
        Assert.Throws<ArgumentOutOfRangeException>(() => Decibels.ToBytes(powers, new byte[3], 0, 0));
        Assert.Throws<ArgumentException>(() => Decibels.FromPower(powers, new float[2]));
        Assert.Throws<ArgumentException>(() => Decibels.ToBytes(powers, new byte[2], -100, 0));
    }
}
