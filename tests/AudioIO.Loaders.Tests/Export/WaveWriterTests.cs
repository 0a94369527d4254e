using System.Text;

namespace AudioIO.Tests.Export;

public class WaveWriterTests
{
    private static readonly int[] ChannelCounts = [1, 2, 3, 6, 8, 32];

    public static TheoryData<WaveEncoding, int, bool> Shapes()
    {
        var shapes = new TheoryData<WaveEncoding, int, bool>();
        foreach (WaveEncoding encoding in Enum.GetValues<WaveEncoding>())
        {
            foreach (int channels in ChannelCounts)
            {
                shapes.Add(encoding, channels, false);
                shapes.Add(encoding, channels, true);
            }
        }
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_written_reads_back_equal(WaveEncoding encoding, int channels, bool isWide)
    {
        const int Frames = 1001;
        double[] values = Written.Exact(encoding, Frames * channels);
        // Below every file that has frames: RF64 after the first of them.
        var options = new WaveWriterOptions { MaxRiffBytes = isWide ? 0 : WaveHeader.MaxRiffBytes };
        byte[] file = Written.File(channels, encoding, writer => writer.Write(values), options);

        using WaveSource source = Recordings.Open(file);
        Assert.Equal(isWide ? "RF64" : "RIFF", Encoding.ASCII.GetString(file, 0, 4));
        Assert.Equal(isWide, Written.Find(file, "ds64") is not null);
        Assert.Empty(source.Diagnostics);
        Assert.Equal((Written.Rate, channels, Frames), (source.Info.Rate, source.Info.Channels, source.Info.Frames));
        Assert.Equal((Written.Bits(encoding), !Written.IsFloat(encoding)), (source.Info.BitsPerSample, source.Info.IsInteger));
        Assert.Equal(values, source.ReadAll<double>());
    }

    [Theory]
    [InlineData(WaveEncoding.Pcm8)]
    [InlineData(WaveEncoding.Pcm16)]
    [InlineData(WaveEncoding.Pcm24)]
    [InlineData(WaveEncoding.Pcm32)]
    public void Every_type_of_sample_gives_the_same_file(WaveEncoding encoding)
    {
        double[] values = [.. Written.Exact(encoding == WaveEncoding.Pcm32 ? WaveEncoding.Pcm24 : encoding, 999), -1, 0];
        double scale = Math.ScaleB(1, Written.Bits(encoding) - 1);
        int[] integers = [.. values.Select(value => (int)(value * scale))];
        byte[] expected = Written.File(1, encoding, writer => writer.Write(values));
        Assert.Equal(expected, Written.File(1, encoding, writer => writer.Write([.. values.Select(value => (float)value)])));
        Assert.Equal(expected, Written.File(1, encoding, writer => writer.Write(integers)));
        if (encoding is WaveEncoding.Pcm8 or WaveEncoding.Pcm16)
            Assert.Equal(expected, Written.File(1, encoding, writer => writer.Write([.. integers.Select(value => (short)value)])));
    }

    [Fact]
    public void The_size_of_the_pieces_does_not_show()
    {
        const int Channels = 3;
        double[] values = Written.Exact(WaveEncoding.Pcm24, 100_000 * Channels);
        var options = new WaveWriterOptions { DitherSeed = 7 };
        byte[] expected = Written.File(Channels, WaveEncoding.Pcm16, writer => writer.Write(values), options);
        byte[] pieces = Written.File(Channels, WaveEncoding.Pcm16, writer =>
        {
            var random = new Random(5);
            for (int done = 0; done < values.Length;)
            {
                int count = Math.Min(random.Next(0, 30_000) * Channels, values.Length - done);
                writer.Write(values.AsSpan(done, count));
                done += count;
            }
        }, options);
        Assert.Equal(expected, pieces);
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 2)]
    [InlineData(2.5, 2)]
    [InlineData(-0.5, 0)]
    [InlineData(-1.5, -2)]
    [InlineData(2.49, 2)]
    [InlineData(32766.6, 32767)]
    [InlineData(-32768, -32768)]
    [InlineData(-32768.5, -32768)]
    public void Samples_are_rounded_to_the_nearest_integer_and_halfway_to_the_even_one(double steps, int expected)
    {
        // Twenty alike: in vectors, and in the rest that is no vector.
        double[] values = [.. Enumerable.Repeat(steps / 32768, 20)];
        byte[] file = Written.File(1, WaveEncoding.Pcm16, writer => writer.Write(values));
        Assert.All(Recordings.Integers(file), value => Assert.Equal(expected, value));
    }

    [Theory]
    [InlineData(WaveEncoding.Pcm8)]
    [InlineData(WaveEncoding.Pcm16)]
    [InlineData(WaveEncoding.Pcm24)]
    [InlineData(WaveEncoding.Pcm32)]
    public void What_is_beyond_full_scale_is_clipped_and_counted(WaveEncoding encoding)
    {
        long most = (1L << (Written.Bits(encoding) - 1)) - 1;
        double[] values = [1, -1.01, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e300, -1, 0];
        long[] expected = [most, -most - 1, most, -most - 1, 0, most, -most - 1, 0];
        const int Clipped = 6;
        foreach (int repeats in new[] { 1, 5 })
        {
            double[] many = [.. Enumerable.Repeat(values, repeats).SelectMany(all => all)];
            Check(writer => writer.Write(many));
            Check(writer => writer.Write([.. many.Select(value => (float)value)]));

            void Check(Action<WaveWriter> write)
            {
                long counted = 0;
                byte[] file = Written.File(1, encoding, writer =>
                {
                    write(writer);
                    counted = writer.ClippedSamples;
                });
                long[] found = [.. Recordings.Integers(file).Select(value => (long)value)];
                Assert.Equal(Enumerable.Repeat(expected, repeats).SelectMany(all => all), found);
                Assert.Equal(Clipped * repeats, counted);
            }
        }
    }

    [Fact]
    public void Files_of_floats_take_every_value_as_it_is()
    {
        float[] values = [2, -3, float.NaN, float.PositiveInfinity, float.Epsilon, BitConverter.Int32BitsToSingle(0x7F812345)];
        byte[] file = Written.File(1, WaveEncoding.IeeeFloat32, writer => writer.Write(values));
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), Recordings.Floats(file).Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void Dither_adds_noise_of_one_step_that_its_seed_decides()
    {
        const int Count = 100_000;
        double[] quiet = [.. Enumerable.Repeat(0.25 / 32768, Count)];
        int[] Rounded(int? seed) => Recordings.Integers(
            Written.File(1, WaveEncoding.Pcm16, writer => writer.Write(quiet), new WaveWriterOptions { DitherSeed = seed }));

        int[] one = Rounded(1);
        Assert.All(Rounded(null), value => Assert.Equal(0, value));
        Assert.Equal(one, Rounded(1));
        Assert.NotEqual(one, Rounded(2));
        // The mean is the sound, and the noise is there: (1/4) + 1/6 step² by the distribution. Five standard deviations of the mean.
        Assert.InRange(one.Average(), 0.25 - (5 * 0.65 / Math.Sqrt(Count)), 0.25 + (5 * 0.65 / Math.Sqrt(Count)));
        Assert.InRange(one.Select(value => (value - 0.25) * (value - 0.25)).Average(), 0.23, 0.27);
        Assert.All(one, value => Assert.InRange(value, -1, 1));
        // Nothing goes on from one sample to the next.
        double covariance = one.Zip(one.Skip(1), (first, second) => (first - 0.25) * (second - 0.25)).Average();
        Assert.InRange(covariance, -5 * 0.25 / Math.Sqrt(Count), 5 * 0.25 / Math.Sqrt(Count));
    }

    [Fact]
    public void Integers_that_do_not_fit_the_file_are_refused_before_anything_is_written()
    {
        using var writer = new WaveWriter(new MemoryStream(), Written.Rate, 1, WaveEncoding.Pcm24);
        ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(new[] { 0, 1 << 23 }));
        Assert.Contains("Sample 1", fault.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(new[] { -(1 << 23) - 1 }));
        // 16 bits in 24 would be 256 times too quiet.
        Assert.Throws<InvalidOperationException>(() => writer.Write(new short[] { 1 }));
        Assert.Equal(0, writer.Frames);

        using var bytes = new WaveWriter(new MemoryStream(), Written.Rate, 1, WaveEncoding.Pcm8);
        Assert.Throws<ArgumentOutOfRangeException>(() => bytes.Write(new short[] { 128 }));
        using var floats = new WaveWriter(new MemoryStream(), Written.Rate, 1, WaveEncoding.IeeeFloat32);
        Assert.Throws<InvalidOperationException>(() => floats.Write(new[] { 1 }));
        Assert.Throws<InvalidOperationException>(() => floats.Write(new short[] { 1 }));
    }

    [Fact]
    public void What_no_file_can_be_is_refused()
    {
        WaveWriter Create(double rate = 8000, int channels = 1, WaveEncoding encoding = WaveEncoding.Pcm16, uint? mask = null) =>
            new(new MemoryStream(), rate, channels, encoding, new WaveWriterOptions { ChannelMask = mask });

        Assert.Throws<ArgumentOutOfRangeException>(() => Create(rate: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(rate: 22050.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(rate: 4294967296));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(rate: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(channels: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(channels: 1025));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(encoding: (WaveEncoding)9));
        Assert.Throws<ArgumentException>(() => Create(mask: 3));
        Assert.Throws<ArgumentException>(() => new WaveWriter(new MemoryStream([], writable: false), 8000, 1, WaveEncoding.Pcm16));
        using WaveWriter largest = Create(rate: 4294967295, channels: 1024, encoding: WaveEncoding.IeeeFloat64);
        Assert.Throws<ArgumentException>(() => largest.Write(new double[1025]));
        largest.Write(new double[1024]);
        Assert.Equal(1, largest.Frames);
    }

    [Fact]
    public void A_writer_that_was_disposed_writes_no_more()
    {
        var writer = new WaveWriter(new MemoryStream(), 8000, 1, WaveEncoding.Pcm16);
        writer.Dispose();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Write(new float[1]));
        Assert.Throws<ObjectDisposedException>(writer.Flush);
    }

    [Theory]
    [InlineData(WaveEncoding.Pcm16)]
    [InlineData(WaveEncoding.Pcm24)]
    [InlineData(WaveEncoding.IeeeFloat32)]
    public void Writing_allocates_nothing(WaveEncoding encoding)
    {
        using var writer = new WaveWriter(new CountingFile(), Written.Rate, 2, encoding, new WaveWriterOptions { DitherSeed = 3 });
        float[] floats = new float[10_000];
        double[] doubles = new double[10_000];
        int[] integers = new int[10_000];
        Assert.Equal(0, Allocations.Least(() =>
        {
            writer.Write(floats);
            writer.Write(doubles);
            if (encoding != WaveEncoding.IeeeFloat32) writer.Write(integers);
            writer.Flush();
        }));
    }

    [Fact]
    public void A_file_on_disk_is_written_and_an_older_one_replaced()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.wav", new byte[100_000]);
        using (var writer = new WaveWriter(path, 44_100, 2, WaveEncoding.Pcm16)) writer.Write(Joining.Waves.Counting(0, 1000, 2));
        using AudioLoader<short> data = AudioLoader.Open<short>(path);
        Assert.Equal(1000, data.Frames);
        Assert.Equal(Joining.Waves.Counting(0, 1000, 2), data[..].ToArray());
        Assert.Throws<DirectoryNotFoundException>(() => new WaveWriter(folder["none/a.wav"], 8000, 1, WaveEncoding.Pcm16));
        Assert.Throws<UnauthorizedAccessException>(() => new WaveWriter(folder.Root, 8000, 1, WaveEncoding.Pcm16));
    }

    [Fact]
    public void A_stream_is_written_from_its_position_on_and_closed_unless_it_is_to_stay_open()
    {
        var stream = new MemoryStream();
        stream.Write(new byte[77]);
        using (var writer = new WaveWriter(stream, 8000, 1, WaveEncoding.Pcm16, new WaveWriterOptions { LeaveOpen = true }))
            writer.Write(new short[] { 1, 2, 3 });
        Assert.Equal(stream.Length, stream.Position);
        Assert.Equal([1, 2, 3], Recordings.Integers(stream.ToArray()[77..]));
        new WaveWriter(stream, 8000, 1, WaveEncoding.Pcm16).Dispose();
        Assert.False(stream.CanWrite);
    }
}
