using System.Text;
using AudioIO.Tests.Flac;
using AudioIO.Tests.MetadataReading;

namespace AudioIO.Tests.Field;

/// <summary>Start times and texts that recorders and programs write into their files.</summary>
internal static class TextRows
{
    private const int Frames = 3000;

    private const string Moth = " Recorded at 19:22:55 14/12/2020 (UTC-5) by AudioMoth 0FE081F80FE081F0 at medium gain.";

    private static readonly int[] Counting = [.. Enumerable.Range(1, Frames)];

    public static IReadOnlyList<FieldRow> All { get; } =
    [
        Row("FLAC tag RecordingStart (Frontier Labs) before the file name",
            Flac("before the name", "2022-04-12T16:00:00+10:00", "RecordingStart=2022-04-12T16:00:00+1000", "date=2020-01-01T00:00:00")),
        Row("wamd chunk (Wildlife Acoustics): metadata section WAMD, start time with milliseconds",
            Wave("wamd", "2014-04-02T22:59:14.123-05:00", "WAMD", ("wamd", Samples.Wamd())).With(
                ("WAMD.Model", "SM3BAT"), ("WAMD.Serial", "SM300123"), ("WAMD.Firmware", "1.2.6"), ("WAMD.Prefix", "SITE"), ("WAMD.Notes", "by the river"))),
        Row("auxi chunk of SDR programs: SYSTEMTIME start and stop",
            Wave("auxi", "2018-04-05T09:32:00", "AUXI", ("auxi", Samples.Auxi())).With(("AUXI.StopTime", "2018-04-05 09:33:30.500"))),
        Row("bext: one-digit parts, 03:17 PM, 13-09-2024, 09/13/2024 where a part above 12 decides",
            Bext("2024-9-3", "5:17:54", "2024-09-03T05:17:54"), Bext("2024-09-03", "03:17 PM", "2024-09-03T15:17:00"),
            Bext("13-09-2024", "05:17:54", "2024-09-13T05:17:54"), Bext("09/13/2024", "05:17:54", "2024-09-13T05:17:54")),
        Row("bext: a BWF that ffmpeg turned into FLAC: tags date + time_reference",
            Flac("both", "2020-12-14T19:22:55.25", "date=2020-12-14", "time_reference=3349212000"),
            Flac("and a time", "2020-12-14T19:22:55.25", "date=2020-12-14", "creation_time=19:22:55", "time_reference=3349212000")),
        Row("INFO: RFC 2822, 14-DEC-2020, ctime with zone; OpenSoundscape's recording_start_time in ICMT",
            Info("ICRD", "Mon, 14 Dec 2020 19:22:55 -0500", "2020-12-14T19:22:55-05:00"), Info("ICRD", "14-DEC-2020 19:22:55", "2020-12-14T19:22:55"),
            Info("IDIT", "Mon Dec 14 19:22:55 UTC 2020\n", "2020-12-14T19:22:55+00:00"),
            Info("ICMT", "opso_metadata{\"recording_start_time\": \"2018-04-05T09:32:00-04:00\", \"opso_metadata_version\": \"v0.1\"}",
                "2018-04-05T09:32:00-04:00", StartTimeOrigin.OpenSoundscape)),
        Row("GUANO: leap second, 24:00:00, PM, 12 digits, trailing [UTC], quotes, CR-only line ends",
            Guano("2012-03-29T23:59:60Z", "2012-03-30T00:00:00+00:00"), Guano("2012-03-29T24:00:00", "2012-03-30T00:00:00"),
            Guano("2012-03-29 03:58:01 PM", "2012-03-29T15:58:01"), Guano("120329035801", "2012-03-29T03:58:01"),
            Guano("2012-03-29T03:58:01Z[UTC]", "2012-03-29T03:58:01+00:00"), Guano("\"2012-03-29T03:58:01+04:00\"", "2012-03-29T03:58:01+04:00"),
            Wave("CR-only line ends", "2012-03-29T03:58:01", "GUANO", ("guan", "Timestamp: 2012-03-29T03:58:01\rNote: owl\r"u8.ToArray())).With(("GUANO.Note", "owl"))),
        Row("iXML: root in small letters; a bare &; a DOCTYPE (ignored, nothing is fetched): what stands before and after is kept",
            Wave("root in small letters", "2020-12-14T19:22:55", "IXML", ("iXML", Encoding.UTF8.GetBytes(
                "<bwfxml><project>owl</project><bext><bwf_origination_date>2020-12-14</bwf_origination_date>" +
                "<bwf_origination_time>19:22:55</bwf_origination_time></bext></bwfxml>"))).With(("IXML.PROJECT", "owl")),
            Xml("a bare &", "<BWFXML><A>Owls & wolves</A><B>after</B></BWFXML>", "expected &amp; in text", ("IXML.A", "Owls & wolves"), ("IXML.B", "after")),
            Xml("a DOCTYPE", "<BWFXML><A>1</A><!DOCTYPE BWFXML SYSTEM \"http://127.0.0.1:1/never-fetched>.dtd\"><B>2</B></BWFXML>", "expected no DOCTYPE",
                ("IXML.A", "1"), ("IXML.B", "2"))),
        Row("AudioMoth comment: a leading blank", Info("ICMT", Moth, "2020-12-14T19:22:55-05:00", StartTimeOrigin.AudioMoth)),
        Row("INFO and labels: text in the code page that a CSET chunk names; UTF-16 with BOM", CodePage(), Utf16()),
        Row("RF64: r64m markers (EBU 3306)", Markers()),
        Row("HARP x.wav: harp chunk: table of raw files with start times: gaps of the duty cycle", Harp()),
    ];

    private static FieldRow Row(string name, params FieldCase[] cases) => new(FieldSection.NamesAndTexts, name, cases);

    /// <summary>Chunks before the sound, one behind it, and a name that tells another time: texts are believed before it.</summary>
    private static FieldCase Wave(string variant, string? start, string origin, params (string Id, byte[] Content)[] chunks) => new(variant, () =>
        new FieldFile(Riff(chunks), Counting))
    {
        FileName = start is null ? "recording" : "20190401T000000+1000_REC.wav",
        Start = start is null ? null : (start, origin),
    };

    private static byte[] Riff(params (string Id, byte[] Content)[] chunks)
    {
        WaveBuilder builder = WaveBuilder.Riff().Format(WaveFormat.Pcm(16, rate: 48000));
        foreach ((string id, byte[] content) in chunks) builder.Chunk(id, content);
        return builder.Data(Recordings.Counting(Frames)).ToArray();
    }

    private static FieldCase With(this FieldCase each, params (string Key, string Value)[] texts) => new(each.Variant, () => each.File)
    {
        FileName = each.FileName,
        Start = each.Start,
        Texts = texts,
    };

    private static FieldCase Bext(string date, string time, string start) =>
        Wave($"{date} {time}", start, "BEXT", ("bext", Samples.Bext(date: date, time: time)));

    private static FieldCase Info(string id, string text, string start, string origin = "INFO") =>
        Wave(text, start, origin, ("LIST", new ChunkWriter().Text("INFO").Child(id, text).ToArray()));

    private static FieldCase Guano(string text, string start) => Wave(text, start, "GUANO", ("guan", Encoding.UTF8.GetBytes($"Timestamp: {text}\n")));

    private static FieldCase Xml(string variant, string text, string words, params (string Key, string Value)[] texts) => new(variant, () =>
        new FieldFile(Riff(("iXML", Encoding.UTF8.GetBytes(text))), Counting))
    {
        Texts = texts,
        Notes = [new(DiagnosticKind.Metadata, words)],
    };

    private static FieldCase Flac(string variant, string start, params string[] tags) => new(variant, () =>
    {
        ChunkWriter comment = new ChunkWriter().Counted("v").UInt32((uint)tags.Length);
        foreach (string tag in tags) comment.Counted(tag);
        FlacFile file = FlacDamageTests.Make(false);
        file.Rate = 48000;
        file.Metadata.Add((4, comment.ToArray()));
        return FieldFlac.Sound(file);
    })
    {
        FileName = "20190401T000000+1000_REC.flac",
        Start = (start, "VORBIS"),
    };

    private static FieldCase CodePage()
    {
        const int Gbk = 936;
        byte[] title = CodePagesEncodingProvider.Instance.GetEncoding(Gbk)!.GetBytes("夜莺之歌");
        byte[] set = new ChunkWriter().Int16(Gbk).Int16(86).Int16(4).Int16(2).ToArray();
        return Wave("CSET 936", null, "", ("CSET", set), ("LIST", new ChunkWriter().Text("INFO").Child("INAM", title).ToArray())).With(("Title", "夜莺之歌"));
    }

    private static FieldCase Utf16()
    {
        byte[] title = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("夜莺 a\0")];
        return Wave("UTF-16", null, "", ("LIST", new ChunkWriter().Text("INFO").Child("INAM", title).ToArray())).With(("Title", "夜莺 a"));
    }

    private static FieldCase Markers() => new("a marker with its label", () =>
    {
        byte[] audio = Recordings.Counting(Frames);
        byte[] markers = new ChunkWriter().Marker64(0b10001, 1234, "Käuzchen", 0).ToArray();
        byte[] bytes = WaveBuilder.Riff("RF64", uint.MaxValue).Ds64((ulong)audio.Length).Format(FieldFiles.Mono16).Chunk("r64m", markers)
            .Data(audio, uint.MaxValue).ToArray();
        return new FieldFile(bytes, Counting);
    })
    {
        Also = source => Assert.Equal(Expected.Marker(1234, 0, "Käuzchen", ""), Assert.Single(source.Markers)),
    };

    private static FieldCase Harp() => new("three raw files", () =>
    {
        // Where the sound begins: behind RIFF and WAVE, fmt, harp's 56 bytes and its table, and the header of data.
        const uint Position = 12 + 24 + 8 + 56 + (3 * 32) + 8;
        return new FieldFile(Riff(("harp", Samples.Harp(dataPosition: Position))), Counting);
    })
    {
        Start = ("2019-01-05T12:45:00.25+00:00", "HARP"),
        Also = source =>
        {
            Assert.Equal(new DateTimeOffset(2019, 1, 5, 12, 50, 0, TimeSpan.Zero), source.InstantAt(1000));
            // The third begins where the second ends, as far as times of whole seconds tell.
            Assert.Equal([0L, 1000], source.ContinuousRanges.Select(range => range.Start));
        },
    };
}
