namespace AudioIO.Tests.Flac;

/// <summary>What is said about a FLAC file that is not as it should be: what it is, where, and how much.</summary>
public class FlacNoteTests
{
    [Fact]
    public void A_cut_inside_a_frame_with_foreign_bytes_behind_names_the_frames_and_the_size_of_the_rest()
    {
        FlacFile file = FlacDamageTests.Make(false);
        byte[] noise = new byte[350_000];
        new Random(1).NextBytes(noise);
        foreach (long walk in (long[])[0, 1 << 20])
        {
            foreach (byte[] foreign in (byte[][])[noise, new byte[350_000]])
            {
                int cut = file.PositionOf(24) + 20;
                byte[] bytes = [.. file.ToArray().AsSpan(0, cut), .. foreign];
                using FlacSource source = FlacFile.Open(bytes, wholeWalkBytes: walk);
                Assert.Equal(25 * 32, source.Info.Frames);
                Diagnostic damage = Assert.Single(source.Diagnostics, d => d.Kind == DiagnosticKind.Damaged);
                Assert.Equal((24L * 32, 32L, (long)file.PositionOf(24)), (damage.StartFrame, damage.FrameCount, damage.Position));
                Diagnostic rest = Assert.Single(source.Diagnostics, d => d.Kind == DiagnosticKind.Ignored);
                Assert.Contains($"{bytes.Length - rest.Position} bytes", rest.Message, StringComparison.Ordinal);
                Assert.InRange(rest.Position!.Value, cut - 20, cut + 200);
            }
        }
    }

    [Fact]
    public void Junk_before_the_first_frame_is_noted_though_nobody_reads_it()
    {
        FlacFile file = FlacDamageTests.Make(false);
        byte[] bytes = [.. file.Header, .. new byte[100], .. file.Frames.SelectMany(frame => frame)];
        foreach (long walk in (long[])[0, 1 << 20])
        {
            using FlacSource source = FlacFile.Open(bytes, wholeWalkBytes: walk);
            Diagnostic entry = Assert.Single(source.Diagnostics);
            Assert.Equal((DiagnosticKind.Ignored, (long?)file.Header.Length), (entry.Kind, entry.Position));
            Assert.Contains("100 bytes", entry.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Clusters_of_another_recording_behind_the_end_of_a_dead_recorders_file_are_an_entry()
    {
        FlacFile file = FlacDamageTests.Make(false, count: 300), other = FlacDamageTests.Make(false, i => 5000 + i, count: 40);
        file.TotalFrames = 0;
        file.Trailer.Add([.. other.Frames.SelectMany(frame => frame)]);
        byte[] bytes = file.ToArray();
        foreach (long walk in (long[])[0, 1 << 20])
        {
            using FlacSource source = FlacFile.Open(bytes, wholeWalkBytes: walk);
            Diagnostic jump = Assert.Single(source.Diagnostics);
            Assert.Equal((300L * 32, 4700L * 32), (jump.StartFrame, jump.FrameCount));
            Assert.Contains("jump", jump.Message, StringComparison.Ordinal);
        }
        // Where STREAMINFO tells the length, they are no part of the recording.
        file.TotalFrames = null;
        using FlacSource known = FlacFile.Open(file.ToArray());
        Assert.Equal(file.FrameCount, known.Info.Frames);
        Assert.Equal(file.Samples, FlacFile.ReadAll(known));
    }

    [Fact]
    public void A_forbidden_block_of_65536_frames_is_named()
    {
        byte[] frame = ForbiddenFrame(0);
        var failure = Assert.Throws<AudioFormatException>(() =>
            FlacFile.Open([.. new FlacFile { TotalFrames = 65536 }.Header, .. frame]));
        Assert.Contains("65536 frames, which is forbidden", failure.Message, StringComparison.Ordinal);

        FlacFile file = FlacDamageTests.Make(false);
        file.Frames[20] = ForbiddenFrame(20);
        using FlacSource source = FlacFile.Open(file.ToArray());
        failure = Assert.Throws<AudioFormatException>(() => FlacFile.ReadAll(source));
        Assert.Contains("at most 65535 frames, found one of 65536", failure.Message, StringComparison.Ordinal);
        Assert.Equal((20L * 32, 32L), (failure.StartFrame, failure.FrameCount));
    }

    [Fact]
    public void Frames_without_the_header_of_their_stream_are_named()
    {
        byte[] bytes = [.. FlacDamageTests.Make(false).Frames.SelectMany(frame => frame)];
        foreach (Action open in (Action[])
            [() => FlacFile.Open(bytes), () => AudioLoader.Open(new MemoryStream(bytes))])
        {
            var failure = Assert.Throws<AudioFormatException>(open);
            Assert.Equal(AudioFormatErrorKind.Unsupported, failure.Kind);
            Assert.Contains("FLAC frames without the header", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x0600", 0x600u)]
    [InlineData("waveformatextensible_channel_mask=0x3", 0x3u)]
    [InlineData("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=none", 0x3u)]
    [InlineData("TITLE=night", 0x3u)]
    public void The_channel_mask_of_a_comment_counts(string comment, uint mask)
    {
        FlacFile file = FlacDamageTests.Make(false, channels: 2);
        byte[] text = System.Text.Encoding.UTF8.GetBytes(comment);
        file.Metadata.Add((4, [3, 0, 0, 0, .. "abc"u8, 2, 0, 0, 0, 4, 0, 0, 0, .. "A=bc"u8, (byte)text.Length, 0, 0, 0, .. text]));
        using FlacSource source = FlacFile.Open(file.ToArray());
        Assert.Equal(mask, source.Info.ChannelMask);
        // A block that lies about its lengths leaves what the number of channels means.
        file.Metadata[0] = (4, [255, 255, 255, 255, 1]);
        using FlacSource lying = FlacFile.Open(file.ToArray());
        Assert.Equal(0x3u, lying.Info.ChannelMask);
    }

    [Fact]
    public void Verifying_while_the_file_grows_checks_one_state()
    {
        FlacFile file = FlacSounds.File(1, 1, 16, Enumerable.Repeat(4096, 40));
        using var recorder = new Growing.Recorder([.. file.Header, .. file.Frames.Take(30).SelectMany(frame => frame)]);
        using var source = (FlacSource)AudioLoader.OpenSource(recorder.Path);
        var grow = new Reports(() =>
        {
            recorder.Append([.. file.Frames.Skip(30).SelectMany(frame => frame)]);
            Assert.Equal(10 * 4096, source.Refresh());
        });
        FlacVerification before = source.Verify(grow);
        Assert.Equal((30 * 4096L, 0), (before.Frames, before.Damage.Count));
        Assert.Equal((40 * 4096L, FlacMd5Result.Matches), (source.Verify().Frames, source.Verify().Md5));
    }

    [Fact]
    public void Damage_is_counted_once_however_often_it_is_read()
    {
        const int Damaged = 1500;
        FlacFile file = FlacDamageTests.Make(false, count: (2 * Damaged) + 1);
        for (int i = 0; i < Damaged; i++) file.Frames[(2 * i) + 1][^5] ^= 0x10;
        using FlacSource source = FlacFile.Open(file.ToArray(), DamagePolicy.Silence);
        for (int i = 0; i < 3; i++)
        {
            FlacFile.ReadAll(source);
            Assert.Equal(DiagnosticLog.MaxEntries + 1, source.Diagnostics.Count);
            Assert.StartsWith("500 further", source.Diagnostics[^1].Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_join_adds_up_the_entries_that_its_files_do_not_list()
    {
        var join = new DiagnosticLog();
        foreach (string path in (string[])["a", "b"])
        {
            var file = new DiagnosticLog();
            for (int i = 0; i < DiagnosticLog.MaxEntries + 10; i++)
            {
                file.Add(new Diagnostic(DiagnosticKind.Damaged, $"{i}") { Path = path });
                // A join takes over what there is after every read.
                foreach (Diagnostic entry in file.Snapshot()) join.Add(entry with { Path = path });
            }
        }
        IReadOnlyList<Diagnostic> entries = join.Snapshot();
        Assert.Equal(DiagnosticLog.MaxEntries + 1, entries.Count);
        Assert.StartsWith($"{DiagnosticLog.MaxEntries + 20} further", entries[^1].Message, StringComparison.Ordinal);
    }

    private static byte[] ForbiddenFrame(int number) => new FlacFrameCode
    {
        Number = number,
        BlockSizeCode = 7,
        BlockSizeExtra = 65535,
        Subframes = [SubframeCode.Constant],
    }.Build(new int[32]);

    private sealed class Reports(Action first) : IProgress<double>
    {
        private Action? _first = first;

        public void Report(double value)
        {
            Action? action = _first;
            _first = null;
            action?.Invoke();
        }
    }
}
