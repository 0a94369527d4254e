namespace AudioIO.Tests.Flac;

/// <summary>What finding costs, in bytes looked at. It does not prove how long that takes.</summary>
public class FlacCostTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_often_damaged_file_is_opened_in_proportion_to_its_size(bool isHeader)
    {
        long[] perByte = [.. new[] { 500, 4000 }.Select(count =>
        {
            FlacFile file = FlacDamageTests.Make(false, count: count);
            for (int i = 1; i < count; i += 2) file.Frames[i][isHeader ? 2 : ^5] ^= 0x40;
            byte[] bytes = file.ToArray();
            return Measure(bytes, bytes.Length, out FlacLength _) / bytes.Length;
        })];
        // Each damaged FlacFrame is looked at a few times: as what does not go on, as what is to be passed, as what lies behind.
        Assert.InRange(perByte[1], 0, 40);
        Assert.InRange(perByte[1], 0, (2 * perByte[0]) + 1);
    }

    [Fact]
    public void Zeros_reserved_behind_the_announced_end_are_not_searched()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 1500);
        const int Reserved = 16 << 20;
        foreach (long walk in (long[])[0, long.MaxValue])
        {
            long bytesChecked = Measure([.. file.ToArray(), .. new byte[Reserved]], walk, out FlacLength length);
            Assert.Equal(file.FrameCount, length.TotalFrames);
            Assert.InRange(bytesChecked, 0, Reserved / 16);
        }
    }

    [Fact]
    public void Zeros_of_a_recorder_that_died_are_searched_a_few_times_at_most()
    {
        FlacFile file = FlacDamageTests.Make(false);
        file.TotalFrames = 0;
        const int Reserved = 16 << 20;
        long bytesChecked = Measure([.. file.ToArray(), .. new byte[Reserved]], 0, out FlacLength length);
        Assert.Equal(file.FrameCount, length.TotalFrames);
        // Passed from behind, once, without a look for FlacFrames.
        Assert.InRange(bytesChecked, 0, Reserved / 16);
    }

    [Fact]
    public void Zeros_of_a_recorder_that_died_are_read_once_and_what_was_never_written_not_at_all()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 4000);
        file.TotalFrames = 0;
        const long Reserved = 64 << 20;
        byte[] sound = file.ToArray();
        using var counting = new CountingStream([.. sound, .. new byte[Reserved]]);
        using (var source = (FlacSource)AudioLoader.OpenSource(counting)) Assert.Equal(file.FrameCount, source.Info.Frames);
        Assert.InRange(counting.BytesRead, Reserved, Reserved + (4 << 20));
        if (!OperatingSystem.IsLinux()) return;
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream stream = File.OpenWrite(path))
            {
                stream.Write(sound);
                stream.SetLength(sound.Length + (64L << 30));
            }
            // 64 GiB: reading them would take minutes.
            using var source = (FlacSource)AudioLoader.OpenSource(path);
            Assert.Equal(file.FrameCount, source.Info.Frames);
            Assert.Contains(source.Diagnostics, entry => entry.Message.Contains("bytes behind the last FlacFrame", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Reading_in_small_steps_across_a_long_stretch_of_zeros_searches_it_once()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 3000);
        int from = file.PositionOf(500), to = file.PositionOf(2500);
        byte[] bytes = file.ToArray();
        bytes.AsSpan(from, to - from).Clear();
        using var counting = new CountingStream(bytes);
        using var source = (FlacSource)AudioLoader.OpenSource(counting, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        int[] part = new int[100];
        long before = counting.BytesRead;
        for (long frame = 0; frame + part.Length <= source.Info.Frames; frame += part.Length) source.Read(frame, part.AsSpan());
        Assert.InRange(counting.BytesRead - before, 0, 8L * bytes.Length);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(1, 3)]
    [InlineData(8, 64)]
    public void A_request_of_any_length_is_shared_without_a_gap(int channels, int threads)
    {
        foreach (int blockSize in (int[])[1, 16, 4096, 32768, 65535])
        {
            foreach (int frames in (int[])[1, 100_000, 1 << 30, 1_717_986_919, 1_800_000_000, int.MaxValue - 1, int.MaxValue])
            {
                int group = FlacGroupReader.KeptFlacFrames(channels);
                var pieces = FlacPieces.Plan(0, frames, blockSize, group, threads, FlacPieces.LeastKnownBlocks);
                Assert.Equal((0, frames), (pieces.StartOf(0), pieces.StartOf(pieces.Count)));
                for (int i = 0; i < pieces.Count; i++)
                    Assert.InRange(pieces.StartOf(i + 1) - pieces.StartOf(i), 1, int.MaxValue);
            }
        }
    }

    private static long Measure(byte[] file, long wholeWalkBytes, out FlacLength length)
    {
        using var bytes = new StreamByteSource(new MemoryStream(file), leaveOpen: false);
        FlacMetadata metadata = FlacMetadata.Read(new HeaderReader(bytes, new DiagnosticLog()));
        var check = new FlacFrameDecoder();
        FlacStreamFormat format = FlacFormatProbe.Find(new ByteWindow(bytes), metadata.StreamInfo, metadata.AudioPosition, check)!;
        var scanner = new FlacScanner(bytes, format, check);
        length = FlacLength.Measure(scanner, new FlacFrameLocator(format, metadata.AudioPosition), file.Length, wholeWalkBytes);
        return scanner.CheckedBytes;
    }

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer);
            BytesRead += count;
            return count;
        }
    }
}
