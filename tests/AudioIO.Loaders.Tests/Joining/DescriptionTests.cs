using System.Text;

namespace AudioIO.Tests.Joining;

/// <summary>What a recording says beside its samples: of one file, and of many.</summary>
public sealed class DescriptionTests : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2024, 5, 1, 20, 0, 0, TimeSpan.FromHours(2));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_single_file_has_metadata_markers_a_start_and_is_its_own_list_of_files()
    {
        string path = _folder.Write("a.wav", Waves.Int16(Waves.Counting(0, 8000), start: Waves.Stamp(Evening),
            chunks: Waves.Cues((17, "call"))));
        using AudioLoader<float> data = AudioLoader.Open(path);
        Assert.Equal(Waves.Stamp(Evening), data.Metadata["Timestamp"]);
        Assert.Equal(Expected.Marker(17, 0, "call", ""), Assert.Single(data.Markers));
        Assert.Equal((Evening, "GUANO"), (data.StartTime?.Instant, data.StartTime?.Origin));
        RecordingFile file = Assert.Single(data.Files);
        Assert.Equal((path, 0, 8000, 0), (file.Path, file.StartFrame, file.FrameCount, file.Index));
        Assert.Equal(Evening, file.StartTime?.Instant);
        Assert.Same(data.Metadata, file.Metadata);
        Assert.Same(file, data.FileAt(7999));
        Assert.Empty(data.Joins);
        Assert.Equal(Evening.AddSeconds(0.5), data.InstantAt(4000));
        Assert.Equal(4000, data.FrameAtInstant(Evening.AddSeconds(0.5)));
        Assert.Equal((0, 8000), (data.FrameAtInstant(Evening.AddHours(-1)), data.FrameAtInstant(Evening.AddHours(1))));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.ClockAt(8001));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.InstantAt(-1));
    }

    [Fact]
    public void The_name_of_a_file_tells_its_start_where_nothing_else_does()
    {
        string path = _folder.Write("bat_20240501_200000.wav", Waves.Int16(new short[8000]));
        using AudioLoader<float> data = AudioLoader.Open([path]);
        Assert.Equal((new DateTime(2024, 5, 1, 20, 0, 0), null, StartTimeOrigin.FileName),
            (data.StartTime!.Local, data.StartTime.UtcOffset, data.StartTime.Origin));
        Assert.Equal(new DateTime(2024, 5, 1, 20, 0, 0), data.ClockAt(0));
        Assert.Equal(4000, data.FrameAtClock(new DateTime(2024, 5, 1, 20, 0, 0).AddSeconds(0.5)));
    }

    [Fact]
    public void A_recording_without_times_has_no_times_of_day()
    {
        using ConcatenatedSource source = new MemoryFiles().Add("a.wav", Waves.Int16([1])).Add("b.wav", Waves.Int16([2])).OpenAll();
        Assert.Null(source.StartTime);
        Assert.Null(source.ClockAt(1));
        Assert.Throws<InvalidOperationException>(() => source.FrameAtInstant(Evening));
        Assert.Equal(JoinKind.TimeMissing, Assert.Single(source.Joins).Kind);
    }

    [Fact]
    public void A_stream_is_one_file_without_a_path()
    {
        using AudioLoader<float> data = AudioLoader.Open(new MemoryStream(Waves.Int16([1, 2])));
        Assert.Null(Assert.Single(data.Files).Path);
        Assert.Null(data.StartTime);
    }

    [Fact]
    public void Unwrapped_samples_leave_what_the_recording_says_as_it_is()
    {
        string[] paths = [.. Enumerable.Range(0, 2).Select(i => _folder.Write($"{i}.wav", Waves.Int16(
            Waves.Counting(i, 8000), start: Waves.Stamp(Evening.AddSeconds(i)), chunks: Waves.Cues((17, "call")))))];
        using AudioLoader<float> data = AudioLoader.Open(paths, new AudioLoaderOptions { Unwrap = new UnwrapOptions() });
        Assert.Equal(paths, data.Files.Select(file => file.Path));
        Assert.Equal([17, 8017], data.Markers.Select(marker => marker.StartFrame));
        Assert.Equal((Evening, Evening.AddSeconds(1.5)), (data.StartTime?.Instant, data.InstantAt(12000)));
        Assert.Equal(Waves.Stamp(Evening), data.Metadata["Timestamp"]);
        Assert.Single(data.Joins);
        Assert.Equal(1, data.FileAt(8000).Index);
    }

    [Fact]
    public void Chunks_of_files_are_read_after_the_files_were_closed_for_others()
    {
        var files = new MemoryFiles();
        for (int i = 0; i < 5; i++) files.Add($"{i}.wav", Waves.Int16([(short)i], chunks: ("note", Encoding.ASCII.GetBytes($"note {i}"))));
        ConcatenatedSource source = files.OpenAll(new AudioLoaderOptions { MaxOpenFiles = 1 });
        MetadataChunk[] notes = [.. source.Files.Select(file => file.Metadata.Chunks.Single(chunk => chunk.Id == "note"))];
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal($"note {i}", Encoding.ASCII.GetString(notes[i].ReadBytes()));
            byte[] part = new byte[3];
            Assert.Equal(2, notes[i].Read(4, part));
        }
        Assert.Equal(1, files.MostOpen);
        source.Dispose();
        Assert.Throws<ObjectDisposedException>(() => notes[0].ReadBytes());
    }

    [Fact]
    public void Markers_are_shifted_and_none_reaches_into_the_next_file_by_its_position()
    {
        MemoryFiles files = new MemoryFiles()
            .Add("a.wav", Waves.Int16(Waves.Counting(0, 100), chunks: Waves.Cues((99, "last"), (5000, "beyond"))))
            .Add("b.wav", Waves.Int16([]))
            .Add("c.wav", Waves.Int16(Waves.Counting(100, 100), chunks: Waves.Cues((50, "later"), (0, "first"))));
        using ConcatenatedSource source = files.OpenAll();
        Assert.Equal([(99, "last"), (100, "beyond"), (100, "first"), (150, "later")],
            source.Markers.Select(marker => (marker.StartFrame, marker.Label)));
        Diagnostic beyond = Assert.Single(source.Diagnostics, entry => entry.Kind == DiagnosticKind.Metadata);
        Assert.EndsWith("a.wav", beyond.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Markers_are_read_once_and_metadata_of_a_file_opens_no_other()
    {
        var files = new MemoryFiles();
        for (int i = 0; i < 12; i++) files.Add($"{i}.wav", Waves.Int16([(short)i], chunks: Waves.Cues((0, $"{i}"))));
        using ConcatenatedSource source = files.OpenAll();
        int before = files.Opened;
        Assert.Empty(source.Files[7].Metadata.Sections);
        Assert.Equal(before + 1, files.Opened);
        LeasePoolTests.Run(8, _ => Assert.Equal(12, source.Markers.Count));
        Assert.Same(source.Markers, source.Markers);
        Assert.InRange(files.Opened, before + 12, before + 13);
    }
}
