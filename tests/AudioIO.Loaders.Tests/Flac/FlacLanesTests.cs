using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace AudioIO.Tests.Flac;

/// <summary>Where the lanes of vectors come to an end or change their way: rows, stretches, widths of samples and of products.</summary>
public class FlacLanesTests
{
    private const int StretchOfFourLanes = 256;

    [Fact]
    public void Every_processor_of_today_has_four_lanes()
    {
        bool expected = Sse41.IsSupported || AdvSimd.Arm64.IsSupported;
        Assert.Equal(expected, FlacLaneKernel.Supported.Any(kernel => kernel.Width == 4));
        Assert.Equal(Avx2.IsSupported, FlacLaneKernel.Supported.Any(kernel => kernel.Width == 8));
        Assert.Equal(FlacLaneKernel.Supported.Select(kernel => kernel.Width).DefaultIfEmpty().Max(), FlacLaneKernel.Best?.Width ?? 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void Any_number_of_frames_fills_the_rows(int channels)
    {
        for (int count = 1; count <= 2 + (2 * FlacLanes.MaxRows / channels); count++)
            FlacDecodingTests.AssertDecodes(FlacSounds.File(count, channels, 16, Enumerable.Repeat(33, count)), $"{count} FlacFrames");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(StretchOfFourLanes + 31)]
    public void Blocks_end_anywhere_in_a_stretch(int beyond)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            foreach (int bits in (int[])[16, 24])
            {
                foreach (int stretch in (int[])[64, 128, StretchOfFourLanes])
                    FlacDecodingTests.AssertDecodes(
                        FlacSounds.File(seed, 1 + seed, bits, Enumerable.Repeat(stretch + beyond, 9)), $"{stretch} + {beyond}, {bits} bits, seed {seed}");
            }
        }
    }

    [Fact]
    public void A_side_channel_may_need_its_seventeenth_bit_at_any_time()
    {
        // Left and right of opposite sign make a difference of 17 bits: in one FlacFrame, at one sample, early or late, then in all.
        const int Size = 700;
        foreach (int at in (int[])[0, 1, 31, 255, 256, 699, -1])
        {
            var file = new FlacFile { Channels = 2, MinBlockSize = Size, MaxBlockSize = Size };
            for (int i = 0; i < 40; i++)
            {
                int[] left = FlacDecodingTests.Ramp(Size), right = [.. left.Select(sample => sample / 2)];
                for (int t = 0; t < Size; t++)
                {
                    if ((i == 21 && t == at) || (at < 0 && i % 9 > 3)) (left[t], right[t]) = (i % 2 == 0 ? 32767 : -32768, i % 2 == 0 ? -32768 : 32767);
                }
                FlacStereoMode mode = (FlacStereoMode)(1 + (i % 3));
                SubframeCode code = SubframeCode.Linear(9, 900, -450, 60) with { Method = 1 };
                file.Add(new FlacFrameCode { Number = i, Mode = mode, Subframes = [code, code] }, left, right);
            }
            FlacDecodingTests.AssertDecodes(file, $"sample {at}");
        }
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(16, 15)]
    [InlineData(24, 0)]
    [InlineData(24, 1)]
    [InlineData(24, 11)]
    [InlineData(24, 12)]
    [InlineData(24, 13)]
    [InlineData(24, 15)]
    public void Every_shift_is_exact_at_the_edge_of_the_products(int bits, int shift)
    {
        // Sums as large as lanes take, of either sign, over samples of full scale: rounding down must hold for negative ones.
        for (int seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var file = new FlacFile { Bits = bits, MinBlockSize = 300, MaxBlockSize = 300 };
            int gain = Math.Min(1 << shift, 16383), order = random.Next(1, 32);
            int[] predictor = [.. Enumerable.Range(0, order).Select(j => j == 0 ? gain : random.Next(-gain, gain + 1) / order)];
            for (int i = 0; i < 20; i++)
            {
                int[] samples = FlacSounds.Channel(new Random(seed + i), 300, bits);
                SubframeCode code = SubframeCode.Linear(shift, predictor) with { Method = 1 };
                file.Add(new FlacFrameCode { Number = i, Bits = bits, Subframes = [code] }, samples);
            }
            FlacDecodingTests.AssertDecodes(file, $"seed {seed}");
        }
    }

    [Fact]
    public void Floats_are_the_same_bits_in_vectors_of_every_width()
    {
        for (int channels = 1; channels <= 8; channels++)
        {
            FlacFile file = FlacSounds.File(channels, channels, 24, Enumerable.Repeat(90, 37));
            using FlacSource source = FlacFile.Open(file.ToArray());
            float[] expected = [.. file.Samples.Select(sample => sample / 8388608f)], found = new float[expected.Length];
            foreach (FlacLaneKernel? lanes in FlacFile.Ways)
            {
                found.AsSpan().Fill(float.NaN);
                source.CreateReader(lanes).Read(0, found.AsSpan());
                Assert.Equal(expected, found);
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_next_header_hidden_in_the_samples_misleads_nobody(int copies)
    {
        // FlacFrames are read two at a time, the second one from where its header is found first.
        const int Size = 200;
        var file = new FlacFile { MinBlockSize = Size, MaxBlockSize = Size };
        for (int i = 0; i < 30; i++)
        {
            byte[] next = FlacDecodingTests.Frame(i + 1).Build(new int[Size]);
            Assert.True(FlacFrameHeader.TryParse(next, out FlacFrameHeader header));
            // Verbatim samples of 16 bits are whole bytes; a whole FlacFrame is hidden where there is room for it.
            byte[] hidden = copies == 1 ? next[..header.Length] : next;
            byte[] bytes = new byte[2 * Size];
            new Random(i).NextBytes(bytes);
            hidden.CopyTo(bytes, 100 + (i % 5));
            int[] samples = [.. Enumerable.Range(0, Size).Select(t => (int)(short)((bytes[2 * t] << 8) | bytes[(2 * t) + 1]))];
            file.Add(new FlacFrameCode { Number = i, Subframes = [SubframeCode.Verbatim] }, samples);
        }
        FlacDecodingTests.AssertDecodes(file, $"{copies} copies");
    }

    [Fact]
    public void Codes_of_any_two_parameters_are_read_in_turns()
    {
        const int Size = 128;
        for (int shift = 0; shift < 24; shift++)
        {
            // Every FlacFrame has other parameters and partitions than the next, some with quotients longer than a refill.
            var file = new FlacFile { Bits = 24, MinBlockSize = Size, MaxBlockSize = Size };
            for (int i = 0; i < 24; i++)
            {
                int parameter = (i * 7 + shift * i) % 24;
                var random = new Random(i + (100 * shift));
                int range = Math.Min(3 << parameter, (1 << 23) - 1);
                int[] samples = [.. Enumerable.Range(0, Size).Select(t => t % 50 == 49 ? Math.Min(range * 30, (1 << 23) - 1) : random.Next(-range, range))];
                SubframeCode code = SubframeCode.Fixed(0) with { Method = 1, PartitionOrder = i % 4, Parameter = p => parameter + (p % 3) };
                if (samples.Any(sample => Math.Abs(sample) >> parameter > 4000)) samples = new int[Size];
                file.Add(new FlacFrameCode { Number = i, Bits = 24, Subframes = [code] }, samples);
            }
            FlacDecodingTests.AssertDecodes(file, $"shift {shift}");
        }
    }

    [Fact]
    public void A_fault_in_either_of_two_is_the_one_that_reading_alone_meets()
    {
        for (int index = 3; index < 7; index++)
        {
            FlacFile file = FlacDamageTests.Make(false, count: 10);
            byte[] frame = file.Frames[index];
            for (int at = 8; at < frame.Length; at++)
            {
                frame[at] ^= 0x10;
                using FlacSource source = FlacFile.Open(file.ToArray());
                int[] all = new int[file.Samples.Count];
                string[] messages = [.. FlacFile.Ways.Select(lanes =>
                    Assert.Throws<AudioFormatException>(() => source.CreateReader(lanes).Read(0, all.AsSpan())).Message)];
                Assert.Single(messages.Distinct());
                frame[at] ^= 0x10;
            }
        }
    }
}
