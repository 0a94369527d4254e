namespace AudioIO.Tests.Overviews;

public sealed class SidecarTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path, _sidecar;

    public SidecarTests()
    {
        _path = _folder["night.flac"];
        _sidecar = _path + ".overview";
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 70_000)]
    [InlineData(3, 1_250_000)]
    public void A_finished_overview_is_there_again_without_a_frame_read(int channels, int frames)
    {
        float[] values = Sound.Noise(frames * channels, 1);
        using StoredRecording recording = new StoredRecording(values, channels, _path).Save();
        Build(recording);
        recording.FramesRead = 0;
        using Overview<float> overview = recording.Overview(OverviewStore.Beside);
        Assert.True(overview.IsComplete);
        Assert.Null(overview.Parts[0].Rebuilt);
        Assert.Equal(_sidecar, overview.Parts[0].Path);
        overview.Build();
        OverviewBins<float> all = overview.Read(0, frames, 1);
        Assert.Equal(0, recording.FramesRead);
        Expected.Check(all, values, channels);
    }

    [Fact]
    public void A_recording_that_was_changed_has_its_overview_computed_anew()
    {
        float[] values = Sound.Noise(200_000, 2);
        using (StoredRecording recording = new StoredRecording(values, 2, _path).Save()) Build(recording);
        values[100_001] = 2;
        using StoredRecording changed = new StoredRecording(values, 2, _path).Save(minute: 1);
        ExpectRebuilt(changed, values);
    }

    [Fact]
    public void An_overview_from_elsewhere_is_computed_anew()
    {
        string other = _folder["other.flac"];
        using (StoredRecording recording = new StoredRecording(Sound.Noise(200_000, 3), 2, other).Save()) Build(recording);
        File.Move(other + ".overview", _sidecar);
        float[] values = Sound.Noise(200_000, 4);
        using StoredRecording mine = new StoredRecording(values, 2, _path).Save();
        ExpectRebuilt(mine, values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void One_of_other_settings_is_computed_anew(int channels)
    {
        float[] values = Sound.Noise(200_000, 5);
        using (StoredRecording recording = new StoredRecording(values, 2, _path).Save()) Build(recording);
        using StoredRecording other = new StoredRecording(values, channels, _path).Save();
        ExpectRebuilt(other, values);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(600)]
    [InlineData(4000)]
    [InlineData(100_000)]
    public void Anything_else_in_its_place_is_computed_anew(int bytes)
    {
        byte[] noise = new byte[bytes];
        new Random(bytes).NextBytes(noise);
        File.WriteAllBytes(_sidecar, noise);
        float[] values = Sound.Noise(150_000, 6);
        using StoredRecording recording = new StoredRecording(values, 2, _path).Save();
        using Overview<float> overview = recording.Overview(OverviewStore.Beside);
        Assert.False(overview.IsComplete);
        overview.Build();
        Expected.Check(overview.Read(0, recording.Frames, 50), values, 2);
    }

    [Fact]
    public void A_claim_of_more_frames_than_there_are_is_not_believed()
    {
        float[] values = Sound.Noise(140_000, 7);
        using StoredRecording recording = new StoredRecording(values, 2, _path).Save();
        Build(recording);
        byte[] file = File.ReadAllBytes(_sidecar);
        foreach (int slot in new[] { 0, AudioIO.Overviews.SidecarHeader.Bytes })
        {
            var header = AudioIO.Overviews.SidecarHeader.Parse(file.AsSpan(slot))!;
            (header with { FilledFrames = long.MaxValue / 2 }).Write(file.AsSpan(slot));
        }
        File.WriteAllBytes(_sidecar, file);
        ExpectRebuilt(recording, values);
    }

    [Fact]
    public void Whatever_byte_is_flipped_no_view_is_wrong()
    {
        float[] values = Sound.Noise(66_000, 8);
        using StoredRecording recording = new StoredRecording(values, 1, _path).Save();
        var sidecar = new MemorySidecar(_sidecar) { Identity = MemorySidecar.Same };
        using (Overview<float> first = recording.Overview(sidecar.Store)) first.Build();
        byte[] file = sidecar.Content;
        // Every byte of the headers, and of each node and its checksum some.
        for (int i = 0; i < file.Length; i += i < 520 ? 1 : 67)
        {
            sidecar.Content = [.. file];
            sidecar.Flip(i, 0x10);
            using Overview<float> overview = recording.Overview(sidecar.Store);
            Expected.Check(overview.Read(0, recording.Frames, 10), values, 1);
            Expected.Check(overview.Read(100, 65_700, 100), values, 1);
            overview.Build();
            Assert.True(overview.IsComplete);
            Expected.Check(overview.Read(0, recording.Frames, 70), values, 1);
            Assert.Equal(file.AsSpan(512), sidecar.Content.AsSpan(512));
        }
    }

    [Fact]
    public void A_recording_that_has_grown_goes_on()
    {
        float[] values = Sound.Noise(3_000_000, 9);
        for (int frames = 50_000, minute = 0; frames <= 1_500_000; frames += 290_001, minute++)
        {
            float[] now = values[..(2 * frames)];
            using StoredRecording recording = new StoredRecording(now, 2, _path).Save(minute);
            using Overview<float> overview = recording.Overview(OverviewStore.Beside);
            overview.Build();
            Assert.Null(overview.Parts[0].Rebuilt);
            Assert.Null(overview.Parts[0].Fault);
            // What was added, a node that was not full, and the places that were looked at.
            Assert.InRange(recording.FramesRead, 1, 290_001 + 65_536 + (8 * 16 * 256));
            Expected.Check(overview.Read(0, frames, 90), now, 2);
        }
    }

    [Fact]
    public void A_longer_recording_in_its_place_does_not_count_as_grown()
    {
        using (StoredRecording recording = new StoredRecording(Sound.Noise(400_000, 10), 2, _path).Save()) Build(recording);
        float[] values = Sound.Noise(500_000, 11);
        using StoredRecording longer = new StoredRecording(values, 2, _path).Save(1);
        ExpectRebuilt(longer, values);
    }

    [Fact]
    public void It_grows_while_it_is_open()
    {
        float[] values = Sound.Noise(1_000_000, 12);
        using StoredRecording recording = new StoredRecording(values[..1000], 1, _path).Save();
        using Overview<float> overview = recording.Overview(OverviewStore.Beside);
        for (int at = 1000; at < values.Length; at += 83_001)
        {
            overview.Build();
            Assert.True(overview.IsComplete);
            Expected.Check(overview.Read(0, recording.Frames, 33), values[..at], 1);
            recording.Append(values.AsSpan(at, Math.Min(83_001, values.Length - at)));
            recording.Refresh();
            Assert.False(overview.IsComplete);
            Expected.Check(overview.Read(0, recording.Frames, 33), values[..(int)recording.Frames], 1);
        }
    }

    [Fact]
    public void Where_nothing_can_be_written_it_stays_in_memory_and_says_why()
    {
        float[] values = Sound.Noise(300_000, 13);
        using StoredRecording recording = new StoredRecording(values, 2, _path).Save();
        Directory.CreateDirectory(_sidecar);
        using Overview<float> overview = recording.Overview(OverviewStore.Beside);
        overview.Build();
        Assert.True(overview.IsComplete);
        Assert.NotNull(overview.Parts[0].Fault);
        Assert.Null(overview.Parts[0].Path);
        Expected.Check(overview.Read(0, recording.Frames, 90), values, 2);
    }

    [Fact]
    public void Many_files_have_an_overview_each_and_one_together()
    {
        string[] paths = [.. Enumerable.Range(0, 100).Select(i => _folder[$"{i:000}.wav"])];
        foreach (string path in paths) File.WriteAllText(path, path);
        float[] values = Sound.Noise(100 * 3001, 14);
        long[] edges = [.. Enumerable.Range(0, 101).Select(i => 3001L * i)];
        using var recording = new StoredRecording(values, 1, paths) { FileEdges = edges };
        OverviewStore store = OverviewStore.Folder(_folder["cache"]);
        using (Overview<float> first = recording.Overview(store)) first.Build();
        Assert.Equal(100, Directory.GetFiles(_folder["cache"], "*.overview").Length);
        recording.FramesRead = 0;
        using Overview<float> overview = recording.Overview(store);
        Assert.True(overview.IsComplete);
        OverviewBins<float> bins = overview.Read(0, recording.Frames, 100);
        Assert.Equal(100, bins.Count);
        Expected.Check(bins, values, 1);
        Assert.Equal(0, recording.FramesRead);
        OverviewBins<float> few = overview.Read(0, recording.Frames, 7);
        Assert.InRange(few.Count, 1, 7);
        Assert.Equal(values.Min(), Enumerable.Range(0, few.Count).Min(i => few.Min(i, 0)));
        // One of them alone has the same.
        using var alone = new StoredRecording(values[(40 * 3001)..(41 * 3001)], 1, paths[40]);
        using Overview<float> part = alone.Overview(store);
        Assert.True(part.IsComplete);
    }

    private static void Build(StoredRecording recording)
    {
        using Overview<float> overview = recording.Overview(OverviewStore.Beside);
        overview.Build();
        Assert.Null(overview.Parts[0].Fault);
        Assert.Equal(recording.Frames, overview.FilledTo);
    }

    private static void ExpectRebuilt(StoredRecording recording, float[] values)
    {
        using Overview<float> overview = recording.Overview(OverviewStore.Beside);
        Assert.False(overview.IsComplete);
        Assert.NotNull(overview.Parts[0].Rebuilt);
        overview.Build();
        Expected.Check(overview.Read(0, recording.Frames, 90), values, recording.Channels);
        using Overview<float> again = recording.Overview(OverviewStore.Beside);
        Assert.True(again.IsComplete);
        Assert.Null(again.Parts[0].Rebuilt);
    }
}
