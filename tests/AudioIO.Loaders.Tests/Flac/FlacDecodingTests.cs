namespace AudioIO.Tests.Flac;

/// <summary>What is coded is decoded, whatever the format allows; with vectors and without, into any type.</summary>
public class FlacDecodingTests
{
    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        for (int channels = 1; channels <= 8; channels++)
            foreach (int bits in (int[])[4, 5, 8, 12, 15, 16, 20, 24, 25, 31, 32]) shapes.Add(channels, bits);
        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_depth_and_number_of_channels_is_decoded_bit_for_bit(int channels, int bits)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            FlacFile file = FlacSounds.File(seed, channels, bits, Enumerable.Repeat(seed == 0 ? 96 : 64 << seed, 12).Append(17));
            AssertDecodes(file, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Blocks_of_any_size_follow_each_other(int channels)
    {
        int[] sizes = [16, 1, 2, 192, 4096, 17, 255, 256, 257, 1000, 33, 7, 8, 9, 65535, 12];
        AssertDecodes(FlacSounds.File(1, channels, 16, sizes, variable: true), "variable");
        AssertDecodes(FlacSounds.File(2, channels, 16, sizes, oldStyle: true), "before 2007");
    }

    [Fact]
    public void Random_files_are_decoded_bit_for_bit()
    {
        for (int seed = 100; seed < 160; seed++)
        {
            var random = new Random(seed);
            int channels = random.Next(1, 9), bits = random.Next(4, 33);
            bool variable = random.Next(2) == 0;
            int[] sizes = variable
                ? [.. Enumerable.Range(0, 20).Select(_ => random.Next(1, 300))]
                : [.. Enumerable.Repeat(random.Next(16, 300), 15), random.Next(1, 17)];
            AssertDecodes(FlacSounds.File(seed, channels, bits, sizes, variable), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Floating_point_is_the_integer_divided_by_full_scale(int bits)
    {
        FlacFile file = FlacSounds.File(3, 2, bits, Enumerable.Repeat(64, 9).Append(5));
        using FlacSource source = FlacFile.Open(file.ToArray());
        double[] doubles = new double[file.Samples.Count];
        float[] floats = new float[file.Samples.Count];
        source.Read(0, doubles.AsSpan());
        source.Read(0, floats.AsSpan());
        double scale = Math.Pow(2, bits - 1);
        Assert.Equal(file.Samples.Select(sample => sample / scale), doubles);
        Assert.Equal(file.Samples.Select(sample => (float)(sample / scale)), floats);
    }

    [Fact]
    public void Short_integers_are_read_unscaled_up_to_16_bits()
    {
        FlacFile file = FlacSounds.File(4, 2, 16, Enumerable.Repeat(64, 9));
        using FlacSource source = FlacFile.Open(file.ToArray());
        short[] shorts = new short[file.Samples.Count];
        source.Read(0, shorts.AsSpan());
        Assert.Equal(file.Samples.Select(sample => (short)sample), shorts);
        using FlacSource deeper = FlacFile.Open(FlacSounds.File(4, 2, 17, [64]).ToArray());
        Assert.Throws<InvalidOperationException>(() => deeper.Read(0, shorts.AsSpan(0, 2)));
    }

    [Theory]
    [InlineData(0, 0, 44100)]
    [InlineData(9, 0, 44100)]
    [InlineData(1, 0, 88200)]
    [InlineData(2, 0, 176400)]
    [InlineData(3, 0, 192000)]
    [InlineData(4, 0, 8000)]
    [InlineData(5, 0, 16000)]
    [InlineData(6, 0, 22050)]
    [InlineData(7, 0, 24000)]
    [InlineData(8, 0, 32000)]
    [InlineData(10, 0, 48000)]
    [InlineData(11, 0, 96000)]
    [InlineData(12, 250, 250_000)]
    [InlineData(13, 11025, 11025)]
    [InlineData(14, 65535, 655_350)]
    [InlineData(0, 0, 768_000)]
    [InlineData(0, 0, 1_048_575)]
    public void Every_rate_code_is_understood(int code, int extra, int rate)
    {
        var file = new FlacFile { Rate = rate };
        for (int i = 0; i < 3; i++) file.Add(Frame(i) with { RateCode = code, RateExtra = extra }, Ramp(16));
        using FlacSource source = FlacFile.Open(file.ToArray());
        Assert.Equal(rate, source.Info.Rate);
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
        Assert.Empty(source.Diagnostics);
    }

    [Theory]
    [InlineData(1, 192)]
    [InlineData(2, 576)]
    [InlineData(5, 4608)]
    [InlineData(6, 256)]
    [InlineData(7, 65535)]
    [InlineData(8, 256)]
    [InlineData(12, 4096)]
    [InlineData(15, 32768)]
    public void Every_block_size_code_is_understood(int code, int size)
    {
        var file = new FlacFile { MinBlockSize = size, MaxBlockSize = size };
        for (int i = 0; i < 2; i++) file.Add(Frame(i) with { BlockSizeCode = code }, Ramp(size));
        using FlacSource source = FlacFile.Open(file.ToArray());
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Escaped_partitions_may_have_no_bits_at_all(int method)
    {
        var file = new FlacFile();
        SubframeCode code = SubframeCode.Fixed(1) with { Method = method, PartitionOrder = 2, EscapeBits = p => p == 1 ? 6 : 0 };
        int[] steps = [5, 5, 5, 5, 9, 2, 30, 1, 1, 1, 1, 1, 1, 1, 1, 1];
        for (int i = 0; i < 3; i++) file.Add(new FlacFrameCode { Number = i, Subframes = [code] }, steps);
        using FlacSource source = FlacFile.Open(file.ToArray());
        Assert.Equal(file.Samples, FlacFile.ReadAll(source));
    }

    [Fact]
    public void A_quotient_may_be_longer_than_any_register()
    {
        var file = new FlacFile { Bits = 24, MinBlockSize = 32, MaxBlockSize = 32 };
        int[] samples = new int[32];
        for (int i = 0; i < 32; i += 5) samples[i] = (i % 2 == 0 ? 1 : -1) * 3000 * (i + 1);
        for (int parameter = 0; parameter < 12; parameter++)
        {
            int k = parameter;
            file.Add(new FlacFrameCode
            {
                Number = parameter,
                Bits = 24,
                Subframes = [SubframeCode.Fixed(0) with { Parameter = _ =>
                k }]
            }, samples);
        }
        AssertDecodes(file, "long quotients");
    }

    [Fact]
    public void The_side_channel_of_32_bits_has_33()
    {
        foreach (FlacStereoMode mode in Enum.GetValues<FlacStereoMode>())
        {
            var file = new FlacFile { Bits = 32, Channels = 2 };
            int[] left = [int.MaxValue, int.MinValue, int.MaxValue, 0, -1, int.MinValue, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5];
            int[] right = [int.MinValue, int.MaxValue, int.MaxValue, -1, 0, int.MinValue, 6, 6, 6, 6, 6, 6, 1, 2, 3, 4];
            for (int i = 0; i < 3; i++)
            {
                file.Add(
                    new FlacFrameCode { Number = i, Bits = 32, Mode = mode, Subframes = [SubframeCode.Verbatim, SubframeCode.Verbatim] },
                        left, right);
            }
            using FlacSource source = FlacFile.Open(file.ToArray());
            Assert.Equal(file.Samples, FlacFile.ReadAll(source));
        }
    }

    [Theory]
    [InlineData(16, 14, 31)]
    [InlineData(20, 14, 31)]
    [InlineData(24, 14, 31)]
    [InlineData(24, 0, 2)]
    public void Predictions_that_overflow_32_bits_are_exact(int bits, int shift, int order)
    {
        // The largest products that a predictor can have, with signs that let them add up.
        int[] predictor = [.. Enumerable.Range(0, order).Select(j => j % 2 == 0 ? 16383 : -16384)];
        var file = new FlacFile { Bits = bits, MinBlockSize = 48, MaxBlockSize = 48 };
        int peak = (1 << (bits - 1)) - 1;
        int[] samples = [.. Enumerable.Range(0, 48).Select(i => i % 2 == 0 ? peak : -peak)];
        SubframeCode code = SubframeCode.Linear(shift, predictor) with { Method = 1 };
        if (code.Residual([.. samples.Select(s => (long)s)]).Any(r => Math.Abs(r) >= int.MaxValue)) samples = new int[48];
        for (int i = 0; i < 10; i++) file.Add(new FlacFrameCode { Number = i, Bits = bits, Subframes = [code] }, samples);
        AssertDecodes(file, "overflow");
    }

    /// <summary>Reads a file whole, with vectors of every width and without, into a destination filled with two different values.</summary>
    internal static void AssertDecodes(FlacFile file, string message)
    {
        byte[] bytes = file.ToArray();
        using FlacSource source = FlacFile.Open(bytes);
        Assert.True(file.FrameCount == source.Info.Frames,
            $"{message}: {source.Info.Frames} of {file.FrameCount} frames. {string.Join(' ', source.Diagnostics)}");
        foreach (FlacLaneKernel? lanes in FlacFile.Ways)
        {
            foreach (int marker in (int[])[0x55555555, -1])
            {
                FlacFrameReader reader = source.CreateReader(lanes);
                int[] samples = new int[file.Samples.Count];
                samples.AsSpan().Fill(marker);
                reader.Read(0, samples.AsSpan());
                Assert.True(samples.AsSpan().SequenceEqual(file.Samples.ToArray()),
                    $"{message}, {lanes?.Width ?? 1} lanes: {FirstDifference(file.Samples, samples)}");
            }
        }
        Assert.Equal(FlacMd5Result.Matches, source.Verify().Md5);
        Assert.Empty(source.Diagnostics);
    }

    internal static string FirstDifference(IReadOnlyList<int> expected, int[] found)
    {
        for (int i = 0; i < found.Length; i++)
            if (expected[i] != found[i]) return $"value {i} is {found[i]}, not {expected[i]}";
        return "equal";
    }

    internal static FlacFrameCode Frame(long number) => new() { Number = number, Subframes = [SubframeCode.Fixed(2)] };

    internal static int[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => (i * i % 1001) - 300)];
}
