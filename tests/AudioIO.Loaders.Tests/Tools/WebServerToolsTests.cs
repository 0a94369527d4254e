using AudioIO.Tests.Remote;

namespace AudioIO.Tests.Tools;

/// <summary>Web servers of others, as Debian has them: what is read through them is what lies in their folder.</summary>
public sealed class WebServerToolsTests : IDisposable
{
    private static readonly LongFlac Flac = new(48_000, 2, 600, hasSeekTable: true);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ToolsTheory]
    [InlineData("nginx")]
    [InlineData("lighttpd")]
    [Trait("Needs", "tools")]
    public void Every_frame_behind_a_web_server_is_what_it_was(string program)
    {
        using var server = new WebServer(program, _folder);
        _folder.Write("www/night one.flac", Flac.ToArray());
        _folder.Write("www/20240601_220000.wav", WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(3_000_000)));
        using AudioLoader<short> wave = AudioLoader.Open<short>(new Uri($"{server.Root}/20240601_220000.wav"));
        Assert.Equal((3_000_000, new DateTime(2024, 6, 1, 22, 0, 0)), (wave.Frames, wave.ClockAt(0)));
        using AudioSource flac = AudioLoader.OpenSource(new Uri($"{server.Root}/night%20one.flac"));
        Assert.Equal(Flac.Frames, flac.Frames);
        var random = new Random(1);
        int[] samples = new int[2 * 20_000];
        for (int i = 0; i < 50; i++)
        {
            long frame = random.NextInt64(wave.Frames);
            Assert.Equal(unchecked((short)(frame + 1)), wave[frame, 0]);
            long start = random.NextInt64(flac.Frames - 20_000);
            flac.Read(start, samples.AsSpan());
            for (int j = 0; j < samples.Length; j++)
                if (samples[j] != Flac.Sample(start + (j / 2), j % 2)) Assert.Fail($"frame {start + (j / 2)}");
        }
        Assert.Equal(FlacMd5Result.Absent, ((FlacSource)flac).Verify().Md5);
        Assert.Throws<FileNotFoundException>(() => AudioLoader.Open(new Uri($"{server.Root}/nowhere.flac")));
    }

    [ToolsTheory]
    [InlineData("nginx")]
    [InlineData("lighttpd")]
    [Trait("Needs", "tools")]
    public void A_file_that_is_replaced_behind_a_web_server_is_told_by_its_tag(string program)
    {
        using var server = new WebServer(program, _folder);
        string path = _folder.Write("www/a.wav", WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(3_000_000)));
        using AudioLoader<short> wave = AudioLoader.Open<short>(new Uri($"{server.Root}/a.wav"));
        Assert.Equal((short)1, wave[0, 0]);
        byte[] other = File.ReadAllBytes(path);
        other.AsSpan(44).Reverse();
        File.WriteAllBytes(path, other);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        AudioFormatException failure = Assert.Throws<AudioFormatException>(() => wave[2_000_000, 0]);
        Assert.Equal(AudioFormatErrorKind.Changed, failure.Kind);
    }

    [ToolsFact]
    [Trait("Needs", "tools")]
    public void A_web_server_that_knows_no_ranges_is_refused_by_name()
    {
        using var server = new WebServer("python3", _folder);
        _folder.Write("www/a.wav", WaveBuilder.File(WaveFormat.Pcm(16), Recordings.Counting(3_000_000)));
        IOException failure = Assert.Throws<IOException>(() => AudioLoader.Open(new Uri($"{server.Root}/a.wav")));
        Assert.Contains("does not answer ranges", failure.Message, StringComparison.Ordinal);
    }
}
