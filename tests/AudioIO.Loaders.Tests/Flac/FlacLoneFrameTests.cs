namespace AudioIO.Tests.Flac;

/// <summary>A FlacFrame that is decoded alone, for a request of a few frames: other ways through the lanes, the same samples.</summary>
public class FlacLoneFrameTests
{
    private const int StretchOfEightLanes = 128;

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    public void A_frame_read_alone_is_the_same_in_every_way(int bits)
    {
        for (int channels = 1; channels <= 8; channels++)
        {
            foreach (int size in (int[])[1, 33, StretchOfEightLanes - 1, StretchOfEightLanes, StretchOfEightLanes + 1, 700])
                AssertAlone(FlacSounds.File(size + channels, channels, bits, Enumerable.Repeat(size, 9)), $"{channels} channels, {size} frames");
        }
    }

    [Fact]
    public void Predictors_of_any_order_and_shift_are_exact()
    {
        const int Size = 300;
        for (int order = 1; order <= 32; order++)
        {
            var random = new Random(order);
            var file = new FlacFile { Channels = 2, MinBlockSize = Size, MaxBlockSize = Size };
            for (int shift = 0; shift < 16; shift++)
            {
                int gain = Math.Min(1 << shift, 16383);
                int[] predictor = [.. Enumerable.Range(0, order).Select(j => j == 0 ? gain : random.Next(-gain, gain + 1) / order)];
                SubframeCode code = SubframeCode.Linear(shift, predictor) with { Method = 1 };
                file.Add(
                    new FlacFrameCode { Number = shift, Subframes = [code, SubframeCode.Fixed(order % 5) with { Method = 1 }] },
                    FlacSounds.Channel(random, Size, 16), FlacSounds.Channel(random, Size, 16));
            }
            AssertAlone(file, $"order {order}");
        }
    }

    [Fact]
    public void A_side_channel_may_need_its_seventeenth_bit()
    {
        const int Size = 300;
        foreach (int at in (int[])[0, 1, 2, 12, 127, 128, 299])
        {
            foreach (int shift in (int[])[9, 14, 15])
            {
                var file = new FlacFile { Channels = 2, MinBlockSize = Size, MaxBlockSize = Size };
                for (int i = 0; i < 12; i++)
                {
                    int[] left = FlacDecodingTests.Ramp(Size), right = [.. left.Select(sample => sample / 2)];
                    if (i % 2 == 0) (left[at], right[at]) = i % 4 == 0 ? (32767, -32768) : (-32768, 32767);
                    SubframeCode code = SubframeCode.Linear(shift, 900, -450, 60) with { Method = 1 };
                    file.Add(new FlacFrameCode { Number = i, Mode = (FlacStereoMode)(1 + (i % 3)), Subframes = [code, code] }, left, right);
                }
                AssertAlone(file, $"sample {at}, shift {shift}");
            }
        }
    }

    [Fact]
    public void A_jump_reads_the_file_once()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 400, channels: 2);
        var counting = new CountingBytes(file.ToArray());
        using FlacSource source = FlacSource.Open(counting, 0, new AudioLoaderOptions { MaxDecodingThreads = 1 });
        int[] one = new int[2];
        int size = (int)file.Starts[1];
        // Known once, so that nothing is searched for.
        for (int i = 0; i < 400; i += 7) source.Read(i * (long)size, one.AsSpan());
        int before = counting.Reads, jumps = 0;
        for (int i = 0; i < 400; i += 21, jumps++) source.Read(((i * 5 % 399 / 7 * 7) * (long)size) + 3, one.AsSpan());
        Assert.InRange(counting.Reads - before, 0, jumps);
    }

    private static void AssertAlone(FlacFile file, string what)
    {
        using FlacSource source = FlacFile.Open(file.ToArray());
        int channels = file.Channels;
        foreach (FlacLaneKernel? lanes in FlacFile.Ways)
        {
            FlacFrameReader reader = source.CreateReader(lanes);
            int[] one = new int[channels];
            // Backwards, so that no FlacFrame continues the one before, and every one is read for its last frame first.
            for (int i = file.Starts.Count - 1; i >= 0; i--)
            {
                long start = file.Starts[i], end = i + 1 < file.Starts.Count ? file.Starts[i + 1] : file.FrameCount;
                for (long frame = end - 1; frame >= start; frame--)
                {
                    one.AsSpan().Fill(int.MinValue);
                    reader.Read(frame, one.AsSpan());
                    Assert.True(
                        one.AsSpan().SequenceEqual(file.Samples.GetRange((int)frame * channels, channels).ToArray()),
                        $"{what}: frame {frame} with {lanes?.Width ?? 0} lanes is {string.Join(' ', one)}.");
                }
                Assert.True(reader.DecodedFlacFrames > 0);
            }
        }
    }
}
