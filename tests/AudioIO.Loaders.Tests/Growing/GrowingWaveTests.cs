using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Growing;

/// <summary>WAV files that a recorder is still writing; samples say where they stand, so that a shift by one of them shows.</summary>
public class GrowingWaveTests
{
    private const int DataSizePosition = 40;

    public static TheoryData<uint> Claims => new(0u, uint.MaxValue, 0x7FFF_FFFF, 2 * 100);

    [Theory]
    [MemberData(nameof(Claims))]
    public void New_frames_are_found_and_none_moves(uint claim)
    {
        using var recorder = new Recorder(Counted.File(2, 100, claim));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        Assert.Equal(50, data.Frames);
        Assert.Equal(0, data.Refresh());
        AssertCounted(data, 100);

        recorder.Append(Counted.Bytes(100, 60));
        Assert.Equal(50, data.Frames);
        Assert.Equal(30, data.Refresh());
        Assert.Equal(80, data.Frames);
        Assert.Equal(80, data.Info.Frames);
        AssertCounted(data, 160);

        recorder.Append(Counted.Bytes(160, 1000));
        Assert.Equal(500, data.Refresh());
        AssertCounted(data, 1160);
        Assert.Equal(0, data.Refresh());
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public void Part_of_a_frame_waits_for_the_rest(uint claim)
    {
        using var recorder = new Recorder(Counted.File(2, 100, claim));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        byte[] more = Counted.Bytes(100, 40);
        int frames = 50;
        for (int written = 0; written < more.Length; written += 3)
        {
            byte[] part = more[written..Math.Min(written + 3, more.Length)];
            recorder.Append(part);
            frames += (int)data.Refresh();
            Assert.Equal(frames, data.Frames);
            Assert.True(frames <= 50 + (written + part.Length) / 4);
            AssertCounted(data, 2 * frames);
        }
        // Behind a finished length, fewer than eight bytes could become a chunk as well.
        Assert.InRange(frames, 68, 70);
    }

    [Fact]
    public void A_file_without_any_frame_yet_grows_from_nothing()
    {
        using var recorder = new Recorder(Counted.File(1, 0));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        Assert.Equal(0, data.Frames);
        recorder.Append(Counted.Bytes(0, 5000));
        Assert.Equal(5000, data.Refresh());
        AssertCounted(data, 5000);
        // The window has its usual size, as if the file had been as long from the beginning.
        data.UpdateBuffer(0, 1);
        Assert.Equal(5000, data.Buffer.Length);
    }

    [Fact]
    public void The_window_stays_when_the_array_grows()
    {
        using var recorder = new Recorder(Counted.File(1, 1000, uint.MaxValue));
        using AudioLoader<short> data = AudioLoader.Open<short>(
            recorder.Path, new AudioLoaderOptions { BufferDuration = TimeSpan.FromMilliseconds(10) });
        data.UpdateBuffer(500, 510);
        (long version, long offset) = (data.Version, data.Offset);
        recorder.Append(Counted.Bytes(1000, 500));
        Assert.Equal(500, data.Refresh());
        Assert.Equal((version, offset), (data.Version, data.Offset));
        AssertCounted(data, 1500);
    }

    [Fact]
    public void A_header_that_is_finished_meanwhile_counts_and_shifts_nothing()
    {
        using var recorder = new Recorder(Counted.File(1, 100, 0));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        recorder.Append(Counted.Bytes(100, 51));
        recorder.Append(WaveBuilder.Riff().Chunk("LIST", new byte[20]).ToArray()[12..]);
        recorder.Write(DataSizePosition, BitConverter.GetBytes(2 * 151));
        Assert.Equal(51, data.Refresh());
        AssertCounted(data, 151);
        recorder.Append(new byte[1000]);
        Assert.Equal(0, data.Refresh());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(120)]
    public void A_header_that_the_recorder_updates_now_and_then_may_lag_behind(int claimedSamples)
    {
        using var recorder = new Recorder(Counted.File(1, 100, 200));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        recorder.Append(Counted.Bytes(100, 60));
        recorder.Write(DataSizePosition, BitConverter.GetBytes(2 * claimedSamples));
        Assert.Equal(60, data.Refresh());
        AssertCounted(data, 160);
    }

    // The recorder writes the metadata behind a finished length, and is not done with it.
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(1008)]
    public void Chunks_behind_the_audio_are_not_sound_even_in_part(int bytes)
    {
        using var recorder = new Recorder(Counted.File(1, 100));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        recorder.Append(WaveBuilder.Riff().Chunk("iXML", Recordings.Noise(1000)).ToArray()[12..(12 + bytes)]);
        Assert.Equal(0, data.Refresh());
        Assert.Equal(100, data.Frames);
    }

    [Fact]
    public void A_recording_may_become_one_of_64_bits_while_it_is_open()
    {
        byte[] start = WaveBuilder.Riff().Chunk("JUNK", new byte[28]).Format(WaveFormat.Pcm(16)).Data(Counted.Bytes(0, 100), 0).ToArray();
        using var recorder = new Recorder(start);
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        recorder.Append(Counted.Bytes(100, 100));
        byte[] finished = WaveBuilder.Riff("RF64", uint.MaxValue).Ds64(400).Format(WaveFormat.Pcm(16)).Data([], uint.MaxValue).ToArray();
        recorder.Write(0, finished);
        Assert.Equal(100, data.Refresh());
        AssertCounted(data, 200);
    }

    [Fact]
    public void Adpcm_grows_by_whole_blocks()
    {
        WaveFormat format = WaveFormat.Ima(1, 20);
        byte[] audio = new byte[20 * 8];
        using var recorder = new Recorder(WaveBuilder.Riff().Format(format).Data(audio[..60], 0).ToArray());
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        long framesPerBlock = data.Frames / 3;
        recorder.Append(audio[60..]);
        Assert.Equal(5 * framesPerBlock, data.Refresh());
        Assert.Equal(8 * framesPerBlock, data[.., 0].Length);
    }

    [Fact]
    public void A_file_that_shrinks_is_an_error_where_it_matters_and_no_sound()
    {
        using var recorder = new Recorder(Counted.File(1, 1000));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path, new AudioLoaderOptions { BufferDuration = TimeSpan.Zero });
        recorder.SetLength(44 + 2 * 400);
        Assert.Equal(0, data.Refresh());
        Assert.Equal(1000, data.Frames);
        Assert.Equal(Counted.Sample(399), data[399, 0]);
        var fault = Assert.Throws<AudioFormatException>(() => data[390..410, 0]);
        Assert.Equal(AudioFormatErrorKind.Truncated, fault.Kind);
        Assert.Throws<AudioFormatException>(() => data[999, 0]);
    }

    [Fact]
    public void Another_recording_in_the_same_place_is_an_error()
    {
        using var recorder = new Recorder(Counted.File(1, 100, 0));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        recorder.SetLength(0);
        recorder.Write(0, Counted.File(2, 500, 0));
        var fault = Assert.Throws<AudioFormatException>(() => data.Refresh());
        Assert.Equal(AudioFormatErrorKind.Changed, fault.Kind);
        // It is not forgotten the next time.
        Assert.Throws<AudioFormatException>(() => data.Refresh());
        Assert.Equal(100, data.Frames);
    }

    [Theory]
    [InlineData("zeros")]
    [InlineData("FLAC")]
    [InlineData("no data")]
    public void What_is_no_wave_file_any_more_has_changed(string content)
    {
        using var recorder = new Recorder(Counted.File(1, 100, 0));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        recorder.Append(Counted.Bytes(100, 50));
        byte[] head = content switch
        {
            "zeros" => new byte[12],
            "FLAC" => [.. "fLaC"u8, 0, 0, 0, 34],
            _ => [.. Counted.File(1, 100, 0)[..36], .. "junk"u8],
        };
        recorder.Write(0, head);
        var fault = Assert.Throws<AudioFormatException>(() => data.Refresh());
        Assert.Equal((AudioFormatErrorKind.Changed, recorder.Path), (fault.Kind, fault.Path));
        Assert.Equal(100, data.Frames);
    }

    // Metadata of an id that no list has: before the header is finished nothing tells it from sound.
    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void A_header_that_is_corrected_without_growth_is_read_again(uint claim)
    {
        byte[] chunk = WaveBuilder.Riff().Chunk("moth", new byte[92]).ToArray()[12..];
        using var recorder = new Recorder([.. Counted.File(1, 100, claim), .. chunk]);
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        Assert.Equal(150, data.Frames);
        Assert.Equal(0, data.Refresh());
        recorder.Write(DataSizePosition, BitConverter.GetBytes(200));
        Assert.Equal(-50, data.Refresh());
        AssertCounted(data, 100);
        Assert.Contains(data.Metadata.Chunks, found => found.Id == "moth");
        Assert.Contains(data.Diagnostics, entry => entry.Kind == DiagnosticKind.Changed && entry.FrameCount == 50);
        recorder.Write(0, Counted.File(2, 74, 200));
        Assert.Equal(AudioFormatErrorKind.Changed, Assert.Throws<AudioFormatException>(() => data.Refresh()).Kind);
    }

    [Fact]
    public void Arrays_over_one_recording_grow_when_they_are_refreshed_themselves()
    {
        using var recorder = new Recorder(Counted.File(1, 100, 0));
        using AudioLoader<short> one = AudioLoader.Open<short>(recorder.Path);
        using AudioLoader<float> other = AudioLoader.Open(one.Source, new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.99) });
        recorder.Append(Counted.Bytes(100, 50));
        Assert.Equal(50, one.Refresh());
        Assert.Equal(100, other.Frames);
        Assert.Equal(50, other.Refresh());
        Assert.Equal(150, other.Info.Frames);
        Assert.Equal(150, other[.., 0].Length);
    }

    [Fact]
    public async Task A_reader_goes_on_while_the_recording_grows()
    {
        using var recorder = new Recorder(Counted.File(2, 0, 0));
        using AudioLoader<short> data = AudioLoader.Open<short>(recorder.Path);
        using AudioLoader<short> second = AudioLoader.Open<short>(data.Source);
        Task writing = Task.Run(() =>
        {
            for (int i = 0; i < 200; i++) recorder.Append(Counted.Bytes(50 * i, 50));
        });
        Task reading = Task.Run(() =>
        {
            while (second.Frames < 5000)
            {
                second.Refresh();
                AssertCounted(second, (int)second.Frames * 2);
            }
        });
        while (data.Frames < 5000)
        {
            long before = data.Frames;
            long added = data.Refresh();
            Assert.Equal(before + added, data.Frames);
            if (added > 0) Assert.Equal([Counted.Sample(2 * (int)before), Counted.Sample(2 * (int)before + 1)], data[before]);
        }
        await Task.WhenAll(writing, reading);
        AssertCounted(data, 10_000);
    }

    [Fact]
    public void A_stream_grows_as_a_file_does()
    {
        using var stream = new MemoryStream();
        stream.Write(Counted.File(1, 100, 0));
        using AudioLoader<short> data = AudioLoader.Open<short>(stream);
        using var raw = new MemoryStream();
        raw.Write(Counted.Bytes(0, 100));
        using AudioLoader<short> samples = AudioLoader.Open<short>(raw, new PcmFormat(8000, 1));
        stream.Position = stream.Length;
        stream.Write(Counted.Bytes(100, 70));
        raw.Position = raw.Length;
        raw.Write(Counted.Bytes(100, 70));
        raw.WriteByte(1);
        Assert.Equal(70, data.Refresh());
        Assert.Equal(70, samples.Refresh());
        AssertCounted(data, 170);
        AssertCounted(samples, 170);
    }

    [Fact]
    public void A_disposed_array_cannot_be_refreshed()
    {
        AudioLoader<short> data = AudioLoader.Open<short>(new MemoryStream(Counted.File(1, 100)));
        data.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.Refresh());
    }

    private static void AssertCounted(AudioLoader<short> data, int samples)
    {
        short[] found = data[..].ToArray();
        Assert.Equal(samples, found.Length);
        for (int i = 0; i < samples; i++) Assert.Equal(Counted.Sample(i), found[i]);
        if (samples > 0) Assert.Equal(Counted.Sample(samples - 1), data[^1, data.Channels - 1]);
    }
}
