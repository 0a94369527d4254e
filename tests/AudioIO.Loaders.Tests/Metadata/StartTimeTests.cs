using System.Text;

namespace AudioIO.Tests.MetadataReading;

public sealed class StartTimeTests
{
    private const string AudioMoth = "Recorded at 01:00:05 05/01/2020 (UTC+1) by AudioMoth 0FE081F80FE081F0";

    private static byte[] Info(string id, string text) => new ChunkWriter().Text("INFO").Child(id, text).ToArray();

    [Fact]
    public void Sources_are_believed_in_their_order()
    {
        // One more source at a time, from the last to the first; each names another day.
        (string, int, string, byte[])[] sources =
        [
            (StartTimeOrigin.AudioMoth, 5, "LIST", Info("ICMT", AudioMoth)),
            ("INFO", 4, "LIST", Info("ICRD", "2020-01-04 01:00:04")),
            ("INFO", 4, "LIST", Info("IDIT", "2020-01-04 01:00:04")),
            ("IXML", 3, "iXML", Encoding.UTF8.GetBytes("<BWFXML><BEXT><BWF_ORIGINATION_DATE>2020-01-03</BWF_ORIGINATION_DATE>" +
                "<BWF_ORIGINATION_TIME>01:00:03</BWF_ORIGINATION_TIME></BEXT></BWFXML>")),
            ("BEXT", 2, "bext", Samples.Bext(date: "2020-01-02", time: "01:00:02")),
            ("GUANO", 1, "guan", "Timestamp: 2020-01-01T01:00:01Z\n"u8.ToArray()),
        ];
        var file = new DescribedFile { Path = "/x/20200106_010006.wav" };
        Assert.Equal(Expected.Start(new DateTime(2020, 1, 6, 1, 0, 6), null, StartTimeOrigin.FileName), file.ReadClean().StartTime);
        foreach ((string origin, int day, string id, byte[] chunk) in sources)
        {
            StartTime start = file.Add(id, chunk).ReadClean().StartTime!;
            Assert.Equal((origin, new DateTime(2020, 1, day, 1, 0, day)), (start.Origin, start.Local));
        }
    }

    [Fact]
    public void Zones_are_kept_where_they_are_named_and_never_invented()
    {
        StartTime zoned = new DescribedFile().Add("guan", "Timestamp: 2012-03-29T03:58:01+04:00\n").ReadClean().StartTime!;
        Assert.Equal(TimeSpan.FromHours(4), zoned.UtcOffset);
        Assert.Equal(new DateTimeOffset(2012, 3, 29, 3, 58, 1, TimeSpan.FromHours(4)), zoned.Instant);
        Assert.Equal("2012-03-29T03:58:01+04:00", zoned.ToString());
        StartTime local = new DescribedFile().Add("guan", "Timestamp: 2012-03-29T03:58:01.5\n").ReadClean().StartTime!;
        Assert.Null(local.UtcOffset);
        Assert.Null(local.Instant);
        Assert.Equal("2012-03-29T03:58:01.5", local.ToString());
    }

    [Theory]
    // 19:22:55 is 69775 s after midnight; at 48 kHz 12000 samples are 0.25 s.
    [InlineData("19:22:55", (69775UL * 48000) + 12000, "19:22:55.25")]
    [InlineData("19:22:55", 0UL, "19:22:55")]
    [InlineData("19:22:55", 3600UL * 48000, "19:22:55")]
    [InlineData("19:22", (69775UL * 48000) + 12000, "19:22:55.25")]
    [InlineData("", (69775UL * 48000) + 12000, "19:22:55.25")]
    [InlineData("", 0UL, null)]
    [InlineData("", 86400UL * 48000, null)]
    [InlineData("", ulong.MaxValue, null)]
    public void The_time_reference_gives_the_time_where_it_is_missing_or_coarser(string time, ulong reference, string? expected)
    {
        StartTime? start = new DescribedFile().Add("bext", Samples.Bext(time: time, reference: reference)).ReadClean().StartTime;
        Assert.Equal(expected is null ? null : DateTime.Parse("2020-12-14 " + expected, null), start?.Local);
    }

    [Fact]
    public void iXML_counts_samples_since_midnight_at_its_own_rate()
    {
        const string Xml =
            """
            <BWFXML>
              <BEXT><BWF_ORIGINATION_DATE>2020-12-14</BWF_ORIGINATION_DATE></BEXT>
              <SPEED>
                <TIMESTAMP_SAMPLE_RATE>96000</TIMESTAMP_SAMPLE_RATE>
                <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>1</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>
                <TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>48000</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>
              </SPEED>
            </BWFXML>
            """;
        StartTime start = new DescribedFile().Add("iXML", Xml).ReadClean().StartTime!;
        Assert.Equal(new DateTime(2020, 12, 14) + TimeSpan.FromSeconds(((1L << 32) + 48000) / 96000.0), start.Local, TimeSpan.FromTicks(1));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1e-9")]
    [InlineData("-48000")]
    [InlineData("1e-300")]
    [InlineData("fast")]
    public void A_rate_of_iXML_that_is_none_gives_no_time_beyond_the_day(string rate)
    {
        string xml = "<BWFXML><BEXT><BWF_ORIGINATION_DATE>2020-12-14</BWF_ORIGINATION_DATE></BEXT><SPEED><TIMESTAMP_SAMPLE_RATE>" + rate +
            "</TIMESTAMP_SAMPLE_RATE><TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>48000</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO></SPEED></BWFXML>";
        DateTime? start = new DescribedFile().Add("iXML", xml).ReadClean().StartTime?.Local;
        Assert.Equal(rate == "fast" ? new DateTime(2020, 12, 14, 0, 0, 1) : null, start);
    }

    [Fact]
    public void FLAC_comments_tell_the_time_by_their_date_tags_and_by_AudioMoth()
    {
        byte[] dated = new ChunkWriter().Counted("v").UInt32(1).Counted("date=2020-12-14T19:22:55Z").ToArray();
        var file = new DescribedFile("FLAC").Add("VORBIS_COMMENT", dated);
        Assert.Equal("VORBIS", file.ReadClean().StartTime!.Origin);
        byte[] moth = new ChunkWriter().Counted("v").UInt32(2).Counted("date=2020").Counted($"comment={AudioMoth}").ToArray();
        var commented = new DescribedFile("FLAC").Add("VORBIS_COMMENT", moth);
        Assert.Equal(StartTimeOrigin.AudioMoth, commented.ReadClean().StartTime!.Origin);
    }

    [Theory]
    [InlineData("2020-12-14")]
    [InlineData("2020-12")]
    [InlineData("2020")]
    public void A_date_without_time_of_day_is_no_start_time_and_no_fault(string date) =>
        Assert.Null(new DescribedFile().Add("LIST", Info("ICRD", date)).ReadClean().StartTime);

    [Theory]
    [InlineData("20x0")]
    [InlineData("2020x12")]
    public void What_only_looks_like_a_year_is_reported(string date) =>
        Assert.Null(new DescribedFile().Add("LIST", Info("ICRD", date)).ReadReporting("expected a date").StartTime);

    [Theory]
    [InlineData("0000-00-00")]
    [InlineData("    -  -  ")]
    [InlineData("")]
    public void A_date_that_was_never_set_is_no_fault(string date) =>
        Assert.Null(new DescribedFile().Add("bext", Samples.Bext(date: date)).ReadClean().StartTime);

    [Fact]
    public void Dates_that_cannot_be_read_are_reported_and_the_next_source_is_asked()
    {
        var file = new DescribedFile { Path = "20200106_010006.wav" }
            .Add("guan", "Timestamp: last Tuesday\n").Add("bext", Samples.Bext(date: "2020-13-45"))
            .Add("LIST", "adtl").Add("LIST", Info("ICMT", "Recorded at 99:99:99 99/99/9999"));
        Assert.Equal(StartTimeOrigin.FileName, file.Read().StartTime!.Origin);
        Assert.Equal(
        [
            "GUANO.Timestamp: expected a date and time, found \"last Tuesday\"",
            "BEXT.OriginationDate: expected a date and time, found \"2020-13-45\"",
            "INFO.ICMT: expected a date and time, found \"Recorded at 99:99:99 99/99/9999\"",
        ], file.Diagnostics.Select(entry => entry.Message));
        Assert.Equal([4L, 28L, 28L + 625 + 4], file.Diagnostics.Select(entry => entry.Position!.Value));
    }

    [Fact]
    public void Impossible_start_times_cannot_be_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Expected.Start(DateTime.MinValue, TimeSpan.FromHours(1), "INFO"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Expected.Start(DateTime.UnixEpoch, TimeSpan.FromHours(15), "INFO"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Expected.Start(DateTime.UnixEpoch, TimeSpan.FromSeconds(1), "INFO"));
        Assert.Equal(DateTimeKind.Unspecified, Expected.Start(DateTime.UnixEpoch, null, "INFO").Local.Kind);
    }
}
