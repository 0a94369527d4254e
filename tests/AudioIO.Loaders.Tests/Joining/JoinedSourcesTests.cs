using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Joining;

/// <summary>Recordings that are open already, of whatever kind, as one.</summary>
public class JoinedSourcesTests
{
    [Fact]
    public void Computed_sources_and_files_are_joined()
    {
        double[] first = ComputedSource.Noise(100, 2), second = ComputedSource.Noise(50, 2, seed: 2);
        using var a = new ComputedSource(first, 2);
        using var b = new ComputedSource(second, 2);
        using ConcatenatedSource whole = ConcatenatedSource.Of([a, b]);
        Assert.Equal([.. first, .. second], whole.ReadAll<double>());
        Assert.Equal([(0L, 100L, null), (100L, 50L, null)], whole.Files.Select(file => (file.StartFrame, file.FrameCount, file.Path)));
        Assert.Throws<InvalidOperationException>(() => whole.ToIndex());
    }

    [Fact]
    public void They_stay_open_until_the_whole_is_disposed()
    {
        var a = new ComputedSource(ComputedSource.Noise(10, 1), 1);
        ConcatenatedSource whole = ConcatenatedSource.Of([a]);
        a.Dispose();
        Assert.False(a.IsClosed);
        Assert.Equal(10, whole.ReadAll<double>().Length);
        whole.Dispose();
        Assert.True(a.IsClosed);
    }

    [Fact]
    public void The_last_one_grows_and_none_before_it()
    {
        using var a = new ComputedSource(ComputedSource.Noise(10, 1), 1);
        using var b = new ComputedSource(ComputedSource.Noise(10, 1, seed: 2), 1);
        using ConcatenatedSource whole = ConcatenatedSource.Of([a, b]);
        b.Append([0.5, 0.25]);
        Assert.Equal(2, whole.Refresh());
        Assert.Equal([0.5, 0.25], whole.ReadAll<double>()[20..]);
        a.Append([1.0]);
        Assert.Equal(0, whole.Refresh());
        Assert.Equal(22, whole.ReadAll<double>().Length);
        Assert.Equal([0.5, 0.25], whole.ReadAll<double>()[20..]);
    }

    [Fact]
    public void Damage_has_its_place_in_the_whole()
    {
        using var a = new ComputedSource(ComputedSource.Noise(10, 1), 1, rate: 4000);
        using var b = new DamagedSource(100, new FrameRange(20, 30));
        using ConcatenatedSource whole = ConcatenatedSource.Of([a, b]);
        var fault = Assert.Throws<AudioFormatException>(() => whole.ReadAll<double>());
        Assert.Equal((30L, 10L), (fault.StartFrame, fault.FrameCount));
        Assert.Equal([new FrameRange(30, 40)], whole.DamagedRanges);
        Assert.Equal([new FrameRange(20, 30)], b.DamagedRanges);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var a = new ComputedSource(ComputedSource.Noise(10, 1), 1);
        using var b = new ComputedSource(ComputedSource.Noise(10, 1), 1, rate: 9000);
        Assert.Throws<AudioFormatException>(() => ConcatenatedSource.Of([a, b]));
        Assert.Throws<ArgumentException>(() => ConcatenatedSource.Of([]));
        a.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ConcatenatedSource.Of([a]));
    }
}
