namespace AudioIO.Tests.MetadataReading;

/// <summary>The chunks that makers of recorders added: wamd, auxi, harp.</summary>
public sealed class RecorderChunkTests
{
    [Fact]
    public void Fields_of_Wildlife_Acoustics_are_a_section_of_their_own()
    {
        Metadata metadata = new DescribedFile().Add("wamd", Samples.Wamd()).ReadClean().Metadata;
        Assert.Equal(("1", "SM3BAT", "SM300123", "1.2.6"),
            (metadata["WAMD.Version"], metadata["WAMD.Model"], metadata["WAMD.Serial"], metadata["WAMD.Firmware"]));
        Assert.Equal(("SITE", "WGS84,27.3888,S,152.8811,E,62.5", "by the river", "MYOLUC"),
            (metadata["WAMD.Prefix"], metadata["WAMD.GPS"], metadata["WAMD.Notes"], metadata["WAMD.AutoId"]));
        Assert.Equal(("10", "own", null), (metadata["TimeExpansion"], metadata["WAMD.Field33"], metadata["RunState"]));
    }

    [Theory]
    [InlineData("2014-04-02 22:59:14-05:00", "2014-04-02T22:59:14-05:00")]
    [InlineData("2014-04-02 22:59:14.123+1:00", "2014-04-02T22:59:14.123+01:00")]
    [InlineData("2014-04-02 22:59:14.000", "2014-04-02T22:59:14")]
    [InlineData("2014-04-02 22:59:14-0530", "2014-04-02T22:59:14-05:30")]
    public void Their_time_has_milliseconds_and_a_zone_where_it_is_written(string text, string expected)
    {
        StartTime? start = new DescribedFile().Add("wamd", Samples.Wamd(text)).ReadClean().StartTime;
        Assert.Equal((expected, "WAMD"), (start?.ToString(), start?.Origin));
    }

    [Theory]
    [InlineData("SM300123")]
    [InlineData("27.3888,S,152.8811,E")]
    public void A_time_of_wamd_that_is_none_is_reported(string text) => Assert.Null(
        new DescribedFile().Add("wamd", Samples.Wamd(text)).ReadReporting("WAMD.Timestamp: expected a date and time").StartTime);

    [Fact]
    public void A_field_of_wamd_beyond_its_chunk_ends_the_reading_and_what_stands_before_it_is_kept()
    {
        byte[] chunk = new ChunkWriter().Field(1, "SM4").Int16(2).UInt32(uint.MaxValue).Text("x").ToArray();
        Assert.Equal("SM4", new DescribedFile().Add("wamd", chunk).ReadReporting("Field of chunk wamd at byte 13").Metadata["WAMD.Model"]);
    }

    [Fact]
    public void Start_and_stop_of_radio_recordings_name_no_zone()
    {
        MetadataResult result = new DescribedFile().Add("auxi", Samples.Auxi()).ReadClean();
        Assert.Equal(Expected.Start(new DateTime(2018, 4, 5, 9, 32, 0), null, "AUXI"), result.StartTime);
        Assert.Equal("2018-04-05 09:33:30.500", result.Metadata["AUXI.StopTime"]);
        Assert.True(result.Metadata.TryGetNumber("CenterFrequency", out double value, out string unit));
        Assert.Equal((7_100_000, "Hz"), (value, unit));
    }

    [Fact]
    public void Another_content_of_auxi_is_no_time()
    {
        Assert.Null(new DescribedFile().Add("auxi", Samples.Auxi(month: 13)).ReadReporting("AUXI.StartTime: expected a date").StartTime);
        Assert.Null(new DescribedFile().Add("auxi", new byte[68]).ReadClean().StartTime);
        Assert.Null(new DescribedFile().Add("auxi", new byte[31]).ReadReporting("expected two times of 16 bytes").StartTime);
        byte[] xml = System.Text.Encoding.Unicode.GetBytes("<?xml version=\"1.0\"?><SDR-XML-Root/>");
        Assert.Empty(new DescribedFile().Add("auxi", xml).ReadClean().Metadata.Sections);
    }

    [Fact]
    public void The_table_of_HARP_is_read_as_stretches_with_their_starts_in_UTC()
    {
        MetadataResult result = new DescribedFile().Add("fmt ", Samples.Format()).Add("harp", Samples.Harp()).ReadClean();
        Assert.Equal([0, 1000, 2000], result.Stretches.Select(stretch => stretch.StartFrame));
        Assert.Equal(["2019-01-05T12:45:00.25+00:00", "2019-01-05T12:50:00+00:00", "2019-01-05T12:50:01+00:00"],
            result.Stretches.Select(stretch => $"{stretch.StartTime}"));
        Assert.Equal(result.Stretches[0].StartTime, result.StartTime);
        Metadata metadata = result.Metadata;
        Assert.Equal(("1", "DL37", "SOCA", "SOCAL_B", "12345678"),
            (metadata["HARP.Version"], metadata["Instrument"], metadata["Site"], metadata["Experiment"], metadata["DiskSerial"]));
        Assert.Equal(("-119.25368°", "32.21234°", "1100 m"), (metadata["Longitude"], metadata["HARP.Latitude"], metadata["HARP.Depth"]));
        Assert.Equal("2019-01-05T12:50:00.000Z", metadata["HARP.RawFile2.Start"]);
    }

    [Theory]
    [InlineData('1')]
    [InlineData('0')]
    [InlineData(0)]
    public void Its_version_may_be_a_digit(int version) => Assert.Equal(3,
        new DescribedFile().Add("fmt ", Samples.Format()).Add("harp", Samples.Harp(version)).ReadClean().Stretches.Count);

    [Fact]
    public void A_table_that_cannot_be_is_reported_and_not_used()
    {
        DescribedFile File(byte[] harp) => new DescribedFile().Add("fmt ", Samples.Format()).Add("harp", harp);
        byte[] table = Samples.Harp();
        Assert.Empty(File(table[..^32]).ReadReporting("expected a table of 3 raw files, found 2").Stretches);
        Assert.Empty(File(Samples.Harp(version: 2)).ReadReporting("expected version 0 or 1").Stretches);
        Assert.Empty(File(table[..55]).ReadReporting("expected at least 56 bytes").Stretches);
        byte[] odd = [.. table];
        odd[56 + 32 + 8]++;
        Assert.Empty(File(odd).ReadReporting("expected raw files that begin with frames of 2 bytes").Stretches);
        byte[] month = [.. table];
        month[56 + 32 + 1] = 13;
        Assert.Empty(File(month).ReadReporting("expected the start of raw file 2").Stretches);
        var unformatted = new DescribedFile().Add("harp", table);
        Assert.Empty(unformatted.ReadClean().Stretches);
    }

    [Fact]
    public void Raw_files_in_another_order_beyond_the_end_and_at_another_rate_are_put_right()
    {
        byte[] table = Samples.Harp();
        byte[] swapped = [.. table[..56], .. table[88..120], .. table[56..88], .. table[120..]];
        Assert.Equal([0, 1000, 2000], new DescribedFile().Add("fmt ", Samples.Format()).Add("harp", swapped).ReadClean()
            .Stretches.Select(stretch => stretch.StartFrame));
        var shorter = new DescribedFile { Frames = 1500 }.Add("fmt ", Samples.Format()).Add("harp", table);
        Assert.Equal(2, shorter.ReadClean().Stretches.Count);
        var other = new DescribedFile().Add("fmt ", Samples.Format()).Add("harp", Samples.Harp(rate: 200000));
        Assert.Equal(3, other.ReadReporting("expected the rate of fmt, 48000 Hz, found 200000 Hz").Stretches.Count);
    }
}
