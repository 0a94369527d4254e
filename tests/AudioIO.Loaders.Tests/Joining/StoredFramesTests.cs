namespace AudioIO.Tests.Joining;

/// <summary>Where the frames of a recording are stored, and overviews that are kept there.</summary>
public sealed class StoredFramesTests : IDisposable
{
    private const int Rate = 8000;
    private readonly TemporaryFolder _folder = new();
    private readonly string[] _paths;

    public StoredFramesTests() => _paths = [.. Enumerable.Range(0, 3).Select(Write)];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_is_all_its_frames_and_several_are_one_after_the_other()
    {
        using AudioLoader<float> one = AudioLoader.Open(_paths[0]);
        Assert.Equal([new StoredFrames { Frames = new FrameRange(0, 10_000), Path = _paths[0] }], Stored(one));
        using AudioLoader<float> all = AudioLoader.Open(_paths);
        Assert.Equal(_paths, Stored(all).Select(file => file.Path));
        Assert.Equal([0, 10_000, 21_000], Stored(all).Select(file => file.Frames.Start));
    }

    [Fact]
    public void Silence_in_a_gap_is_stored_nowhere()
    {
        using AudioLoader<float> all = AudioLoader.Open(_paths, new AudioLoaderOptions { Gaps = GapPolicy.Fill });
        Assert.Equal(
            [new FrameRange(0, 10_000), new FrameRange(80_000, 91_000), new FrameRange(160_000, 172_000)],
            Stored(all).Select(file => file.Frames));
    }

    [Fact]
    public void What_is_changed_while_it_is_read_is_stored_nowhere_and_silence_for_damage_is_another_reading()
    {
        using AudioLoader<float> unwrapped = AudioLoader.Open(_paths[0], new AudioLoaderOptions { Unwrap = new UnwrapOptions() });
        Assert.Empty(Stored(unwrapped));
        using AudioLoader<float> silenced = AudioLoader.Open(_paths[0], new AudioLoaderOptions { OnDamage = DamagePolicy.Silence });
        Assert.Equal("silence", Stored(silenced)[0].Reading);
        using AudioLoader<float> stream = AudioLoader.Open(new MemoryStream(File.ReadAllBytes(_paths[0])));
        Assert.Empty(Stored(stream));
    }

    [Theory]
    [InlineData(GapPolicy.Concatenate)]
    [InlineData(GapPolicy.Fill)]
    public void The_overview_of_several_files_is_that_of_each(GapPolicy gaps)
    {
        using AudioLoader<float> all = AudioLoader.Open(_paths, new AudioLoaderOptions { Gaps = gaps });
        using (Overview<float> overview = all.Signal.Overview(OverviewStore.Beside))
        {
            overview.Build();
            Assert.Equal(_paths.Select(path => path + ".overview"), overview.Parts.Select(part => part.Path).OfType<string>());
            float[] samples = all.Read(0, all.Frames, 0);
            OverviewBins<float> bins = overview.Read(0, all.Frames, 60);
            for (int i = 0; i < bins.Count; i++)
            {
                FrameRange frames = bins.FramesOf(i);
                Assert.Equal(samples[(int)frames.Start..(int)frames.Stop].Max(), bins.Max(i, 0));
            }
        }
        foreach (string path in _paths)
        {
            using AudioLoader<float> one = AudioLoader.Open(path);
            using Overview<float> overview = one.Signal.Overview(OverviewStore.Beside);
            Assert.True(overview.IsComplete);
        }
    }

    private static IReadOnlyList<StoredFrames> Stored(AudioLoader<float> data) => ((IStoredFrames)data.Signal).StoredFrames;

    // Ten seconds from one to the next, 10 000, 11 000 and 12 000 frames in them.
    private string Write(int index)
    {
        string path = _folder[$"20240601_2200{10 * index:D2}.wav"];
        float[] samples = new float[10_000 + (1000 * index)];
        for (int i = 0; i < samples.Length; i++) samples[i] = (short)((i * 7919) + index) / 32768f;
        using var writer = new WaveWriter(path, Rate, 1, WaveEncoding.Pcm16);
        writer.Write(samples);
        return path;
    }
}
