using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>
/// The vector loops agree with the plain ones bit for bit, for every length and every alignment, and stay within their spans.
/// </summary>
public class VectorConversionTests
{
    private delegate int Vectors(ReadOnlySpan<byte> source, Span<float> values);

    private delegate void Plain(ReadOnlySpan<byte> source, Span<float> values);

    [Fact]
    public void Unsigned_8_bit() => Agree(VectorConversion.UInt8, PlainConversion.Integers<UInt8, float>, 1);

    [Fact]
    public void Sixteen_bit() => Agree(VectorConversion.Int16, PlainConversion.Integers<Int16Little, float>, 2);

    [Fact]
    public void Twenty_four_bit() => Agree(VectorConversion.Int24, PlainConversion.Integers<Int24Little, float>, 3);

    [Fact]
    public void Thirty_two_bit() => Agree(VectorConversion.Int32, PlainConversion.Integers<Int32Little, float>, 4);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_integer_of_8_and_16_bits_is_its_exact_quotient(int bytes)
    {
        byte[] audio = [.. Enumerable.Range(0, 1 << (8 * bytes)).SelectMany(i => BitConverter.GetBytes(i).Take(bytes))];
        float[] expected = [.. Enumerable.Range(0, 1 << (8 * bytes)).Select(i => bytes == 1 ? (i - 128) / 128f : (short)i / 32768f)];
        Assert.Equal(expected, Floats(WaveBuilder.File(WaveFormat.Pcm(8 * bytes), audio)));
    }

    [Fact]
    public void Every_step_of_24_bits_is_its_exact_quotient()
    {
        // Every 7th of 2^24 integers, a number that meets every value of each byte.
        int[] integers = [.. Enumerable.Range(0, (1 << 24) / 7).Select(i => (i * 7) - (1 << 23))];
        float[] read = new float[integers.Length];
        byte[] audio = new byte[3 * integers.Length];
        for (int i = 0; i < integers.Length; i++) BitConverter.GetBytes(integers[i]).AsSpan(0, 3).CopyTo(audio.AsSpan(3 * i));
        Recordings.Open(WaveBuilder.File(WaveFormat.Pcm(24), audio)).Read<float>(0, read);
        for (int i = 0; i < read.Length; i++)
        {
            if (read[i] != integers[i] / 8388608f) Assert.Fail($"{integers[i]} became {read[i]}");
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Wide_integers_are_rounded_once(int bytes)
    {
        byte[] audio = [.. Noise(bytes * 5000), .. Enumerable.Repeat((byte)0x7F, bytes), .. Enumerable.Repeat((byte)0xFF, bytes)];
        double[] exact = StoredSamples.Doubles(audio, bytes);
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(8 * bytes), audio));
        Assert.Equal(exact, source.ReadAll<double>());
        // Straight to float, not by way of double, which would round twice beyond 53 bits.
        Assert.Equal(
            StoredSamples.Integers(audio, bytes).Select(i => (float)(long)i * MathF.ScaleB(1, 1 - (8 * bytes))), source.ReadAll<float>());
    }

    private static void Agree(Vectors vectors, Plain plain, int bytes)
    {
        const float Untouched = 12345;
        for (int count = 0; count < 200; count++)
        {
            for (int shift = 0; shift < 4; shift++)
            {
                // Nothing lies behind the last sample: a load beyond it would leave the array.
                byte[] source = Noise(shift + (count * bytes), seed: count);
                float[] expected = new float[count];
                plain(source.AsSpan(shift), expected);
                float[] actual = [.. Enumerable.Repeat(Untouched, count + 16)];
                int done = vectors(source.AsSpan(shift), actual.AsSpan(0, count));
                Assert.InRange(done, Math.Max(0, count - 18), count);
                Assert.Equal(expected[..done], actual[..done]);
                Assert.All(actual[done..], v => Assert.Equal(Untouched, v));
            }
        }
    }
}
