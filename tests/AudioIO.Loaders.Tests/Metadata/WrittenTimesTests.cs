namespace AudioIO.Tests.MetadataReading;

/// <summary>Start times as recorders and programs write them into their chunks and tags, one row each.</summary>
public sealed class WrittenTimesTests
{
    [Theory]
    [InlineData("2012-03-29 12:58:01 am", "2012-03-29T00:58:01")]
    [InlineData("2012-03-29 12:58 p.m.", "2012-03-29T12:58:00")]
    [InlineData("201203290358", "2012-03-29T03:58:00")]
    [InlineData("2012-03-29T03:58:01.123456789012+04:00", "2012-03-29T03:58:01.1234567+04:00")]
    [InlineData("2012-03-29T03:58:01[UTC]", "2012-03-29T03:58:01+00:00")]
    [InlineData("2012-03-29T03:58:01+02:00[Europe/Berlin]", "2012-03-29T03:58:01+02:00")]
    [InlineData("2012-03-29T03:58:01 [Europe/Berlin]", "2012-03-29T03:58:01")]
    [InlineData("'2012-03-29 03:58:01'", "2012-03-29T03:58:01")]
    public void GUANO(string text, string expected) =>
        AssertStart(expected, "GUANO", new DescribedFile().Add("guan", $"Timestamp: {text}\n"));

    [Theory]
    [InlineData("201012112233")]
    [InlineData("2012-03-29 15:58 PM")]
    [InlineData("2012-03-29 00:58 AM")]
    [InlineData("05/06/2012 03:58:01")]
    [InlineData("52.520008, 13.404954")]
    [InlineData("384000 Hz")]
    [InlineData("67416073")]
    [InlineData("d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("2012-03-29T03:58:01[")]
    [InlineData("[UTC]")]
    [InlineData("\"\"1")]
    public void What_is_no_time_in_GUANO_is_reported(string text) =>
        Assert.Null(new DescribedFile().Add("guan", $"Timestamp: {text}\n").ReadReporting("expected a date and time").StartTime);

    [Theory]
    [InlineData("Timestamp: 2012-03-29T03:58:01\r\nNote: owl\r\n")]
    [InlineData("\n\rTimestamp: 2012-03-29T03:58:01\n\rNote: owl")]
    public void Lines_of_GUANO_end_in_any_way(string text)
    {
        MetadataResult result = new DescribedFile().Add("guan", text).ReadClean();
        Assert.Equal(("2012-03-29T03:58:01", "owl"), (result.StartTime?.ToString(), result.Metadata["GUANO.Note"]));
    }

    [Theory]
    [InlineData("2024-09-03", "3:17 AM", "2024-09-03T03:17:00")]
    [InlineData("09/09/2024", "05:17:54", "2024-09-09T05:17:54")]
    [InlineData("20240903", "051754", "2024-09-03T05:17:54")]
    [InlineData("2024:09:03", "24:00:00", "2024-09-04T00:00:00")]
    [InlineData("2016-12-31", "23:59:60", "2017-01-01T00:00:00")]
    public void The_broadcast_extension(string date, string time, string expected) =>
        AssertStart(expected, "BEXT", new DescribedFile().Add("bext", Samples.Bext(date: date, time: time)));

    [Theory]
    [InlineData("05/06/2024", "05:17:54", "OriginationDate")]
    [InlineData("13/13/2024", "05:17:54", "OriginationDate")]
    [InlineData("52.520008", "05:17:54", "OriginationDate")]
    [InlineData("2024-09-03", "15:17 PM", "OriginationTime")]
    [InlineData("2024-09-03", "384000", "OriginationTime")]
    [InlineData("9999-12-31", "24:00:00", null)]
    public void What_is_none_in_the_broadcast_extension_is_reported(string date, string time, string? key)
    {
        DescribedFile file = new DescribedFile().Add("bext", Samples.Bext(date: date, time: time));
        Assert.Null(key is null ? file.ReadClean().StartTime : file.ReadReporting($"BEXT.{key}: expected a date and time").StartTime);
    }

    [Theory]
    [InlineData("14 Dec 2020 19:22 GMT", "2020-12-14T19:22:00+00:00")]
    [InlineData("Mon, 14 Dec 2020 19:22:55 EST", "2020-12-14T19:22:55-05:00")]
    [InlineData("Tue, 14 Jul 2020 19:22:55 PDT", "2020-07-14T19:22:55-07:00")]
    [InlineData("Mon, 14 Dec 2020 19:22:55 +0000 (UTC)", "2020-12-14T19:22:55+00:00")]
    [InlineData("14.December.2020, 19:22", "2020-12-14T19:22:00")]
    [InlineData("Mon Dec 14 19:22:55 CET 2020", "2020-12-14T19:22:55")]
    [InlineData("Mon Dec 14 19:22:55 +0100 2020", "2020-12-14T19:22:55+01:00")]
    [InlineData("Mon Dec 14 19:22:55 2020 +0100", "2020-12-14T19:22:55+01:00")]
    [InlineData("Mon Dec 14 07:22:55 PM 2020", "2020-12-14T19:22:55")]
    [InlineData("14/12/2020 19:22:55", "2020-12-14T19:22:55")]
    public void INFO(string text, string expected)
    {
        AssertStart(expected, "INFO", new DescribedFile().Add("LIST", Info("ICRD", text)));
        AssertStart(expected, "INFO", new DescribedFile().Add("LIST", Info("IDIT", text + "\n")));
    }

    [Theory]
    [InlineData("14-DEC-2020")]
    [InlineData("14 December 2020")]
    [InlineData("14/12/2020")]
    public void A_day_without_a_time_of_day_is_no_start_time(string text) =>
        Assert.Null(new DescribedFile().Add("LIST", Info("ICRD", text)).ReadClean().StartTime);

    [Theory]
    [InlineData("31 Feb 2020 19:22:55")]
    [InlineData("Mon Dez 14 19:22:55 2020")]
    [InlineData("Mon, 14 Dec 20 19:22:55")]
    [InlineData("14-DEC-2020 frequency 384000")]
    public void What_is_none_in_INFO_is_reported(string text) =>
        Assert.Null(new DescribedFile().Add("LIST", Info("ICRD", text)).ReadReporting("expected a date and time").StartTime);

    [Theory]
    [InlineData("{ \"device\" : \"x\", \"recording_start_time\" : \"2018-04-05 09:32:00.250\" }", "2018-04-05T09:32:00.25")]
    [InlineData("opso_metadata{\"recording_start_time\": null}", null)]
    [InlineData("The recording_start_time is 2018-04-05T09:32:00", null)]
    public void Comments_of_OpenSoundscape(string text, string? expected)
    {
        DescribedFile file = new DescribedFile().Add("LIST", Info("ICMT", text));
        if (expected is null) Assert.Null(file.ReadClean().StartTime);
        else AssertStart(expected, StartTimeOrigin.OpenSoundscape, file);
    }

    [Theory]
    [InlineData("broadcast", "2020-12-14T19:22:55", "date=2020-12-14", "creation_time=19:22:55")]
    [InlineData("broadcast", "2020-12-14T19:22:55", "date=2020-12-14", "creation_time=19:22:55", "time_reference=48000")]
    [InlineData("ISO", "2020-12-14T19:22:55+00:00", "date=2020-12-14", "creation_time=2020-12-14T19:22:55.000000Z")]
    public void Tags_of_FLAC(string kind, string expected, params string[] tags)
    {
        Assert.NotEmpty(kind);
        AssertStart(expected, "VORBIS", Flac(tags));
    }

    [Theory]
    [InlineData("date=2020-12-14")]
    [InlineData("date=2020", "time_reference=3349212000")]
    [InlineData("time_reference=3349212000")]
    public void Tags_of_FLAC_that_tell_no_time_of_a_day_are_no_fault(params string[] tags) => Assert.Null(Flac(tags).ReadClean().StartTime);

    [Fact]
    public void A_text_of_the_file_is_believed_before_its_name()
    {
        var named = new DescribedFile { Path = "20190401T000000+1000_REC.flac" };
        Assert.Equal(StartTimeOrigin.FileName, named.ReadClean().StartTime!.Origin);
        AssertStart("2018-04-05T09:32:00", "AUXI", named.Add("auxi", Samples.Auxi()));
        AssertStart("2014-04-02T22:59:14.123-05:00", "WAMD", named.Add("wamd", Samples.Wamd()));
        AssertStart("2012-03-29T03:58:01+04:00", "GUANO", named.Add("guan", Samples.GuanoText));
    }

    private static void AssertStart(string expected, string origin, DescribedFile file)
    {
        StartTime? start = file.ReadClean().StartTime;
        Assert.Equal((expected, origin), (start?.ToString(), start?.Origin));
    }

    private static byte[] Info(string id, string text) => new ChunkWriter().Text("INFO").Child(id, text).ToArray();

    private static DescribedFile Flac(string[] tags)
    {
        ChunkWriter comment = new ChunkWriter().Counted("v").UInt32((uint)tags.Length);
        foreach (string tag in tags) comment.Counted(tag);
        return new DescribedFile("FLAC").Add("VORBIS_COMMENT", comment.ToArray());
    }
}
