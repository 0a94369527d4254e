using AudioIO.Tests.Flac;

namespace AudioIO.Tests.Readme;

/// <summary>
/// The examples of the README, line by line, run on real files. Its <c>"night.flac"</c>, <c>"night.selections.txt"</c>,
/// <c>"20240601_220000.wav"</c>, <c>"call.wav"</c>, <c>"tone.wav"</c>, <c>"recordings"</c> and <c>"recordings/index.json"</c> are properties
/// here.
/// </summary>
public sealed class ReadmeExamples : IDisposable
{
    private static readonly byte[] NightFile = SilentNight();
    private readonly TemporaryFolder _folder = new();

    public ReadmeExamples() => _folder.Write("night.flac", NightFile);

    private string Night => _folder["night.flac"];

    private string Call => _folder["call.wav"];

    private string ToneFile => _folder["tone.wav"];

    private string Selections => _folder["night.selections.txt"];

    private string Dated => _folder["20240601_220000.wav"];

    private string Recordings => _folder["recordings"];

    private string RecordingsIndex => _folder["recordings/index.json"];

    [Fact]
    public void The_first_example_reads_samples_and_blocks()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        int blocks = 0;
        float sample = data[123_456_789, 0];              // any frame, any channel, at once
        float[] lastSecond = data[^48000.., 0];           // data you own
        foreach (FrameSpan<float> block in data.Blocks(4096, overlap: 2048))
        {
            ReadOnlySpan<float> values = block.Span;      // interleaved frames × channels, no copy
            Assert.Equal(4096, values.Length);
            if (++blocks == 10) break;
        }
        Assert.Equal(0, sample);
        Assert.Equal(48000, lastSecond.Length);
    }

    [Fact]
    public void What_is_computed_from_a_recording_is_an_array_too()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        using Signal<float> calls = data.Signal.Channels(0).Filter(Butterworth.BandPass(order: 4, 2_000, 10_000));
        using BufferedArray<float> envelope = calls.Envelope(cutoff: 100).Buffered();
        using BufferedArray<float> spectrogram = data.Signal.Spectrogram(2048, hop: 512).Buffered();
        float loudness = envelope[123_456_789, 0];        // as if all of it were filtered, at the cost of some frames around
        float power = spectrogram[200_000, 0, 300];       // column, channel, frequency
        Assert.Equal((0, 0), (loudness, power));
        Assert.Equal(data.Frames, envelope.Frames);
        Assert.Equal((data.Frames + 511) / 512, spectrogram.Frames);
    }

    [Fact]
    public void Derived_signals_tell_what_damage_reaches_and_are_read_at_once()
    {
        _folder.Write("night.flac", SilentNight(43, 879));
        using AudioLoader<float> data = AudioLoader.Open(Night, new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        Signal<float> high = data.Signal.FilterZeroPhase(Butterworth.HighPass(order: 2, 50));
        using BufferedArray<float> minutes = high.Rms(60 * 48_000).Buffered();
        float[] levels = minutes[.., 0];                  // the level of every minute
        foreach (FrameRange doubtful in minutes.Signal.DamagedRanges) Console.WriteLine($"Minute {doubtful.Start} on: {doubtful.Count}");
        Assert.Equal(45, levels.Length);
        // FlacFrame 43 lies across the end of minute 0; 879 begins 0.11 s behind that of minute 19, into which the filter reaches.
        Assert.Equal([new FrameRange(43 * 65535, 44 * 65535), new FrameRange(879 * 65535, 880 * 65535)], data.DamagedRanges);
        Assert.Equal([new FrameRange(0, 2), new FrameRange(19, 21)], minutes.Signal.DamagedRanges);
    }

    [Fact]
    public void An_address_is_opened_as_a_path_is()
    {
        Uri address = new(Night);
        using AudioLoader<float> far = AudioLoader.Open(address);
        Assert.Equal("night.flac", Path.GetFileName(far.Source.Files[0].Path));
    }

    [Fact]
    public void A_view_is_copied_to_keep_it()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        FrameSpan<float> first = data.View(0, 1000);
        float[] kept = first.Span.ToArray();              // copy it to keep it
        FrameSpan<float> far = data.View(data.Frames - 1000, 1000); // moves the window: `first` now shows other frames
        Assert.Equal(1000, far.FrameCount);
        Assert.Equal(data[..1000, 0], kept);
    }

    [Fact]
    public void What_goes_through_everything_sums_block_by_block()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        double energy = 0;
        foreach (FrameSpan<float> block in data.Blocks(4096))
        {
            float sum = 0;
            foreach (ReadOnlySpan<float> frame in block) sum += frame[0] * frame[0];
            energy += sum;
        }
        Assert.True(energy >= 0);
    }

    [Fact]
    public void Labels_are_written_and_read()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        const long start = 1000, count = 500;
        LabelFile.Write(Selections, [new Label { StartFrame = start, FrameCount = count, Text = "owl" }], data.Source);
        LabelFile file = LabelFile.Read(Selections, data.Source);
        foreach (Label label in file.Labels) Console.WriteLine($"{data.ClockAt(label.StartFrame)} {label.Text}");
        Assert.Equal(start, Assert.Single(file.Labels).StartFrame);
    }

    [Fact]
    public void Times_and_frames_are_converted()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        FrameSpan<float> minute = data.View(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
        long frame = data.FrameAt(TimeSpan.FromSeconds(1.5));
        TimeSpan time = data.TimeAt(frame);
        DateTime? clock = data.ClockAt(frame);            // what the recorder's clock showed, from metadata or the file's name
        Assert.Equal(60 * 48000, minute.FrameCount);
        Assert.Equal(TimeSpan.FromSeconds(1.5), time);
        Assert.Null(clock);
    }

    [Fact]
    public void The_clock_of_the_recorder_is_an_instant_where_its_zone_is_known()
    {
        _folder.Write("20240601_220000.wav", WaveBuilder.File(WaveFormat.Pcm(16), new byte[200]));
        TimeZoneInfo berlin = TimeZoneInfo.CreateCustomTimeZone("Berlin", TimeSpan.FromHours(2), "", "");
        using AudioLoader<float> dated = AudioLoader.Open(Dated, new AudioLoaderOptions { RecorderZone = berlin });
        DateTimeOffset? instant = dated.InstantAt(0);     // without a zone from file or option: an exception that says so
        long later = dated.FrameAtClock(new DateTime(2024, 6, 1, 22, 0, 0));
        Assert.Equal(new DateTimeOffset(2024, 6, 1, 20, 0, 0, TimeSpan.Zero), instant);
        Assert.Equal(0, later);
    }

    [Fact]
    public void Identification_and_diagnostics_are_printed()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        AudioInfo info = AudioLoader.Identify(Night);
        foreach (Diagnostic entry in data.Diagnostics) Console.WriteLine($"{entry.Kind}: {entry.Message}");
        Assert.Equal(data.Info, info);
        Assert.Empty(data.Diagnostics);
    }

    [Fact]
    public void Many_files_are_one_recording_and_reopen_through_an_index()
    {
        byte[] wave = WaveBuilder.File(WaveFormat.Pcm(16), new byte[200]);
        _folder.Write("recordings/b_20240601_220000.wav", wave);
        _folder.Write("recordings/a_20240601_221500.wav", wave);
        using AudioLoader<float> nights = AudioLoader.OpenFolder(Recordings, "*.wav");
        foreach (Join join in nights.Joins) Console.WriteLine($"{join.Kind} of {join.GapSeconds} s at frame {join.StartFrame}");
        RecordingFile file = nights.FileAt(nights.Frames / 2);
        Assert.EndsWith("221500.wav", file.Path, StringComparison.Ordinal);
        Assert.Equal(JoinKind.Gap, Assert.Single(nights.Joins).Kind);

        using ConcatenatedSource source = ConcatenatedSource.OpenFolder(Recordings, "*.wav");
        source.ToIndex().Write(RecordingsIndex);
        using AudioLoader<float> again = AudioLoader.Open(RecordingIndex.Read(RecordingsIndex));
        Assert.Equal(nights.Frames, again.Frames);
    }

    [Fact]
    public void Metadata_and_markers_are_looked_up()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        string? description = data.Metadata["BEXT.Description"];
        foreach (Marker marker in data.Markers) Console.WriteLine($"{data.TimeAt(marker.StartFrame)} {marker.Label}: {marker.Text}");
        Assert.Null(description);
        Assert.Empty(data.Markers);
    }

    [Fact]
    public void What_was_found_is_cut_out()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        long start = data.FrameAt(TimeSpan.FromMinutes(5)), count = data.FrameAt(2.5);
        ExportReport report = data.Export(Call, start, count);   // the samples to the bit, and what the recording says, moved
        Console.WriteLine($"{report.Frames} frames, {report.Diagnostics.Count} notes");
        AudioInfo info = AudioLoader.Identify(Call);
        Assert.Equal((2.5 * 48000, 16), (info.Frames, info.BitsPerSample));
    }

    [Fact]
    public void A_file_of_ones_own_is_written()
    {
        float[] samples = [0, 0.5f, -1, 1];
        using (var writer = new WaveWriter(ToneFile, rate: 96_000, channels: 2, WaveEncoding.Pcm24))
        {
            writer.Write(samples);                        // interleaved; rounded to the nearest, clipped, counted by writer.ClippedSamples
            writer.Flush();                               // from here on these frames survive whatever becomes of the program
        }
        Assert.Equal([0, 1 << 22, -1 << 23, (1 << 23) - 1], AudioLoader.Load<int>(ToneFile).Samples.ToArray());
    }

    [Fact]
    public async Task A_second_consumer_reads_ahead_and_a_recording_is_refreshed()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        long frames = 0;
        void Process(FrameSpan<float> block) => frames = block.StartFrame + block.FrameCount;
        using AudioLoader<float> analysis = AudioLoader.Open(data.Source);  // own window, own thread; the last user closes the file
        await foreach (OwnedBlock<float> block in analysis.BlocksAsync(2048, overlap: 1024))
        {
            using (block) Process(block.Frames);          // yours until disposed; decoded ahead on another thread
            if (frames > 100_000) break;
        }
        long added = data.Refresh();                      // a file that is still being recorded: new frames, nothing moves
        Assert.InRange(frames, 100_001, 102_048);
        Assert.Equal(0, added);
    }

    [Fact]
    public void An_array_of_ones_own_needs_one_method()
    {
        var sine = new Sine();
        Assert.Equal(MathF.Sin(3 * MathF.Tau / 48), sine[(48L << 30) + 3, 0]);
    }

    [Fact]
    public void An_overview_shows_the_whole_at_once()
    {
        using AudioLoader<float> data = AudioLoader.Open(Night);
        using Overview<float> overview = data.Signal.Overview(OverviewStore.Beside);
        overview.Build();                                 // once, at the speed of decoding; the next time it is there
        OverviewBins<float> view = overview.Read(0, data.Frames, maxBins: 1600);
        for (int i = 0; i < view.Count; i++) DrawLine(i, view.Min(i, 0), view.Max(i, 0));
        Assert.True(File.Exists(Night + ".overview"));
        Assert.Null(overview.Parts[0].Fault);
        Assert.InRange(view.Count, 800, 1600);

        static void DrawLine(int pixel, float min, float max) => Assert.Equal((0, 0), (min, max));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>45 minutes of silence at 48 kHz: some 30 kB of FlacFrames of constant subframes, of which some may be damaged.</summary>
    private static byte[] SilentNight(params ReadOnlySpan<int> damaged)
    {
        const int BlockSize = 65535;
        const int Blocks = 45 * 60 * 48000 / BlockSize;
        var night = new FlacFile
        {
            Rate = 48000,
            MinBlockSize = BlockSize,
            MaxBlockSize = BlockSize,
            TotalFrames = (long)Blocks * BlockSize,
            Md5 = new byte[16],
        };
        int[] silence = new int[BlockSize];
        for (int i = 0; i < Blocks; i++)
            night.Frames.Add(new FlacFrameCode { Number = i, Subframes = [SubframeCode.Constant] }.Build(silence));
        foreach (int frame in damaged) night.Frames[frame][^1] ^= 1;
        return night.ToArray();
    }

    private sealed class Sine() : BufferedArray<float>(rate: 48000, frames: 1L << 40, channels: 1, bufferFrames: 48000)
    {
        protected override void LoadBuffer(long offset, Span<float> buffer)
        {
            for (int i = 0; i < buffer.Length; i++) buffer[i] = MathF.Sin((offset + i) % 48 * MathF.Tau / 48);
        }
    }
}
