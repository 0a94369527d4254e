using AudioIO.Tests.Flac;
using AudioIO.Tests.Joining;
using AudioIO.Tests.MetadataReading;

namespace AudioIO.Tests.Export;

/// <summary>What excerpts of FLAC and of many files say of themselves.</summary>
public sealed class ExcerptOfFilesTests : IDisposable
{
    private const int Rate = 8000;
    private const int Frames = 40_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Comments_of_FLAC_become_INFO_and_GUANO()
    {
        FlacFile file = FlacFiles.Of(new int[Frames]);
        file.Metadata.Add((4, new ChunkWriter().Counted("reference libFLAC").UInt32(5).Counted("TITLE=Nachtigall")
            .Counted("DATE=2020-12-14T19:22:55+01:00").Counted("Description=am Fluß").Counted("SENSOR=left\nright")
            .Counted("WAVEFORMATEXTENSIBLE_CHANNEL_MASK=0x4").ToArray()));
        file.Metadata.Add((2, new ChunkWriter().Text("riff").Child("bext", Samples.Bext(date: "", time: "", reference: 50)).ToArray()));
        using FlacSource source = (FlacSource)AudioLoader.OpenSource(new MemoryStream(file.ToArray()));
        using WaveSource excerpt = _folder.Excerpt(source, start: 12_000, count: 100);
        Metadata read = excerpt.Metadata;
        Assert.Equal("Nachtigall", read["INFO.INAM"]);
        Assert.Equal("am Fluß", read["INFO.ICMT"]);
        Assert.Equal("2020-12-14T19:22:56.5+01:00", read["INFO.ICRD"]);
        Assert.Equal("left\nright", read["GUANO.Vorbis.SENSOR"]);
        Assert.Equal("2020-12-14T19:22:56.5+01:00", read["GUANO.Timestamp"]);
        Assert.Equal("12050", read["BEXT.TimeReference"]);
        Assert.Null(read["VendorString"]);
        Assert.DoesNotContain("MASK", read.ToString(), StringComparison.Ordinal);
        Assert.Equal(source.ClockAt(12_000), excerpt.ClockAt(0));
    }

    [Fact]
    public void Of_a_join_the_file_speaks_in_which_the_range_begins_and_the_clock_is_that_of_the_recording()
    {
        var start = new DateTimeOffset(2024, 6, 1, 22, 0, 0, TimeSpan.FromHours(2));
        string[] paths = new string[3];
        for (int i = 0; i < paths.Length; i++)
        {
            // The second one says nothing of its time: it follows the first.
            string? stamp = i == 1 ? null : Waves.Stamp(start + TimeSpan.FromMinutes(i));
            (string, byte[])[] chunks =
            [
                ("LIST", new ChunkWriter().Text("INFO").Child("INAM", $"file {i}").ToArray()),
                .. Waves.Cues((10, $"early {i}"), (990, $"late {i}"), (2000, $"beyond {i}")),
            ];
            paths[i] = _folder.Write($"{i}.wav", Waves.Int16(Waves.Counting(1000 * i, 1000), start: stamp, chunks: chunks));
        }
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        using WaveSource excerpt = _folder.Excerpt(source, 1500, 1000);
        Assert.Equal("file 1", excerpt.Metadata["INFO.INAM"]);
        Assert.Equal(source.InstantAt(1500), excerpt.StartTime!.Instant);
        Assert.Equal("0.125", excerpt.Metadata["GUANO.Length"]);
        Assert.Equal(
            [Written.At(490, 0, "late 1", ""), Written.At(500, 0, "beyond 1", ""), Written.At(510, 0, "early 2", "")], excerpt.Markers);
        using WaveSource last = _folder.Excerpt(source, 2500, 100);
        Assert.Equal(source.InstantAt(2500), last.StartTime!.Instant);
    }

    [Fact]
    public void Gaps_that_are_filled_count_in_times_and_markers()
    {
        var start = new DateTimeOffset(2024, 6, 1, 22, 0, 0, TimeSpan.FromHours(2));
        string[] paths =
        [
            _folder.Write("1.wav", Waves.Int16(new short[Rate], start: Waves.Stamp(start))),
            _folder.Write("2.wav", Waves.Int16(new short[Rate], start: Waves.Stamp(start.AddSeconds(3)), chunks: Waves.Cues((10, "ten")))),
        ];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths, new AudioLoaderOptions { Gaps = GapPolicy.Fill });
        using WaveSource silence = _folder.Excerpt(source, 2 * Rate, 2 * Rate);
        Assert.Equal(start.AddSeconds(2), silence.StartTime!.Instant);
        Assert.Equal([Written.At(Rate + 10, 0, "ten", "")], silence.Markers);
    }

    [Fact]
    public void A_short_excerpt_of_many_files_opens_only_those_that_it_touches()
    {
        string[] paths = [.. Enumerable.Range(0, 50).Select(i => _folder.Write($"{i:00}.wav", Waves.Int16(Waves.Counting(100 * i, 100))))];
        using ConcatenatedSource source = ConcatenatedSource.Open(paths);
        foreach (string path in paths[..^10]) File.Delete(path);
        using WaveSource excerpt = _folder.Excerpt(source, 4550, 400);
        Assert.Equal(Waves.Counting(4550, 400), excerpt.ReadAll<short>());
    }
}
