namespace AudioIO.Tests.Streams;

public class SharedSourceTests
{
    private static readonly AudioLoaderOptions SmallWindow = new()
    {
        BufferDuration = TimeSpan.FromMilliseconds(50),
        BackDuration = TimeSpan.FromMilliseconds(5),
    };

    [Fact]
    public async Task A_viewer_and_an_analysis_read_one_recording_at_once()
    {
        double[] values = ComputedSource.Noise(100_000, 2);
        using var source = new ComputedSource(values, 2);
        Task viewer = Task.Run(() =>
        {
            using AudioLoader<float> data = AudioLoader.Open(source, SmallWindow);
            var random = new Random(5);
            for (int i = 0; i < 400; i++)
            {
                int start = random.Next(99_000);
                data.UpdateBuffer(start, start + 300);
                for (int k = 0; k < 300; k++) Assert.Equal((float)values[2 * (start + k) + 1], data[start + k, 1]);
            }
        });
        Task analysis = Task.Run(() =>
        {
            using AudioLoader<double> data = AudioLoader.Open<double>(source, SmallWindow);
            foreach (FrameSpan<double> block in data.Blocks(1000, 500))
                Assert.True(block.Span.SequenceEqual(values.AsSpan((int)block.StartFrame * 2, block.FrameCount * 2)));
        });
        await Task.WhenAll(viewer, analysis);
        Assert.False(source.IsClosed);
    }

    [Fact]
    public void Each_array_has_a_window_of_its_own()
    {
        using var source = new ComputedSource(ComputedSource.Noise(10_000, 1), 1);
        using AudioLoader<float> one = AudioLoader.Open(source, SmallWindow);
        using AudioLoader<float> other = AudioLoader.Open(one.Source, SmallWindow);
        one.UpdateBuffer(1000, 1100);
        long version = one.Version;
        other.UpdateBuffer(8000, 8100);
        Assert.Equal((version, 960), (one.Version, one.Offset));
        Assert.Equal(7960, other.Offset);
    }

    // Every order in which the creator (0) and two arrays (1, 2) can let go.
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void The_last_user_closes_the_source_whatever_the_order(int first, int second, int third)
    {
        double[] values = ComputedSource.Noise(1000, 1);
        var source = new ComputedSource(values, 1);
        AudioLoader<double>[] arrays = [AudioLoader.Open<double>(source), AudioLoader.Open<double>(source)];
        IDisposable[] users = [source, .. arrays];
        bool[] disposed = new bool[3];
        foreach (int user in new[] { first, second, third })
        {
            Assert.False(source.IsClosed);
            users[user].Dispose();
            // A second time is no second release.
            users[user].Dispose();
            disposed[user] = true;
            for (int i = 1; i <= 2; i++)
            {
                if (disposed[i]) Assert.Throws<ObjectDisposedException>(() => arrays[i - 1][5, 0]);
                else Assert.Equal(values[5], arrays[i - 1][5, 0]);
            }
        }
        Assert.True(source.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => AudioLoader.Open(source));
    }

    [Fact]
    public void An_array_that_cannot_be_opened_leaves_the_source_to_the_others()
    {
        var source = new ComputedSource(ComputedSource.Noise(10, 1), 1);
        Assert.Throws<InvalidOperationException>(() => AudioLoader.Open<int>(source));
        Assert.Throws<InvalidOperationException>(
            () => AudioLoader.Open<short>(source, new AudioLoaderOptions { Unwrap = new UnwrapOptions() }));
        Assert.Throws<ArgumentNullException>(() => AudioLoader.Open((AudioSource)null!));
        Assert.False(source.IsClosed);
        source.Dispose();
        Assert.True(source.IsClosed);
    }

    [Fact]
    public async Task Arrays_may_come_and_go_in_many_threads()
    {
        double[] values = ComputedSource.Noise(500, 1);
        var source = new ComputedSource(values, 1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                using AudioLoader<double> data = AudioLoader.Open<double>(source);
                Assert.Equal(values[i], data[i, 0]);
            }
        })));
        Assert.False(source.IsClosed);
        source.Dispose();
        Assert.True(source.IsClosed);
    }
}
