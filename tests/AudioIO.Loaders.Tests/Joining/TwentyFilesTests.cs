namespace AudioIO.Tests.Joining;

/// <summary>Twenty files of 30 s with markers and start times, on disk, with at most four of them open.</summary>
public sealed class TwentyFilesTests : IDisposable
{
    private const int Count = 20;
    private const int Rate = 1000;
    private const int Frames = 30 * Rate;
    private static readonly DateTimeOffset Evening = new(2024, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));
    private static readonly AudioLoaderOptions Options = new() { MaxOpenFiles = 4, BufferDuration = TimeSpan.FromSeconds(20) };

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _paths;

    public TwentyFilesTests()
    {
        _paths = [.. Enumerable.Range(0, Count).Select(i => _folder.Write($"day{i / 10}/{i:D2}.wav", Content(i)))];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_are_one_recording()
    {
        using AudioLoader<short> data = AudioLoader.Open<short>(_paths, Options);
        Check(data);
    }

    [Fact]
    public void They_are_the_same_through_the_index()
    {
        using (AudioLoader<short> data = AudioLoader.Open<short>(_paths, Options))
            ((ConcatenatedSource)data.Source).ToIndex().Write(_folder["night.json"]);
        using AudioLoader<short> reopened = AudioLoader.Open<short>(RecordingIndex.Read(_folder["night.json"]), Options);
        Check(reopened);
    }

    private void Check(AudioLoader<short> data)
    {
        Assert.Equal((Rate, Count * Frames, 2), (data.Rate, data.Frames, data.Channels));
        Assert.Empty(data.Diagnostics);

        foreach (FrameSpan<short> block in data.Blocks(4096, overlap: 1000))
        {
            for (int i = 0; i < block.FrameCount; i++)
                Assert.True(IsRight(block[i, 0], block.StartFrame + i, 0) && IsRight(block[i, 1], block.StartFrame + i, 1));
        }
        for (int join = 1; join < Count; join++)
        {
            short[] across = new short[2 * 200];
            data.Read((join * (long)Frames) - 100, across);
            Assert.Equal(Waves.Counting((join * (long)Frames) - 100, 200, 2), across);
        }
        for (long frame = data.Frames - 1; frame >= 0; frame -= 997) Assert.True(IsRight(data[frame, 1], frame, 1));

        Assert.Equal(_paths, data.Files.Select(file => file.Path));
        for (int i = 0; i < Count; i++)
        {
            RecordingFile file = data.Files[i];
            Assert.Equal((i, i * (long)Frames, Frames), (file.Index, file.StartFrame, file.FrameCount));
            Assert.Equal(Evening.AddSeconds(30 * i), file.StartTime?.Instant);
            Assert.Equal(Waves.Stamp(Evening.AddSeconds(30 * i)), file.Metadata["GUANO.Timestamp"]);
            Assert.Same(file, data.FileAt(file.StartFrame));
            Assert.Same(file, data.FileAt(file.StartFrame + Frames - 1));
            Assert.Equal(Evening.AddSeconds((30 * i) + 7.5), data.InstantAt(file.StartFrame + (long)(7.5 * Rate)));
            Assert.Equal(file.StartFrame + (long)(7.5 * Rate), data.FrameAtInstant(Evening.AddSeconds((30 * i) + 7.5)));
        }
        Assert.Equal(Evening, data.StartTime?.Instant);
        Assert.Same(data.Files[0].Metadata, data.Metadata);
        Assert.Equal(Count - 1, data.Joins.Count);
        Assert.All(data.Joins, join => Assert.Equal((JoinKind.Seamless, 0.0), (join.Kind, join.GapSeconds)));

        IEnumerable<Marker> expected = Enumerable.Range(0, Count).SelectMany(i => (Marker[])
            [Expected.Marker(i * (long)Frames, 0, $"start of {i}", ""), Expected.Marker((i * (long)Frames) + 12_345, 0, $"call {i}", "")]);
        Assert.Equal(expected, data.Markers);
    }

    private static byte[] Content(int file) => Waves.Int16(
        Waves.Counting(file * (long)Frames, Frames, 2), 2, Rate, Waves.Stamp(Evening.AddSeconds(30 * file)),
        Waves.Cues((0, $"start of {file}"), (12_345, $"call {file}")));

    private static bool IsRight(short value, long frame, int channel) => value == Waves.Value(frame, channel);
}
