using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Mp3;

/// <summary>Every frame has the bits that decoding from the beginning gives: the decoder is NLayer, the one it is compared with NLayer alone.</summary>
public sealed class Mp3ExactnessTests
{
    private const int Mp3Frames = 60;

    /// <summary>Version, rate, mode, CRC, bit rates.</summary>
    public static TheoryData<int, int, int, bool, int[]> Kinds => new()
    {
        { 3, 0, 3, false, [9] },
        { 3, 0, 1, false, [9] },
        { 3, 1, 0, true, [14] },
        { 3, 2, 1, false, [1, 2, 5, 9, 12, 14] },
        { 3, 1, 2, false, [1, 14] },
        { 2, 0, 3, false, [4] },
        { 2, 1, 1, true, [1, 2, 8, 14] },
        { 2, 2, 0, false, [8] },
        { 0, 0, 3, false, [1, 4] },
        { 0, 1, 1, false, [8] },
        { 0, 2, 3, true, [1, 14] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Reading_from_the_beginning_is_what_the_decoder_gives(int version, int rate, int mode, bool crc, int[] bitRates)
    {
        byte[][] frames = Make(version, rate, mode, crc, bitRates, out float[] expected);
        using AudioSource source = Opened.Source([.. frames.SelectMany(f => f)]);
        Assert.Empty(source.Diagnostics);
        Assert.Equal(("MP3", AudioEncoding.Mp3, 32), (source.Info.Format, source.Info.Encoding, source.Info.BitsPerSample));
        Assert.Equal(expected.Length, source.Info.Frames * source.Info.Channels);
        Bitwise.Same(expected, source.ReadAll<float>(), "the whole");
        Assert.Contains(expected, value => value != 0);
        Assert.Equal(expected.Select(value => (double)value), source.ReadAll<double>());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_frame_at_random_has_the_same_bits(int version, int rate, int mode, bool crc, int[] bitRates)
    {
        byte[][] frames = Make(version, rate, mode, crc, bitRates, out float[] expected);
        using AudioSource source = Opened.Source([.. frames.SelectMany(f => f)]);
        var random = new Random(version + rate);
        for (int i = 0; i < 150; i++)
        {
            long start = random.NextInt64(source.Info.Frames), count = Math.Min(random.Next(1, 1 << random.Next(1, 13)), source.Info.Frames - start);
            Bitwise.Same(expected.Frames(source.Info.Channels, start, count), source.Part<float>(start, count), $"{count} frames from {start}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_first_frame_of_an_Mp3Frame_has_the_same_bits_for_a_new_reader(int version, int rate, int mode, bool crc, int[] bitRates)
    {
        byte[][] frames = Make(version, rate, mode, crc, bitRates, out float[] expected);
        byte[] file = [.. frames.SelectMany(f => f)];
        using AudioSource first = Opened.Source(file);
        for (long start = first.Info.Frames - first.FramesPerUnit; start >= 0; start -= first.FramesPerUnit)
        {
            using AudioSource source = Opened.Source(file);
            Bitwise.Same(expected.Frames(source.Info.Channels, start, 20), source.Part<float>(start, 20), $"from {start}");
        }
    }

    [Fact]
    public void Backward_and_in_tiny_blocks_it_is_the_same()
    {
        byte[][] frames = Make(3, 0, 1, false, [5, 9, 12], out float[] expected);
        using AudioSource source = Opened.Source([.. frames.SelectMany(f => f)]);
        using AudioLoader<float> data = AudioLoader.Open(source);
        (data.BufferFrames, data.BackFrames) = (100, 40);
        for (long frame = 8000; frame >= 0; frame -= 7) Assert.Equal(expected[(2 * frame) + 1], data[frame, 1]);
        foreach (FrameSpan<float> block in data.Blocks(17, overlap: 5, 20_000, 25_000))
            Bitwise.Same(expected.Frames(2, block.StartFrame, block.FrameCount), block.Span, $"block at {block.StartFrame}");
    }

    [Fact]
    public void Many_threads_read_the_same_bits_at_once()
    {
        byte[][] frames = Make(3, 0, 1, false, [9], out float[] expected);
        using AudioSource source = Opened.Source([.. frames.SelectMany(f => f)]);
        Parallel.For(0, 16, seed =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 40; i++)
            {
                long start = random.NextInt64(source.Info.Frames - 600);
                Bitwise.Same(expected.Frames(2, start, 600), source.Part<float>(start, 600), $"seed {seed}, from {start}");
            }
        });
    }

    [Fact]
    public async Task Blocks_read_ahead_are_the_same()
    {
        byte[][] frames = Make(2, 0, 3, false, [4, 8], out float[] expected);
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream([.. frames.SelectMany(f => f)]), Opened.Options);
        long next = 0;
        await foreach (OwnedBlock<float> block in data.BlocksAsync(1000, overlap: 100))
        {
            using (block) Bitwise.Same(expected.Frames(1, block.StartFrame, block.FrameCount), block.Span, $"block at {block.StartFrame}");
            next = block.StartFrame + block.FrameCount;
        }
        Assert.Equal(data.Frames, next);
    }

    // At 24 kHz and 8 kbit/s an Mp3Frame of stereo has three bytes of main data: the reservoir is 85 of them.
    [Fact]
    public void Main_data_may_begin_many_Mp3Frames_earlier()
    {
        byte[][] frames = new Mp3Maker(3) { Version = 2, RateIndex = 1, Mode = 0, BitRates = [1], Saves = true }.Frames(400);
        Assert.Contains(frames, frame => frame[4] > 250); // main_data_begin
        float[] expected = PlainDecoder.Decode(frames);
        byte[] file = [.. frames.SelectMany(f => f)];
        for (int frame = 399; frame >= 0; frame -= 7)
        {
            using AudioSource source = Opened.Source(file);
            Bitwise.Same(expected.Frames(2, frame * 576, 576), source.Part<float>(frame * 576, 576), $"Mp3Frame {frame}");
        }
    }

    // 8192 bytes of main data are all that the decoder's ring holds: where they are exactly full, it takes the next Mp3Frame for the first one.
    [Fact]
    public void Where_the_ring_of_the_decoder_comes_round_exactly_nothing_is_lost()
    {
        // 32 kHz, mono: 576 · 160 kbit/s / 4 = 720 bytes without padding, 699 of main data; 32 kbit/s: 144, 123. 11 · 699 + 4 · 123 + 11 of padding = 8192.
        byte[][] frames = [.. new Mp3Maker(5) { RateIndex = 2, BitRates = [10, 1], UsesReservoir = false }.Frames(400)];
        var ring = new List<byte[]>();
        int main = 0;
        foreach (byte[] frame in frames.Where(f => f.Length >= 720).Take(11).Concat(frames.Where(f => f.Length < 150).Take(4)))
        {
            main += frame.Length - 21;
            ring.Add(frame);
        }
        int missing = 8192 - main;
        Assert.InRange(missing, -4, 11);
        for (int i = 0; missing != 0; i++)
        {
            bool isPadded = (ring[i][2] & 2) != 0;
            if (isPadded == missing > 0) continue;
            ring[i][2] ^= 2;
            ring[i] = missing > 0 ? [.. ring[i], 0] : ring[i][..^1];
            missing -= Math.Sign(missing);
        }
        byte[] last = [.. ring[0]];
        last[4] = 100; // main_data_begin: 200 bytes
        using AudioSource source = Opened.Source([.. ring.Append(last).Append(ring[1]).SelectMany(f => f)]);
        Assert.Equal(17 * 1152, source.ReadAll<float>().Length);
        Assert.Contains(source.Part<float>(15 * 1152, 1152), value => value != 0);
    }

    private static byte[][] Make(int version, int rate, int mode, bool crc, int[] bitRates, out float[] expected)
    {
        byte[][] frames = new Mp3Maker(version + (7 * rate) + (31 * mode))
        {
            Version = version,
            RateIndex = rate,
            Mode = mode,
            HasCrc = crc,
            BitRates = bitRates,
            Extensions = [0, 1, 2, 3],
        }.Frames(Mp3Frames);
        expected = PlainDecoder.Decode(frames);
        return frames;
    }
}
