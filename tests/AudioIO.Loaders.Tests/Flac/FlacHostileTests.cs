namespace AudioIO.Tests.Flac;

/// <summary>No input crashes, hangs, allocates beyond its size, or changes a sample that it does not concern.</summary>
public class FlacHostileTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void Any_flipped_byte_loses_its_own_frame_at_most(int channels, bool variable)
    {
        FlacFile file = FlacDamageTests.Make(variable, count: 12, channels: channels);
        byte[] bytes = file.ToArray();
        int size = (int)file.Starts[1];
        int[] positions = [.. Enumerable.Range(0, 12).Select(file.PositionOf)];
        for (int at = positions[0]; at < bytes.Length; at++)
        {
            int owner = Array.FindLastIndex(positions, p => p <= at);
            foreach (byte flip in (byte[])[0x01, 0x80, 0xFF])
            {
                bytes[at] ^= flip;
                using (FlacSource source = FlacFile.Open(bytes, DamagePolicy.Silence, wholeWalkBytes: at % 2 == 0 ? 0 : 1 << 20))
                    AssertOthers(file, source, size, owner, $"byte {at} xor {flip}");
                bytes[at] ^= flip;
            }
        }
    }

    [Fact]
    public void Any_flipped_byte_with_the_checksum_mended_gives_that_frame_or_a_fault()
    {
        // The CRC-16 no longer hides the decoder from what the bits say.
        FlacFile file = FlacSounds.File(11, 2, 16, Enumerable.Repeat(64, 8));
        int index = 4;
        byte[] frame = [.. file.Frames[index]];
        Assert.True(FlacFrameHeader.TryParse(frame, out FlacFrameHeader header));
        for (int bit = 8 * header.Length; bit < 8 * (frame.Length - 2); bit++)
        {
            byte[] changed = [.. frame];
            changed[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            int crc = FlacCrc16.Compute(changed.AsSpan(0, changed.Length - 2));
            (changed[^2], changed[^1]) = ((byte)(crc >> 8), (byte)crc);
            file.Frames[index] = changed;
            byte[] bytes = file.ToArray();
            using FlacSource source = FlacFile.Open(bytes);
            AssertOthers(file, source, 64, index, $"bit {bit}", alsoThrown: true);
            // With vectors of every width and without: the same samples or the same fault, and no value that nobody wrote.
            int[][] results = new int[2 * FlacFile.Ways.Count][];
            for (int way = 0; way < results.Length; way++)
            {
                results[way] = new int[128];
                results[way].AsSpan().Fill(way < FlacFile.Ways.Count ? 0x12345678 : -77);
                try
                {
                    source.CreateReader(FlacFile.Ways[way % FlacFile.Ways.Count]).Read(index * 64, results[way].AsSpan());
                }
                catch (AudioFormatException exception)
                {
                    results[way] = [.. exception.Message.Select(c => (int)c)];
                }
            }
            for (int way = 1; way < results.Length; way++) Assert.True(results[0].AsSpan().SequenceEqual(results[way]), $"bit {bit}, way {way}");
        }
    }

    [Fact]
    public void Any_flipped_byte_of_the_metadata_leaves_the_samples_or_is_refused()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 8);
        file.Metadata.Add((4, [1, 2, 3, 4, 5, 6, 7, 8]));
        file.Metadata.Add((1, new byte[20]));
        byte[] bytes = file.ToArray();
        for (int at = 0; at < file.Header.Length; at++)
        {
            foreach (byte flip in (byte[])[0x01, 0x04, 0x80, 0xFF])
            {
                bytes[at] ^= flip;
                try
                {
                    using FlacSource source = FlacFile.Open(bytes);
                    if (source.Info.BitsPerSample == 16
                        && source.Info.Frames == file.FrameCount) Assert.Equal(file.Samples, FlacFile.ReadAll(source));
                    else Assert.NotEmpty(source.Diagnostics);
                }
                catch (AudioFormatException)
                {
                    // Refused by name.
                }
                bytes[at] ^= flip;
            }
        }
    }

    [Fact]
    public void Random_bytes_behind_a_true_header_neither_crash_nor_hang()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            byte[] junk = new byte[random.Next(200_000)];
            random.NextBytes(junk);
            // Headers everywhere, so that the search finds something to try.
            byte[] header = FlacDecodingTests.Frame(random.Next(5)).Build(new int[16]).AsSpan(0, 8).ToArray();
            for (int at = 0; at + 8 < junk.Length; at += random.Next(8, 400)) header.CopyTo(junk, at);
            byte[] bytes = [.. FlacDamageTests.Make(false, count: seed % 3).ToArray(), .. junk];
            AssertBounded(bytes, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void Files_of_headers_alone_end_in_reasonable_time(int soundEvery)
    {
        // A block of 4096 frames may be far, so every header promises a search; now and then a sound FlacFrame renews the hope.
        var file = new FlacFile { MinBlockSize = 4096, MaxBlockSize = 4096 };
        for (int i = 0; i < 40; i++)
            file.Add(new FlacFrameCode { Number = i, Subframes = [SubframeCode.Constant] }, new int[4096]);
        byte[] header = file.Frames[35].AsSpan(0, 8).ToArray();
        byte[] junk = [.. Enumerable.Repeat(header, 30_000).SelectMany(h => h)];
        byte[] bytes = soundEvery == 0
            ? [.. file.Header, .. file.Frames[0], .. file.Frames[1], .. junk]
            : [.. file.Header, .. file.Frames.SelectMany((frame, i) =>
                i % soundEvery == 0 ? [.. frame, .. junk.AsSpan(0, 16_000)] : frame)];
        AssertBounded(bytes, "headers");
        // What it costs is bounded by a count within; without it this would not end in hours.
    }

    [Fact]
    public void A_tiny_frame_of_many_samples_allocates_one_block_only()
    {
        var file = new FlacFile { Channels = 8, Bits = 24, MinBlockSize = 65535, MaxBlockSize = 65535 };
        int[][] silence = [.. Enumerable.Repeat(new int[65535], 8)];
        for (int i = 0; i < 20; i++)
            file.Add(new FlacFrameCode { Number = i, Bits = 24, Subframes = [.. Enumerable.Repeat(SubframeCode.Constant, 8)] }, silence);
        byte[] bytes = file.ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        using FlacSource source = FlacFile.Open(bytes);
        int[] sample = new int[8];
        source.Read(65535 * 10, sample.AsSpan());
        // Three blocks of eight channels: one to measure, one in lanes, one to keep; twice over for opening.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 * 65535 * 8 * sizeof(int));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_block_once_it_is_warm()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 400, channels: 2);
        using FlacSource source = FlacFile.Open(file.ToArray());
        float[] buffer = new float[2 * 1000];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (long frame = 0; frame + 1000 <= source.Info.Frames; frame += 1000) source.Read(frame, buffer.AsSpan());
        }));
    }

    private static void AssertBounded(byte[] bytes, string message)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using FlacSource source = FlacFile.Open(bytes, DamagePolicy.Silence);
            int[] part = new int[Math.Min(source.Info.Frames, 1000) * source.Info.Channels];
            source.Read(0, part.AsSpan());
            source.Read(source.Info.Frames - (part.Length / source.Info.Channels), part.AsSpan());
        }
        catch (AudioFormatException)
        {
            // Refused by name.
        }
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < (40L << 20) + (8L * bytes.Length), $"{message}: {allocated} bytes for a file of {bytes.Length}");
    }

    private static void AssertOthers(FlacFile file, FlacSource source, int size, int index, string message, bool alsoThrown = false)
    {
        int channels = file.Channels;
        // A damaged last frame may be taken for the end of a truncated file; then it is missing and noted.
        if (source.Info.Frames != file.FrameCount)
        {
            Assert.True(index == file.Frames.Count - 1 && source.Info.Frames == index * size, $"{message}: {source.Info.Frames} frames");
            Assert.Contains(source.Diagnostics, d => d.Kind is DiagnosticKind.Truncated or DiagnosticKind.Contradiction);
        }
        for (int other = 0; other < source.Info.Frames / size; other++)
        {
            int[] part = new int[size * channels];
            try
            {
                source.Read(other * size, part.AsSpan());
            }
            catch (AudioFormatException) when (alsoThrown && other == index)
            {
                continue;
            }
            int at = other * size * channels;
            if (other != index) Assert.True(part.AsSpan().SequenceEqual(file.Samples.GetRange(at, part.Length).ToArray()),
                $"{message}: frame {other} is not what it was");
            else if (!alsoThrown) Assert.True(!part.AsSpan().ContainsAnyExcept(0), $"{message}: the frame itself");
        }
    }
}
