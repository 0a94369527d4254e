using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>Golden values of every encoding, by hand from its specification.</summary>
public class EncodingTests
{
    [Fact]
    public void Unsigned_8_bit_has_silence_at_128()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(8), [0, 64, 128, 192, 255]);
        Assert.Equal([-1f, -0.5f, 0f, 0.5f, 127f / 128], Floats(file));
        Assert.Equal([-128, -64, 0, 64, 127], Integers(file));
    }

    [Fact]
    public void Sixteen_bit_is_divided_by_32768()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16), Shorts(short.MinValue, -1, 0, 1, short.MaxValue));
        Assert.Equal([-1f, -1f / 32768, 0f, 1f / 32768, 32767f / 32768], Floats(file));
        using WaveSource source = Open(file);
        Assert.Equal([short.MinValue, -1, 0, 1, short.MaxValue], source.ReadAll<short>());
    }

    [Fact]
    public void Twenty_four_bit_is_divided_by_8388608()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(24), [0, 0, 0x80, 0xFF, 0xFF, 0xFF, 1, 0, 0, 0xFF, 0xFF, 0x7F]);
        Assert.Equal([-1f, -1f / 8388608, 1f / 8388608, 8388607f / 8388608], Floats(file));
        Assert.Equal([-8388608, -1, 1, 8388607], Integers(file));
    }

    [Fact]
    public void Thirty_two_bit_is_divided_by_2147483648_and_rounded_once()
    {
        int[] values = [int.MinValue, -1, 1, int.MaxValue, 0x01000001, 0x01000003, 0x7FFFFF7F, 0x7FFFFFC0];
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(32), [.. values.SelectMany(BitConverter.GetBytes)]);
        Assert.Equal(values.Select(v => (float)(v / 2147483648.0)), Floats(file));
        Assert.Equal(values, Integers(file));
        using WaveSource source = Open(file);
        Assert.Equal(values.Select(v => v / 2147483648.0), source.ReadAll<double>());
    }

    [Theory]
    [InlineData(40)]
    [InlineData(48)]
    [InlineData(56)]
    [InlineData(64)]
    public void Wider_integers_are_scaled_by_their_own_full_scale(int bits)
    {
        int bytes = bits / 8;
        byte[] smallest = new byte[bytes];
        smallest[^1] = 0x80;
        byte[] half = new byte[bytes];
        half[^1] = 0x40;
        byte[] minusOne = [.. Enumerable.Repeat((byte)0xFF, bytes)];
        byte[] audio = [.. smallest, .. half, .. minusOne];
        double[] expected = [-1, 0.5, -Math.Pow(2, 1 - bits)];
        using WaveSource little = Open(WaveBuilder.File(WaveFormat.Pcm(bits), audio));
        using WaveSource big = Open(
            WaveBuilder.File("RIFX", WaveFormat.Pcm(bits), [.. smallest.Reverse(), .. half.Reverse(), .. minusOne]));
        Assert.Equal(expected, little.ReadAll<double>());
        Assert.Equal(expected, big.ReadAll<double>());
        Assert.Equal(expected.Select(v => (float)v), little.ReadAll<float>());
        Assert.Throws<InvalidOperationException>(() => little.ReadAll<int>());
    }

    [Theory]
    [InlineData(12, 16, new byte[] { 0x10, 0x00, 0x00, 0xC0 }, new[] { 0x10, -0x4000 })]
    [InlineData(20, 24, new byte[] { 0x10, 0x00, 0x40, 0x00, 0x00, 0xC0 }, new[] { 0x400010, -0x400000 })]
    [InlineData(5, 8, new byte[] { 0x88, 0x00 }, new[] { 8, -128 })]
    public void Bits_that_are_no_whole_bytes_lie_at_the_top_of_their_container(int bits, int container, byte[] audio, int[] expected)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(bits), audio));
        Assert.Equal((container, bits), (source.Info.BitsPerSample, source.Info.ValidBitsPerSample));
        Assert.Equal(expected, source.ReadAll<int>());
        Assert.Equal(expected.Select(v => v / MathF.Pow(2, container - 1)), source.ReadAll<float>());
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(24)]
    public void Extensible_valid_bits_of_32_lie_at_the_top(int valid)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Extensible(1, 32, validBits: valid), [0x00, 0x10, 0x00, 0x40]));
        Assert.Equal((32, valid), (source.Info.BitsPerSample, source.Info.ValidBitsPerSample));
        Assert.Equal([0x40001000], source.ReadAll<int>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(65535)]
    public void Valid_bits_that_make_no_sense_are_ignored(int valid)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Extensible(1, 16, validBits: valid), Counting(3)));
        Assert.Equal((16, 16), (source.Info.BitsPerSample, source.Info.ValidBitsPerSample));
        Assert.Equal([1, 2, 3], source.ReadAll<int>());
    }

    [Fact]
    public void Floats_pass_untouched_even_beyond_full_scale_and_when_they_are_no_numbers()
    {
        uint[] bits = [0x3F800000, 0xC2F60000, 0x7F800000, 0xFF800000, 0x7FC12345, 0x7F800001, 0xFFA00001, 0x00000001, 0x80000000];
        byte[] audio = [.. bits.SelectMany(BitConverter.GetBytes)];
        byte[] turned = [.. bits.SelectMany(b => BitConverter.GetBytes(b).Reverse())];
        Assert.Equal(bits, Floats(WaveBuilder.File(WaveFormat.Float(32), audio)).Select(BitConverter.SingleToUInt32Bits));
        Assert.Equal(
            bits, Floats(WaveBuilder.File("RIFX", WaveFormat.Float(32), turned)).Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void Doubles_pass_untouched_and_narrow_to_the_nearest_float()
    {
        double[] values = [1, -123.456, 1e300, double.NegativeInfinity, 1.0 / 3, double.Epsilon];
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Float(64), [.. values.SelectMany(BitConverter.GetBytes)]));
        using WaveSource big = Open(
            WaveBuilder.File("RIFX", WaveFormat.Float(64), [.. values.SelectMany(v => BitConverter.GetBytes(v).Reverse())]));
        Assert.Equal(values, source.ReadAll<double>());
        Assert.Equal(values, big.ReadAll<double>());
        Assert.Equal(values.Select(v => (float)v), source.ReadAll<float>());
        Assert.Equal(values.Select(v => (float)v), big.ReadAll<float>());
    }

    [Fact]
    public void Floats_cannot_be_read_as_integers()
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Float(32), new byte[8]));
        Assert.Throws<InvalidOperationException>(() => source.ReadAll<int>());
        Assert.Throws<InvalidOperationException>(() => source.ReadAll<short>());
        Assert.Equal([0.0, 0.0], source.ReadAll<double>());
    }

    [Theory]
    // ITU-T G.711 tables 1a and 2a: the codes of the largest, smallest and silent samples, as 16 bits.
    [InlineData(6, new byte[] { 0xAA, 0x2A, 0xD5, 0x55, 0x80, 0x00, 0xC5 }, new[] { 32256, -32256, 8, -8, 5504, -5504, 264 })]
    [InlineData(7, new byte[] { 0x80, 0x00, 0xFF, 0x7F, 0xF0, 0x70, 0xEF }, new[] { 32124, -32124, 0, 0, 120, -120, 132 })]
    public void Companded_samples_decode_by_g711(ushort tag, byte[] audio, int[] expected)
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Companded(tag), audio));
        using WaveSource extensible = Open(WaveBuilder.File(WaveFormat.Extensible(tag, 8), audio));
        using WaveSource big = Open(WaveBuilder.File("RIFX", WaveFormat.Companded(tag), audio));
        Assert.Equal(16, source.Info.BitsPerSample);
        Assert.Equal(expected, source.ReadAll<int>());
        Assert.Equal(expected, extensible.ReadAll<int>());
        Assert.Equal(expected, big.ReadAll<int>());
        Assert.Equal(expected.Select(v => v / 32768f), source.ReadAll<float>());
        Assert.Equal(expected.Select(v => (short)v), source.ReadAll<short>());
    }

    [Theory]
    [InlineData("010000002107D3118644C8C1CA000000", 16)]
    [InlineData("030000002107D3118644C8C1CA000000", 32)]
    public void Ambisonic_b_format_is_read_as_its_samples(string spelling, int bits)
    {
        using WaveSource source = Open(
            WaveBuilder.File(WaveFormat.Extensible(Convert.FromHexString(spelling), bits, 4), new byte[bits / 8 * 8]));
        Assert.Equal((4, 2L, bits == 32), (source.Info.Channels, source.Info.Frames, source.Info.Encoding == AudioEncoding.IeeeFloat));
    }
}
