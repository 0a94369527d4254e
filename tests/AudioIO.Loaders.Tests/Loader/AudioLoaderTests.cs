using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>The door: open, identify, load; types of choice; the window's size.</summary>
public sealed class AudioLoaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("audioio-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_recording_opens_by_path_whatever_its_extension()
    {
        foreach (string name in new[] { "a.wav", "b.flac", "c" })
        {
            using AudioLoader<float> data = AudioLoader.Open(Write(name, WaveBuilder.File(WaveFormat.Pcm(16, 2, 44100), Counting(100))));
            Assert.Equal((50, 2, 44100), (data.Frames, data.Channels, data.Rate));
            Assert.Equal(100 / 32768f, data[^1, 1]);
            Assert.Equal("RIFF", data.Info.Format);
            Assert.Empty(data.Diagnostics);
        }
    }

    [Fact]
    public void The_type_of_a_sample_is_a_choice()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16), Counting(10));
        using AudioLoader<double> doubles = AudioLoader.Open<double>(new MemoryStream(file));
        using AudioLoader<int> ints = AudioLoader.Open<int>(new MemoryStream(file));
        using AudioLoader<short> shorts = AudioLoader.Open<short>(new MemoryStream(file));
        Assert.Equal((10 / 32768.0, 10, 10), (doubles[9, 0], ints[9, 0], shorts[9, 0]));
    }

    [Fact]
    public void A_type_that_cannot_hold_the_samples_is_refused_at_opening_and_the_stream_closed()
    {
        var stream = new MemoryStream(WaveBuilder.File(WaveFormat.Pcm(24), new byte[30]));
        Assert.Throws<InvalidOperationException>(() => AudioLoader.Open<short>(stream));
        Assert.False(stream.CanRead);
    }

    [Fact]
    public void Identify_reads_the_header_alone_and_leaves_the_stream_open()
    {
        using var stream = new SparseStream(
            WaveBuilder.Riff("RF64").Ds64(1ul << 40).Format(WaveFormat.Pcm(16, 2, 96000)).Data([], uint.MaxValue).ToArray(), 1L << 40);
        AudioInfo info = AudioLoader.Identify(stream);
        Assert.Equal((1L << 38, 2, 96000.0, 16), (info.Frames, info.Channels, info.Rate, info.BitsPerSample));
        Assert.Equal(info.Frames / 96000.0, info.Duration.TotalSeconds, 3);
        Assert.Equal(1, stream.Reads);
        Assert.Equal(info, AudioLoader.Identify(stream));
    }

    [Fact]
    public void Identify_closes_the_file()
    {
        string path = Write("a.wav", WaveBuilder.File(WaveFormat.Pcm(16), Counting(10)));
        Assert.Equal(10, AudioLoader.Identify(path).Frames);
        using FileStream alone = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void Load_gives_the_whole_recording()
    {
        string path = Write("a.wav", WaveBuilder.Riff().Format(WaveFormat.Pcm(16, 2)).Data(Counting(6), 100).ToArray());
        Recording<float> recording = AudioLoader.Load(path);
        Recording<int> integers = AudioLoader.Load<int>(path);
        Assert.Equal([3, 2], recording.Samples.Lengths.ToArray());
        Assert.Equal(4 / 32768f, recording.Samples[1, 1]);
        Assert.Equal(6, integers.Samples[2, 1]);
        Assert.Equal(3, recording.Info.Frames);
        Assert.Equal(DiagnosticKind.Truncated, Assert.Single(recording.Diagnostics).Kind);
        Assert.Throws<InvalidOperationException>(() => AudioLoader.Load<byte>(path));
    }

    [Fact]
    public void A_recording_without_frames_is_an_empty_array()
    {
        string path = Write("a.wav", WaveBuilder.File(WaveFormat.Pcm(16, 2), []));
        using AudioLoader<float> data = AudioLoader.Open(path);
        Assert.Equal((0L, 2, TimeSpan.Zero), (data.Frames, data.Channels, data.Info.Duration));
        Assert.Throws<ArgumentOutOfRangeException>(() => data[0, 0]);
        foreach (FrameSpan<float> block in data.Blocks(10)) Assert.Fail($"There is a block at {block.StartFrame}.");
        Assert.Equal([0, 2], AudioLoader.Load(path).Samples.Lengths.ToArray());
    }

    [Theory]
    [InlineData(10, 0, 80_000, 0)]
    [InlineData(2, 1, 16_000, 8_000)]
    [InlineData(100, 0, 800_000, 0)]
    [InlineData(0, 0, 0, 0)]
    public void The_wished_window_is_as_long_as_the_options_say_and_holds_no_more_than_the_recording(int seconds, int back, int frames, int backFrames)
    {
        var options = new AudioLoaderOptions { BufferDuration = TimeSpan.FromSeconds(seconds), BackDuration = TimeSpan.FromSeconds(back) };
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(WaveBuilder.File(WaveFormat.Pcm(8), new byte[100_000])), options);
        Assert.Equal((frames, backFrames), (data.BufferFrames, data.BackFrames));
        Assert.Equal(0, data[99_999, 0] + 1);
        data.UpdateBuffer(50_000, 50_001);
        Assert.Equal(Math.Clamp(frames, 1, 100_000), data.Buffer.Length);
    }

    [Fact]
    public void Blocks_of_adpcm_are_read_once_by_a_loop_over_samples()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Ima(1, 256), new byte[256 * 100]);
        var bytes = new CountingBytes(file);
        using var data = new AudioLoader<float>(Recordings.Open(bytes, AudioLoaderOptions.Default));
        bytes.ResetCounts();
        float sum = 0;
        for (long i = 0; i < data.Frames; i++) sum += data[i, 0];
        Assert.Equal(0, sum);
        Assert.InRange(bytes.BytesRead, 25_600, 27_000);
    }

    [Fact]
    public void A_stream_is_closed_with_the_array_unless_it_is_to_be_left_open()
    {
        byte[] file = WaveBuilder.File(WaveFormat.Pcm(16), Counting(10));
        var closed = new MemoryStream(file);
        var open = new MemoryStream(file);
        AudioLoader.Open(closed).Dispose();
        AudioLoader.Open(open, new AudioLoaderOptions { LeaveOpen = true }).Dispose();
        Assert.Equal((false, true), (closed.CanRead, open.CanRead));
    }

    [Fact]
    public void A_closed_array_says_so()
    {
        AudioLoader<float> data = AudioLoader.Open(new MemoryStream(WaveBuilder.File(WaveFormat.Pcm(16), Counting(10))));
        Assert.Equal(1 / 32768f, data[0, 0]);
        data.Dispose();
        data.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data[0, 0]);
    }

    private string Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
