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
}
