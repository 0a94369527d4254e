using static AudioIO.Tests.Recordings;

namespace AudioIO.Tests;

/// <summary>One source for several readers, and for a file that changes under it.</summary>
public class SharedSourceTests
{
    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public async Task Four_threads_read_one_source_in_any_order(string name)
    {
        // A stream has one cursor for all of them; files of other kinds have none.
        using WaveSource source = Open(SmallFiles.All[name]);
        float[] whole = source.ReadAll<float>();
        int channels = source.Info.Channels;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 2000; i++)
            {
                int start = random.Next((int)source.Info.Frames);
                int count = random.Next((int)source.Info.Frames - start + 1);
                float[] part = new float[count * channels];
                source.Read<float>(start, part);
                Assert.True(whole.AsSpan(start * channels, part.Length).SequenceEqual(part), $"{count} frames from {start}, seed {seed}");
            }
        })));
    }

    [Theory]
    [MemberData(nameof(SmallFiles.Names), MemberType = typeof(SmallFiles))]
    public void A_file_that_became_shorter_throws_and_what_is_left_can_be_read(string name)
    {
        var bytes = new CountingBytes(SmallFiles.All[name]);
        using WaveSource source = Recordings.Open(bytes, AudioLoaderOptions.Default);
        float[] whole = source.ReadAll<float>();
        int channels = source.Info.Channels;
        bytes.Present = SmallFiles.All[name].Length - 40;
        AudioFormatException failure = Assert.Throws<AudioFormatException>(() => source.ReadAll<float>());
        Assert.Equal(AudioFormatErrorKind.Truncated, failure.Kind);
        Assert.Equal(bytes.Present, failure.Position);
        int readable = (int)failure.StartFrame!.Value;
        Assert.Equal(source.Info.Frames, readable + failure.FrameCount);
        float[] part = new float[readable * channels];
        source.Read<float>(0, part);
        Assert.Equal(whole[..part.Length], part);
    }

    [Fact]
    public void A_file_on_disk_that_became_shorter_throws()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, WaveBuilder.File(WaveFormat.Pcm(16), Counting(1000)));
            using AudioLoader<float> data = AudioLoader.Open(path);
            using (FileStream stream = File.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) stream.SetLength(1044);
            Assert.Throws<AudioFormatException>(() => data[900, 0]);
            Assert.Equal(500 / 32768f, data[499, 0]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Several_arrays_share_a_source()
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(16), Counting(100)));
        var floats = new AudioLoader<float>(source);
        using var shorts = new AudioLoader<short>(source);
        Assert.Equal((42 / 32768f, 42), (floats[41, 0], shorts[41, 0]));
        floats.Dispose();
        Assert.Throws<ObjectDisposedException>(() => floats[41, 0]);
        Assert.Equal(43, shorts[42, 0]);
    }

    [Fact]
    public void A_closed_source_says_so()
    {
        WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(16), Counting(100)));
        source.Dispose();
        source.Dispose();
        Assert.Throws<ObjectDisposedException>(() => source.Read<float>(0, new float[1]));
    }

    [Fact]
    public void Requests_outside_the_recording_and_of_half_frames_are_misuse()
    {
        using WaveSource source = Open(WaveBuilder.File(WaveFormat.Pcm(16, 2), Counting(100)));
        Assert.Throws<ArgumentException>(() => source.Read<float>(0, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read<float>(-1, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read<float>(50, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Read<float>(49, new float[4]));
        Assert.Throws<InvalidOperationException>(() => source.Read<byte>(0, new byte[2]));
        source.Read<float>(50, []);
    }
}
