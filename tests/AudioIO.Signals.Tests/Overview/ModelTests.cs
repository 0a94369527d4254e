namespace AudioIO.Tests.Overviews;

/// <summary>Random lives of an overview: it grows, is filled in part, closed, killed, damaged; a view never says anything but the samples.</summary>
public sealed class ModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Whatever_happens_to_it_no_bin_is_wrong(int seed)
    {
        var random = new Random(seed);
        int channels = random.Next(1, 4), frames = random.Next(1, 100_000);
        float[] values = Sound.Noise(2_000_000 * channels, seed);
        long[] breaks = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.NextInt64(1, 1_900_000)).Distinct().Order()];
        StoredRecording recording = Open();
        var sidecar = new MemorySidecar("night.overview");
        Overview<float> overview = recording.Overview(sidecar.Store);
        for (int step = 0; step < 120; step++)
        {
            switch (random.Next(8))
            {
                case 0 when frames < 1_900_000:
                    int more = random.Next(1, random.Next(2) == 0 ? 400 : 90_000);
                    recording.Append(values.AsSpan(frames * channels, more * channels));
                    recording.Refresh();
                    frames += more;
                    break;
                case 1:
                    Build(random.Next(4) == 0 ? long.MaxValue : random.NextInt64(60_000));
                    break;
                case 2:
                    overview.Build();
                    Assert.True(overview.IsComplete);
                    break;
                case 3:
                    Reopen();
                    break;
                case 4 when sidecar.Content.Length > 0:
                    sidecar.Flip(random.Next(sidecar.Content.Length), (byte)(1 << random.Next(8)));
                    if (random.Next(2) == 0) Reopen();
                    break;
                default:
                    View();
                    break;
            }
        }
        overview.Build();
        for (int i = 0; i < 20; i++) View();
        overview.Dispose();
        recording.Dispose();

        StoredRecording Open() =>
            new StoredRecording(values[..(frames * channels)], channels, _folder["night.flac"]) { BreaksAt = breaks }.Save();

        void Reopen()
        {
            overview.Dispose();
            recording.Dispose();
            recording = Open();
            sidecar.BytesLeft = long.MaxValue;
            overview = recording.Overview(sidecar.Store);
        }

        void Build(long bytes)
        {
            sidecar.BytesLeft = bytes;
            try
            {
                overview.Build();
            }
            catch (KilledException)
            {
                Reopen();
            }
            sidecar.BytesLeft = long.MaxValue;
        }

        void View()
        {
            long start = random.NextInt64(frames), count = random.NextInt64(frames - start) + 1;
            int most = random.Next(1, 400);
            OverviewBins<float> bins = overview.Read(start, count, most);
            Assert.InRange(bins.Count, 1, most);
            Assert.Equal(start, bins.FramesOf(0).Start);
            Assert.Equal(start + count, bins.FramesOf(bins.Count - 1).Stop);
            Expected.Check(bins, values, channels, bins.IsExact);
        }
    }
}
