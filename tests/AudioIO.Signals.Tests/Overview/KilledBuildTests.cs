namespace AudioIO.Tests.Overviews;

public sealed class KilledBuildTests : IDisposable
{
    private const int Headers = 512;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Killed_at_any_byte_and_resumed_it_is_what_one_pass_makes()
    {
        float[] values = Sound.Noise(66_300, 1);
        // Each stretch that ends is noted in the file: so a part of the small build survives.
        using StoredRecording recording = Recording(values, 1, 300);
        MemorySidecar whole = OnePass(recording);
        for (long bytes = 0; bytes < whole.BytesWritten; bytes++) ExpectSame(recording, whole, [bytes]);
    }

    [Fact]
    public void Killed_again_and_again_a_long_build_comes_to_its_end()
    {
        float[] values = Sound.Noise(2 * 2_300_000, 2);
        using StoredRecording recording = Recording(values, 2, 1_200_000);
        MemorySidecar whole = OnePass(recording);
        recording.FramesRead = 0;
        long step = whole.BytesWritten / 7;
        ExpectSame(recording, whole, [.. Enumerable.Range(0, 7).Select(i => step + (i * 911))]);
        // Every time what was not noted yet is lost, and no more.
        Assert.InRange(recording.FramesRead, recording.Frames, recording.Frames + (8 * ((1 << 20) + (1 << 17))));
    }

    [Fact]
    public void Nodes_that_follow_each_other_are_written_together()
    {
        using StoredRecording recording = Recording(Sound.Noise(4 << 20, 4), 1);
        MemorySidecar sidecar = OnePass(recording);
        // 64 nodes of level 0, 16 between two notes of how far it is; a header for each of those.
        Assert.InRange(sidecar.Writes, 1, 14);
    }

    [Fact]
    public void A_build_that_is_cancelled_goes_on_where_it_was()
    {
        float[] values = Sound.Noise(3_000_000, 3);
        using StoredRecording recording = Recording(values, 1);
        var sidecar = new MemorySidecar("night.overview") { Identity = MemorySidecar.Same };
        using var cancellation = new CancellationTokenSource();
        recording.BeforeRead = start =>
        {
            if (start > 1_500_000) cancellation.Cancel();
        };
        using (Overview<float> overview = recording.Overview(sidecar.Store))
        {
            Assert.Throws<OperationCanceledException>(() => overview.Build(cancellationToken: cancellation.Token));
            Assert.InRange(overview.FilledTo, 1_500_000, 1_700_000);
        }
        recording.FramesRead = 0;
        using Overview<float> again = recording.Overview(sidecar.Store);
        Assert.InRange(again.FilledTo, 1_400_000, 1_700_000);
        again.Build();
        Assert.InRange(recording.FramesRead, 1_300_000, 1_600_000);
        Expected.Check(again.Read(0, recording.Frames, 500), values, 1);
    }

    private static MemorySidecar OnePass(StoredRecording recording)
    {
        var sidecar = new MemorySidecar("night.overview") { Identity = MemorySidecar.Same };
        using Overview<float> overview = recording.Overview(sidecar.Store);
        overview.Build();
        return sidecar;
    }

    private static void ExpectSame(StoredRecording recording, MemorySidecar whole, ReadOnlySpan<long> kills)
    {
        var sidecar = new MemorySidecar("night.overview") { Identity = MemorySidecar.Same };
        foreach (long bytes in kills)
        {
            sidecar.BytesLeft = bytes;
            using Overview<float> killed = recording.Overview(sidecar.Store);
            Assert.Throws<KilledException>(() => killed.Build());
        }
        sidecar.BytesLeft = long.MaxValue;
        using Overview<float> overview = recording.Overview(sidecar.Store);
        Assert.Null(overview.Parts[0].Rebuilt is { } reason && kills[0] >= Headers ? reason : null);
        overview.Build();
        Assert.True(overview.IsComplete);
        Assert.True(sidecar.Content.AsSpan(Headers).SequenceEqual(whole.Content.AsSpan(Headers)), $"Killed after {kills[0]} bytes.");
    }

    private StoredRecording Recording(float[] values, int channels, params long[] breaks) =>
        new StoredRecording(values, channels, _folder["night.flac"]) { BreaksAt = breaks }.Save();
}
