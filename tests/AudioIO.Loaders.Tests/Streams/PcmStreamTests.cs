using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AudioIO.Tests.Streams;

public class PcmStreamTests
{
    [Theory]
    [InlineData(AudioEncoding.IeeeFloat, 32)]
    [InlineData(AudioEncoding.IeeeFloat, 64)]
    [InlineData(AudioEncoding.PcmSigned, 16)]
    [InlineData(AudioEncoding.PcmSigned, 24)]
    [InlineData(AudioEncoding.PcmSigned, 32)]
    public void The_bytes_are_the_samples_in_the_order_of_the_recording(AudioEncoding encoding, int bits)
    {
        double[] values = ComputedSource.Noise(3000, 3);
        using var source = new ComputedSource(values, 3);
        using Stream stream = source.AsPcmStream(encoding, bits);
        byte[] expected = [.. values.SelectMany(value => Stored(value, encoding, bits))];
        Assert.Equal(expected.Length, stream.Length);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.Equal(expected, copy.ToArray());
        Assert.Equal(stream.Length, stream.Position);
    }

    [Fact]
    public void What_is_opened_again_as_raw_samples_is_the_same_recording()
    {
        byte[] file = Counted.File(channels: 2, samples: 2000);
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(file));
        using AudioLoader<short> again = AudioLoader.Open<short>(
            data.AsPcmStream(AudioEncoding.PcmSigned, 16), new PcmFormat(data.Rate, data.Channels));
        Assert.Equal(Enumerable.Range(0, 2000).Select(Counted.Sample), again[..].ToArray());
        using AudioLoader<float> floats = AudioLoader.Open(
            data.AsPcmStream(), new PcmFormat(data.Rate, data.Channels, 32, AudioEncoding.IeeeFloat));
        Assert.Equal(data[..].ToArray(), floats[..].ToArray());
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Every_integer_that_fits_is_exact(int bits)
    {
        byte[] all = [.. Enumerable.Range(short.MinValue, 65536).SelectMany(value => BitConverter.GetBytes((short)value))];
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(all), new PcmFormat(8000, 1));
        using Stream stream = data.AsPcmStream(AudioEncoding.PcmSigned, bits);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        for (int i = 0; i < 65536; i++)
            Assert.Equal((long)(i + short.MinValue) << (bits - 16), Integer(bytes, i, bits / 8));
    }

    [Fact]
    public void Integers_of_32_bits_keep_every_bit()
    {
        int[] values = [int.MinValue, int.MaxValue, 1, -1, 123456789, -123456789, (1 << 24) + 1];
        byte[] bytes = MemoryMarshal.AsBytes<int>(values).ToArray();
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(bytes), new PcmFormat(8000, 1, 32));
        using Stream stream = data.AsPcmStream(AudioEncoding.PcmSigned, 32);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.Equal(bytes, copy.ToArray());
    }

    [Fact]
    public void Floats_round_to_the_nearest_even_integer_and_clip()
    {
        double step = 1.0 / 32768;
        double[] values =
        [
            0.5 * step, 1.5 * step, 2.5 * step, -0.5 * step, -1.5 * step, 0.51 * step,
            1, 2, -1, -1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
        ];
        short[] expected = [0, 2, 2, 0, -2, 1, 32767, 32767, -32768, -32768, 0, 32767, -32768];
        using var source = new ComputedSource(values, 1);
        using Stream stream = source.AsPcmStream(AudioEncoding.PcmSigned, 16);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Assert.Equal(expected, MemoryMarshal.Cast<byte, short>(bytes).ToArray());
    }

    [Theory]
    [InlineData(AudioEncoding.IeeeFloat, 32, 1, 1)]
    [InlineData(AudioEncoding.IeeeFloat, 64, 2, 100)]
    [InlineData(AudioEncoding.PcmSigned, 16, 2, 1)]
    [InlineData(AudioEncoding.PcmSigned, 24, 3, 4096)]
    [InlineData(AudioEncoding.PcmSigned, 32, 5, 7)]
    public async Task It_behaves_as_a_stream_of_memory_does(AudioEncoding encoding, int bits, int channels, int framesPerUnit)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            double[] values = ComputedSource.Noise(4000 + seed, channels, seed);
            using var source = new ComputedSource(values, channels, framesPerUnit: framesPerUnit);
            using Stream stream = source.AsPcmStream(encoding, bits);
            using var model = new MemoryStream([.. values.SelectMany(value => Stored(value, encoding, bits))]);
            var random = new Random(seed);
            for (int step = 0; step < 60; step++)
            {
                string what = $"seed {seed}, step {step}";
                int kind = random.Next(8);
                int size = random.Next(1 << random.Next(1, 15));
                if (kind < 4) Move(kind, random, stream, model);
                byte[] expected = kind < 4 ? [] : await Read(kind, size, model);
                byte[] found = kind < 4 ? [] : await Read(kind, size, stream);
                Assert.True(expected.AsSpan().SequenceEqual(found), what);
                Assert.True(model.Position == stream.Position, what);
            }
        }
    }

    private static async Task<byte[]> Read(int kind, int size, Stream stream)
    {
        var bytes = new byte[size + 2];
        int count;
        switch (kind)
        {
            case 4:
                count = stream.Read(bytes, 1, size);
                return bytes[1..(1 + count)];
            case 5:
                count = stream.Read(bytes.AsSpan(0, size));
                return bytes[..count];
            case 6:
                count = await stream.ReadAsync(bytes.AsMemory(0, size));
                return bytes[..count];
            default:
                int value = stream.ReadByte();
                return value < 0 ? [] : [(byte)value];
        }
    }

    private static void Move(int kind, Random random, Stream stream, MemoryStream model)
    {
        long place = random.NextInt64(model.Length + 20);
        long offset = kind switch { 1 => place - model.Position, 2 => place - model.Length, _ => place };
        SeekOrigin origin = (SeekOrigin)(kind % 3);
        if (kind == 3) (stream.Position, model.Position) = (place, place);
        else Assert.Equal(model.Seek(offset, origin), stream.Seek(offset, origin));
    }

    private static byte[] Stored(double value, AudioEncoding encoding, int bits)
    {
        if (encoding == AudioEncoding.IeeeFloat) return bits == 32 ? BitConverter.GetBytes((float)value) : BitConverter.GetBytes(value);
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, (long)Math.Round(value * Math.Pow(2, bits - 1)));
        return bytes[..(bits / 8)];
    }

    private static long Integer(byte[] bytes, int index, int size)
    {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) value = value << 8 | bytes[index * size + i];
        return value << (64 - 8 * size) >> (64 - 8 * size);
    }
}
