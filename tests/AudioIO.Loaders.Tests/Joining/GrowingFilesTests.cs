using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Joining;

/// <summary>Recordings of several files that are still being made.</summary>
public class GrowingFilesTests
{
    private static readonly DateTimeOffset Evening = new(2024, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));

    private readonly MemoryFiles _files = new();

    [Fact]
    public void The_last_file_of_a_list_grows_and_what_was_there_stays()
    {
        Record(0, 8000);
        Record(1, 100);
        using AudioLoader<short> data = Array(_files.OpenAll());
        Assert.Equal(8100, data.Frames);
        Record(1, 300);
        Record(2, 100); // no part of the list
        Assert.Equal(200, data.Refresh());
        Assert.Equal(0, data.Refresh());
        Assert.Equal(Waves.Counting(0, 8300), data[.., 0]);
        Assert.Equal((2, 300), (data.Files.Count, data.Files[1].FrameCount));
        Assert.Equal(data.Frames, data.Info.Frames);
    }

    [Fact]
    public void New_files_of_a_folder_follow_the_last_one_after_it_has_grown()
    {
        Record(0, 8000);
        Record(1, 100);
        using ConcatenatedSource source = _files.OpenFolder();
        RecordingFile first = source.Files[0];
        using AudioLoader<short> data = AudioLoader.Open<short>(source);
        using Signal<float> derived = new Negated(source.Signal<float>());
        using BufferedArray<float> negative = derived.Buffered();
        Assert.Equal(8100, negative.Frames);

        Record(1, 8000);
        Record(2, 8000);
        Record(3, 7);
        Assert.Equal(7900 + 8000 + 7, data.Refresh());
        Assert.Equal(Waves.Counting(0, 24_007), data[.., 0]);
        Assert.Equal([0, 8000, 16_000, 24_000], source.Files.Select(file => file.StartFrame));
        Assert.Same(first, source.Files[0]);
        Assert.Equal([JoinKind.Seamless, JoinKind.Seamless, JoinKind.Seamless], source.Joins.Select(join => join.Kind));
        Assert.Equal(Evening.AddSeconds(3), source.InstantAt(24_000));
        Assert.Equal(4, source.Markers.Count);
        Assert.Empty(source.Diagnostics);

        Assert.Equal(7900 + 8000 + 7, negative.Refresh());
        Assert.Equal(-data[24_006, 0] / 32768f, negative[24_006, 0]);
    }

    // A FLAC that ends within a FlacFrame at every refresh.
    [Fact]
    public void What_was_odd_about_the_last_file_when_it_was_shorter_is_not_piled_up()
    {
        FlacFile flac = FlacSounds.File(1, 1, 16, Enumerable.Repeat(64, 40));
        flac.TotalFrames = 0;
        byte[] bytes = flac.ToArray();
        _files.Add("a.flac", bytes).Add("b.flac", bytes[..(flac.PositionOf(10) + 9)]);
        using ConcatenatedSource source = _files.OpenAll();
        for (int count = 11; count < 40; count += 4)
        {
            _files.Add("b.flac", bytes[..(flac.PositionOf(count) + 9)]);
            Assert.True(source.Refresh() > 0);
            source.ReadAll<int>();
            Diagnostic entry = Assert.Single(source.Diagnostics, entry => entry.Kind == DiagnosticKind.Truncated);
            Assert.Contains($"from {64 * count} on", entry.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_gap_before_a_new_file_is_reported_and_filled_where_that_is_asked_for()
    {
        Record(0, 8000);
        using ConcatenatedSource plain = _files.OpenFolder();
        using ConcatenatedSource filled = _files.OpenFolder(new AudioLoaderOptions { Gaps = GapPolicy.Fill });
        Record(5, 8000);
        Assert.Equal(8000, plain.Refresh());
        Assert.Equal(JoinKind.Gap, Assert.Single(plain.Joins).Kind);
        Assert.Equal(DiagnosticKind.Join, Assert.Single(plain.Diagnostics).Kind);
        Assert.Equal(5 * 8000, filled.Refresh());
        Assert.Equal(6 * 8000, filled.Frames);
    }

    [Fact]
    public void A_file_that_arrives_late_does_not_move_what_is_there()
    {
        Record(1, 8000);
        using ConcatenatedSource source = _files.OpenFolder();
        Record(0, 8000);
        Record(2, 8000);
        Assert.Equal(8000, source.Refresh());
        Assert.EndsWith("0.wav", Assert.Single(source.LeftOut).Path, StringComparison.Ordinal);
        Assert.Equal(DiagnosticKind.Ignored, Assert.Single(source.Diagnostics).Kind);
        Assert.Equal(Waves.Counting(8000, 16_000), source.ReadAll<short>());
        int opened = _files.Opened;
        Assert.Equal(0, source.Refresh()); // it is not looked at again
        Assert.Equal(opened, _files.Opened);
        using ConcatenatedSource anew = _files.OpenFolder();
        Assert.Equal(24_000, anew.Frames);
    }

    [Fact]
    public void The_newest_file_is_tried_again_when_its_header_is_not_there_yet()
    {
        Record(0, 8000);
        using ConcatenatedSource source = _files.OpenFolder();
        _files.Add("1.wav", []);
        Assert.Equal(0, source.Refresh());
        Assert.Equal(0, source.Refresh());
        Assert.Equal(DiagnosticKind.Ignored, Assert.Single(source.Diagnostics).Kind);
        Record(1, 50);
        Assert.Equal(50, source.Refresh());
        Assert.Empty(source.LeftOut);
    }

    [Fact]
    public void A_new_file_that_does_not_fit_is_refused_or_left_out_by_the_policy()
    {
        Record(0, 8000);
        using ConcatenatedSource report = _files.OpenFolder();
        using ConcatenatedSource force = _files.OpenFolder(new AudioLoaderOptions { OnJoin = JoinPolicy.Force });
        _files.Add("1.wav", Waves.Int16(Waves.Counting(0, 10), rate: 96_000)).Add("2.wav", [1]);
        Record(3, 8000);
        Assert.EndsWith("1.wav", Assert.Throws<AudioFormatException>(() => report.Refresh()).Path, StringComparison.Ordinal);
        Assert.Equal(8000, report.Frames);
        Assert.Equal(Waves.Counting(0, 8000), report.ReadAll<short>());
        Assert.Equal(8000, force.Refresh());
        Assert.Equal(["1.wav", "2.wav"], force.LeftOut.Select(file => Path.GetFileName(file.Path)));
    }

    [Fact]
    public void Samples_of_another_kind_do_not_change_what_an_open_recording_is()
    {
        Record(0, 8000);
        using ConcatenatedSource source = _files.OpenFolder(new AudioLoaderOptions { OnJoin = JoinPolicy.Force });
        _files.Add("1.wav", WaveBuilder.File(WaveFormat.Float(32) with { Rate = 8000 }, new byte[400]));
        Assert.Equal(0, source.Refresh());
        Assert.Equal((AudioEncoding.PcmSigned, 16, 1), (source.Info.Encoding, source.Info.BitsPerSample, source.LeftOut.Count));
    }

    [Theory]
    [InlineData("shorter")]
    [InlineData("another rate")]
    [InlineData("gone")]
    public void A_last_file_that_changed_otherwise_is_an_error_of_its_kind(string change)
    {
        Record(0, 8000);
        Record(1, 1000);
        using ConcatenatedSource source = _files.OpenAll();
        source.ReadAll<short>();
        if (change == "gone") _files.Remove("1.wav");
        else if (change == "shorter") Record(1, 999);
        else _files.Add("1.wav", Waves.Int16(Waves.Counting(0, 2000), rate: 4000));
        if (change == "gone") Assert.Throws<FileNotFoundException>(() => source.Refresh());
        else Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => source.Refresh()).Kind);
        Assert.Equal(9000, source.Frames);
    }

    [Fact]
    public void A_file_before_the_last_one_must_not_grow_any_more()
    {
        Record(0, 8000);
        Record(1, 8000);
        using ConcatenatedSource source = _files.OpenFolder();
        Record(0, 8001);
        Assert.Equal(0, source.Refresh());
        var refusal = Assert.Throws<AudioFormatException>(() => source.Read<short>(0, new short[1]));
        Assert.Equal(AudioFormatErrorKind.Changed, refusal.Kind);
        Assert.EndsWith("0.wav", refusal.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_file_is_read_while_it_grows_though_nobody_refreshes()
    {
        Record(0, 8000);
        Record(1, 1000);
        using ConcatenatedSource source = _files.OpenAll(new AudioLoaderOptions { MaxOpenFiles = 1 });
        for (int more = 0; more < 5; more++)
        {
            Assert.Equal(Waves.Counting(0, 9000), source.ReadAll<short>());
            Record(1, 1000 + (100 * more)); // the next read opens it anew, longer
        }
        Assert.Equal(400, source.Refresh());
    }

    [Fact]
    public void A_last_flac_file_grows_by_whole_FlacFrames()
    {
        FlacFile flac = FlacSounds.File(1, 1, 16, Enumerable.Repeat(64, 20));
        flac.Rate = 8000;
        flac.TotalFrames = 0;
        byte[] whole = flac.ToArray();
        Record(0, 8000);
        _files.Add("1.flac", whole[..(flac.PositionOf(5) + 3)]);
        using ConcatenatedSource source = _files.OpenFolder();
        Assert.Equal(8000 + (5 * 64), source.Frames);
        source.ReadAll<short>();
        _files.Add("1.flac", whole);
        Assert.Equal(15 * 64, source.Refresh());
        int[] samples = new int[20 * 64];
        source.Read<int>(8000, samples);
        Assert.Equal(flac.Samples, samples);
    }

    [Fact]
    public void Readers_go_on_while_the_recording_grows()
    {
        Record(0, 8000);
        using ConcatenatedSource source = _files.OpenFolder(new AudioLoaderOptions { MaxOpenFiles = 2 });
        using var done = new CancellationTokenSource();
        LeasePoolTests.Run(4, thread =>
        {
            if (thread == 0)
            {
                for (int i = 1; i < 40; i++)
                {
                    Record(i, 8000);
                    source.Refresh();
                }
                done.Cancel();
                return;
            }
            var random = new Random(thread);
            short[] samples = new short[500];
            while (!done.IsCancellationRequested)
            {
                int start = random.Next((int)source.Frames - 500);
                source.Read<short>(start, samples);
                Assert.Equal(Waves.Counting(start, 500), samples);
            }
        });
        Assert.Equal(40 * 8000, source.Frames);
    }

    /// <summary>A file as far as it is recorded: it began so many seconds after the evening did.</summary>
    private void Record(int second, int frames) => _files.Add($"{second}.wav", Waves.Int16(
        Waves.Counting(8000 * second, frames), start: Waves.Stamp(Evening.AddSeconds(second)), chunks: Waves.Cues((0, "here"))));

    private static AudioLoader<short> Array(ConcatenatedSource source)
    {
        using (source) return AudioLoader.Open<short>(source);
    }

    private sealed class Negated(Signal<float> of) : Signal<float>(of.Rate, of.Frames, of.Channels, of)
    {
        public override long Frames => of.Frames;

        protected override void ReadFrames(long start, Span<float> destination)
        {
            of.Read(start, destination);
            foreach (ref float value in destination) value = -value;
        }

        protected override void Dispose(bool disposing)
        {
            of.Dispose();
            base.Dispose(disposing);
        }
    }
}
