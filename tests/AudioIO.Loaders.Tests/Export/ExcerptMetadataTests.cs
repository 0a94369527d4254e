using System.Globalization;
using System.Text;
using AudioIO.Tests.Joining;
using AudioIO.Tests.MetadataReading;

namespace AudioIO.Tests.Export;

/// <summary>What an excerpt says of itself: what its file says, moved to where the excerpt begins.</summary>
public sealed class ExcerptMetadataTests : IDisposable
{
    private const int Rate = 8000;
    private const int Frames = 40_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Target => _folder["out.wav"];

    [Fact]
    public void The_fields_of_bext_are_kept_and_its_times_moved()
    {
        // 19:22:55.5, five hundred frames later than the text says it.
        ulong reference = (ulong)((((19 * 60) + 22) * 60 + 55) * Rate) + 4000;
        using WaveSource source = Described(("bext", Samples.Bext(reference: reference)));
        using WaveSource excerpt = _folder.Excerpt(source, start: 12_000, count: 100);

        Assert.Equal("two owls", excerpt.Metadata["BEXT.Description"]);
        Assert.Equal("Recorder 7", excerpt.Metadata["BEXT.Originator"]);
        Assert.Equal("REF", excerpt.Metadata["BEXT.OriginatorReference"]);
        Assert.Equal("2020-12-14", excerpt.Metadata["BEXT.OriginationDate"]);
        Assert.Equal("19:22:57", excerpt.Metadata["BEXT.OriginationTime"]); // 55.5 s + 1.5 s
        Assert.Equal($"{reference + 12_000}", excerpt.Metadata["BEXT.TimeReference"]);
        Assert.Equal(source.Metadata["BEXT.UMID"], excerpt.Metadata["BEXT.UMID"]);
        Assert.Equal(source.Metadata["BEXT.CodingHistory"], excerpt.Metadata["BEXT.CodingHistory"]);
        // What was measured over the whole is not known of a part.
        Assert.NotNull(source.Metadata["BEXT.LoudnessValue"]);
        Assert.Null(excerpt.Metadata["BEXT.LoudnessValue"]);
        using WaveSource whole = _folder.Excerpt(source, 0, Frames);
        Assert.Equal(source.Metadata["BEXT.LoudnessValue"], whole.Metadata["BEXT.LoudnessValue"]);
        Assert.Equal(source.ClockAt(12_000), excerpt.ClockAt(0));
    }

    [Theory]
    [InlineData("2020-12-31", "23:59:59", "2021-01-01", "00:00:01")]
    [InlineData("2020/02/28", "23-59-59", "2020/02/29", "00-00-01")]
    public void A_day_that_ends_in_the_file_ends_in_bext(string date, string time, string movedDate, string movedTime)
    {
        ulong reference = (86_399 * Rate) + 1;
        using WaveSource source = Described(("bext", Samples.Bext(date: date, time: time, reference: reference)));
        using WaveSource excerpt = _folder.Excerpt(source, start: 2 * Rate, count: 100);
        Assert.Equal(movedDate, excerpt.Metadata["BEXT.OriginationDate"]);
        Assert.Equal(movedTime, excerpt.Metadata["BEXT.OriginationTime"]);
        // Frames since midnight begin anew.
        Assert.Equal($"{Rate + 1}", excerpt.Metadata["BEXT.TimeReference"]);
    }

    [Theory]
    [InlineData("          ", "        ")]
    [InlineData("0000-00-00", "00:00:00")]
    [InlineData("2020-13-14", "19:22:55")]
    public void A_bext_without_a_time_keeps_its_texts(string date, string time)
    {
        using WaveSource source = Described(("bext", Samples.Bext(date: date, time: time, reference: 77)));
        using WaveSource excerpt = _folder.Excerpt(source, start: 1000, count: 100);
        Assert.Equal(source.Metadata["BEXT.OriginationDate"], excerpt.Metadata["BEXT.OriginationDate"]);
        Assert.Equal(source.Metadata["BEXT.OriginationTime"], excerpt.Metadata["BEXT.OriginationTime"]);
        Assert.Equal("1077", excerpt.Metadata["BEXT.TimeReference"]);
    }

    [Fact]
    public void Big_endian_numbers_of_bext_become_little_endian_and_a_short_chunk_is_filled_up()
    {
        byte[] bext = Samples.Bext(isBigEndian: true, reference: 5_000_000_000);
        byte[] file = WaveBuilder.Riff("RIFX").Format(WaveFormat.Pcm(16)).Chunk("bext", bext[..400]).Data(new byte[2 * Frames]).ToArray();
        using WaveSource source = Recordings.Open(file);
        using WaveSource excerpt = _folder.Excerpt(source, 10, 100);
        Assert.Equal("5000000010", excerpt.Metadata["BEXT.TimeReference"]);
        Assert.Equal("2", excerpt.Metadata["BEXT.Version"]);
        Assert.Empty(excerpt.Diagnostics);
    }

    [Fact]
    public void Guano_keeps_its_fields_and_states_time_and_length_of_the_excerpt()
    {
        using WaveSource source = Described(("guan", Encoding.UTF8.GetBytes(Samples.GuanoText + "Length: 5.0\nSpecies: a: b\n")));
        using WaveSource excerpt = _folder.Excerpt(source, start: 12_004, count: 20_000);
        Metadata read = excerpt.Metadata;
        Assert.Equal("2012-03-29T03:58:02.5005+04:00", read["GUANO.Timestamp"]);
        Assert.Equal("2.5", read["GUANO.Length"]);
        Assert.Equal("80", read["GUANO.PET.Gain"]);
        Assert.Equal("1.0.4 (2009-11-25)", read["GUANO.PET.Firmware"]);
        Assert.Equal("3.4", read["GUANO.SB.Version"]);
        Assert.Equal("1.0", read["GUANO.Version"]);
        Assert.Equal("first\nsecond", read["GUANO.Note"]);
        Assert.Equal("a: b", read["GUANO.Species"]);
        Assert.Equal(source.ClockAt(12_004), excerpt.ClockAt(0));
        Assert.StartsWith("GUANO|Version: 1.0\n", Encoding.UTF8.GetString(Raw(excerpt, "guan")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "ICMT",
        "Recorded at 19:22:55 14/12/2020 (UTC-5) by AudioMoth 249BC3",
        "Recorded at 19:22:56.500 14/12/2020 (UTC-5) by AudioMoth 249BC3")]
    [InlineData("IDIT", "2020:12:14 19:22:55", "2020-12-14T19:22:56.5")]
    [InlineData("ICRD", "2020-12-14T19:22:55+01:00", "2020-12-14T19:22:56.5+01:00")]
    [InlineData("ICRD", "2020-12-14", "2020-12-14")]
    [InlineData("INAM", "Nachtigall", "Nachtigall")]
    public void Dates_in_INFO_are_moved_and_other_texts_kept(string id, string text, string moved)
    {
        using WaveSource source = Described(("LIST", new ChunkWriter().Text("INFO").Child(id, text).ToArray()));
        using WaveSource excerpt = _folder.Excerpt(source, start: 12_000, count: 100);
        Assert.Equal(moved, excerpt.Metadata["INFO." + id]);
        Assert.Equal(source.ClockAt(12_000), excerpt.ClockAt(0));
        // At the beginning nothing is written otherwise.
        using WaveSource beginning = _folder.Excerpt(source, 0, 100);
        Assert.Equal(text, beginning.Metadata["INFO." + id]);
    }

    [Fact]
    public void The_time_in_the_name_of_a_file_is_stated_in_GUANO()
    {
        string path = _folder.Write("owls_20240601_220000.wav", Waves.Int16(new short[Frames]));
        using WaveSource source = Recordings.Open(path);
        using WaveSource excerpt = _folder.Excerpt(source, start: 3 * Rate, count: Rate);
        Assert.Equal("2024-06-01T22:00:03", excerpt.Metadata["GUANO.Timestamp"]);
        Assert.Equal("1", excerpt.Metadata["GUANO.Length"]);
        Assert.Equal(source.ClockAt(3 * Rate), excerpt.ClockAt(0));
        Assert.Null(excerpt.StartTime!.UtcOffset);
    }

    [Fact]
    public void A_file_that_says_nothing_is_exported_without_metadata()
    {
        using WaveSource source = Described();
        using WaveSource excerpt = _folder.Excerpt(source, start: 3, count: 100);
        Assert.Empty(excerpt.Metadata.Sections);
        Assert.Equal(["JUNK", "fmt ", "data"], excerpt.Metadata.Chunks.Select(chunk => chunk.Id));
    }

    [Fact]
    public void IXml_is_kept_to_the_letter_but_for_its_times()
    {
        const string Document =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <BWFXML><!-- kept --><PROJECT>Wölfe &amp; Co</PROJECT>
              <SPEED><TIMESTAMP_SAMPLE_RATE>16000</TIMESTAMP_SAMPLE_RATE>
              <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>4294967290</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>
              <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>0</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI></SPEED>
              <BEXT><BWF_TIME_REFERENCE_LOW>100</BWF_TIME_REFERENCE_LOW><BWF_TIME_REFERENCE_HIGH>0</BWF_TIME_REFERENCE_HIGH>
              <BWF_ORIGINATION_DATE>2020-12-14</BWF_ORIGINATION_DATE><BWF_ORIGINATION_TIME>23:59:59</BWF_ORIGINATION_TIME></BEXT>
            </BWFXML>
            """;
        using WaveSource source = Described(("iXML", Encoding.UTF8.GetBytes(Document)));
        using WaveSource excerpt = _folder.Excerpt(source, start: 2 * Rate, count: 100);
        string expected = Document
            .Replace("_LO>4294967290<", "_LO>31994<", StringComparison.Ordinal).Replace("_HI>0<", "_HI>1<", StringComparison.Ordinal)
            .Replace("LOW>100<", "LOW>16100<", StringComparison.Ordinal)
            .Replace("2020-12-14", "2020-12-15", StringComparison.Ordinal).Replace("23:59:59", "00:00:01", StringComparison.Ordinal);
        Assert.Equal(expected, Encoding.UTF8.GetString(Raw(excerpt, "iXML")));
    }

    [Fact]
    public void Markers_in_the_range_are_moved_and_regions_cut()
    {
        var markers = new WaveMetadata
        {
            Markers =
            [
                Written.At(99, 0, "before", ""), Written.At(100, 0, "first", "with text"), Written.At(150, 10, "inside", ""),
                Written.At(50, 60, "in from before", ""), Written.At(190, 50, "out behind", ""), Written.At(50, 500, "around", ""),
                Written.At(199, 0, "last", ""), Written.At(200, 0, "behind", ""), Written.At(50, 50, "ends before", ""),
            ],
        };
        using WaveSource source = Recordings.Open(
            Written.File(1, WaveEncoding.Pcm16, writer => writer.Write(new short[1000]), new WaveWriterOptions { Metadata = markers }));
        using WaveSource excerpt = _folder.Excerpt(source, 100, 100);
        Assert.Equal(
            [
                Written.At(0, 10, "in from before", ""), Written.At(0, 100, "around", ""), Written.At(0, 0, "first", "with text"),
                Written.At(50, 10, "inside", ""), Written.At(90, 10, "out behind", ""), Written.At(99, 0, "last", ""),
            ],
            excerpt.Markers);
        Assert.Empty(excerpt.Diagnostics);
    }

    [Fact]
    public void A_marker_at_the_very_end_belongs_to_the_last_range()
    {
        var markers = new WaveMetadata { Markers = [Written.At(1000, 0, "end", "")] };
        using WaveSource source = Recordings.Open(
            Written.File(1, WaveEncoding.Pcm16, writer => writer.Write(new short[1000]), new WaveWriterOptions { Metadata = markers }));
        using (WaveSource last = _folder.Excerpt(source, 900, 100)) Assert.Equal([Written.At(100, 0, "end", "")], last.Markers);
        using WaveSource other = _folder.Excerpt(source, 800, 100);
        Assert.Empty(other.Markers);
    }

    [Fact]
    public void Chunks_that_are_not_understood_are_copied_on_request()
    {
        byte[] list = new ChunkWriter().Text("exif").Child("emdl", "camera").ToArray();
        using WaveSource source = Described(
            ("wxyz", [1, 2, 3]), ("LIST", list), ("LIST", Samples.Info()), ("cue ", Samples.Cue()), ("PAD ", new byte[9]));
        using (WaveSource plain = _folder.Excerpt(source, 0, 10))
            Assert.DoesNotContain(plain.Metadata.Chunks, chunk => chunk.Id == "wxyz");
        using WaveSource excerpt = _folder.Excerpt(source, 0, 10, new ExportOptions { KeepUnknownChunks = true });
        Assert.Equal([1, 2, 3], Raw(excerpt, "wxyz"));
        Assert.Equal(list, Raw(excerpt, "LIST"));
        // Those that are understood are there once.
        Assert.Equal(["JUNK", "fmt ", "wxyz", "LIST", "LIST", "data"], excerpt.Metadata.Chunks.Select(chunk => chunk.Id));
    }

    [Fact]
    public void A_chunk_that_a_RIFF_file_cannot_have_is_noted()
    {
        byte[] file = WaveBuilder.Riff("RIFX").Format(WaveFormat.Pcm(16)).Chunk("wxyz", [1, 2]).Data(new byte[200]).ToArray();
        using WaveSource source = Recordings.Open(file);
        ExportReport report = source.Export(Target, 0, 10, new ExportOptions { KeepUnknownChunks = true });
        Assert.Contains("wxyz", Assert.Single(report.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_says_what_the_recording_says_from_which_it_was_computed()
    {
        using WaveSource source = Described(("guan", Encoding.UTF8.GetBytes(Samples.GuanoText)));
        using var halved = new Halved(source.Signal<float>());
        halved.Export(Target, 12_000, 100, new ExportOptions { DescribedBy = source });
        using (WaveSource excerpt = Recordings.Open(Target))
        {
            Assert.Equal("80", excerpt.Metadata["GUANO.PET.Gain"]);
            Assert.Equal(source.ClockAt(12_000), excerpt.ClockAt(0));
        }
        halved.Export(Target, 12_000, 100, new ExportOptions { Overwrite = true });
        using (WaveSource excerpt = Recordings.Open(Target)) Assert.Empty(excerpt.Metadata.Sections);
        using var other = new Halved(Recordings.Open(WaveBuilder.File(WaveFormat.Pcm(16, 1, 44_100), new byte[200])).Signal<float>());
        Assert.Throws<ArgumentException>(() => other.Export(_folder["2.wav"], 0, 10, new ExportOptions { DescribedBy = source }));
    }

    [Fact]
    public void Random_excerpts_know_when_they_were_recorded()
    {
        var random = new Random(3);
        for (int i = 0; i < 40; i++)
        {
            var zone = TimeSpan.FromMinutes(15 * random.Next(-40, 50));
            DateTimeOffset start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, zone).AddSeconds(random.Next(40_000_000));
            string stamp = i % 2 == 0 ? Waves.Stamp(start) : start.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
            using WaveSource source = Described(("guan", Waves.Guano(stamp)), ("bext", Samples.Bext(reference: (ulong)random.Next())));
            long frame = random.NextInt64(Frames);
            using WaveSource excerpt = _folder.Excerpt(source, frame, 1);
            Assert.Equal(source.ClockAt(frame), excerpt.ClockAt(0));
            Assert.Equal(source.StartTime!.UtcOffset, excerpt.StartTime!.UtcOffset);
        }
    }

    private static WaveSource Described(params (string Id, byte[] Content)[] chunks)
    {
        WaveBuilder builder = WaveBuilder.Riff().Format(WaveFormat.Pcm(16));
        foreach ((string id, byte[] content) in chunks) builder.Chunk(id, content);
        return Recordings.Open(builder.Data(new byte[2 * Frames]).ToArray());
    }

    private static byte[] Raw(WaveSource source, string id) => source.Metadata.Chunks.First(chunk => chunk.Id == id).ReadBytes();

    /// <summary>A signal computed from another one.</summary>
    private sealed class Halved(Signal<float> inner) : Signal<float>(inner.Rate, inner.Frames, inner.Channels, inner)
    {
        protected override void ReadFrames(long start, Span<float> destination)
        {
            inner.Read(start, destination);
            for (int i = 0; i < destination.Length; i++) destination[i] /= 2;
        }
    }
}
