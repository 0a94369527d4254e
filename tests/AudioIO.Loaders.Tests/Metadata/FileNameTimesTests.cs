using System.Globalization;

namespace AudioIO.Tests.MetadataReading;

/// <summary>Names as recorders, programs and people give them.</summary>
public sealed class FileNameTimesTests
{
    // No name here may become a time because the tests run later.
    private static readonly DateTime Now = new(2026, 6, 1);

    [Theory]
    // Date and time of day, separated or not.
    [InlineData("20201214_192255.WAV", "2020-12-14T19:22:55")]
    [InlineData("/data/20190101_000000/20201214_192255T.WAV", "2020-12-14T19:22:55")]
    [InlineData("SITE-07_20201214_192255_000.wav", "2020-12-14T19:22:55")]
    [InlineData("20201214192255.flac", "2020-12-14T19:22:55")]
    [InlineData("rec 2020-12-14 19-22-55.wav", "2020-12-14T19:22:55")]
    [InlineData("Recording 2020-12-14 at 19.22.55.wav", "2020-12-14T19:22:55")]
    [InlineData("2020-12-14T19:22:55Z.wav", "2020-12-14T19:22:55+00:00")]
    [InlineData("2020-12-14T19-22-55.250Z.wav", "2020-12-14T19:22:55.25+00:00")]
    [InlineData("20201214T192255+1000_REC.flac", "2020-12-14T19:22:55+10:00")]
    [InlineData("20201214T192255-0330.wav", "2020-12-14T19:22:55-03:30")]
    [InlineData("20201214T192255+0545.wav", "2020-12-14T19:22:55+05:45")]
    [InlineData("2020_12_14_19h22m55.wav", "2020-12-14T19:22:55")]
    [InlineData("2020_12_14__19_22_55.wav", "2020-12-14T19:22:55")]
    [InlineData("20201214_192255-001.wav", "2020-12-14T19:22:55")]
    [InlineData("20209914_192255_20201214_192256.wav", "2020-12-14T19:22:56")]
    [InlineData("AMAR659.20180408T203124Z.wav", "2018-04-08T20:31:24+00:00")]
    [InlineData("icListenHF1251_20160101T000000.000Z.wav", "2016-01-01T00:00:00+00:00")]
    [InlineData("SwiftOne_20200506_193000-0500.wav", "2020-05-06T19:30:00-05:00")]
    [InlineData("20190401T000000+1000_REC [-27.3888+152.8811].flac", "2019-04-01T00:00:00+10:00")]
    [InlineData("2020-12-14T24_00_00.wav", "2020-12-15T00:00:00")]
    // Milliseconds: behind a third underscore, or with the seconds.
    [InlineData("PXL_20201214_192255123.wav", "2020-12-14T19:22:55.123")]
    // A fraction is digits alone.
    [InlineData("site_20200101_120000.96 kHz.wav", "2020-01-01T12:00:00")]
    [InlineData("20200101_120000,75.x.wav", "2020-01-01T12:00:00.75")]
    // Zones of two digits.
    [InlineData("20200101T123456-09.wav", "2020-01-01T12:34:56-09:00")]
    [InlineData("20200101_123456-09.wav", "2020-01-01T12:34:56")]
    [InlineData("20200101_123456-2738+15288.wav", "2020-01-01T12:34:56")]
    [InlineData("20200101_123456-0815.wav", "2020-01-01T12:34:56")]
    [InlineData("20200101_123456+02.5N.wav", "2020-01-01T12:34:56")]
    // SoundTrap and other hydrophones.
    [InlineData("reef_67416073.210610033655.x.wav", "2021-06-10T03:36:55")]
    // Other orders, and years of two digits.
    [InlineData("Eurasian_Blackbird-87-2024-05-01-birdnet-RTSP_1-06:20:23.wav", "2024-05-01T06:20:23")]
    [InlineData("24-09-2022_20-29-20.wav", "2022-09-24T20:29:20")]
    [InlineData("09-24-2022_20-29-20.wav", "2022-09-24T20:29:20")]
    [InlineData("05-05-2022_20-29-20.wav", "2022-05-05T20:29:20")]
    [InlineData("24092022_202920.wav", "2022-09-24T20:29:20")]
    [InlineData("20180801T0630.wav", "2018-08-01T06:30:00")]
    [InlineData("20180801T0630+0200_x.wav", "2018-08-01T06:30:00+02:00")]
    [InlineData("2018-08-01 06h30.wav", "2018-08-01T06:30:00")]
    [InlineData("20180801_1630.wav", "2018-08-01T16:30:00")]
    [InlineData("210610033655.wav", "2021-06-10T03:36:55")]
    [InlineData("202106100336.wav", "2021-06-10T03:36:00")]
    public void Names_tell_date_and_time(string path, string expected) => Assert.Equal(expected, Parsed(path));

    [Theory]
    // Dates alone, also two of them.
    [InlineData("20201214.wav")]
    [InlineData("2020-12-14_2021-01-03.wav")]
    [InlineData("20201214_20210103.wav")]
    [InlineData("2020-12-14_2021.wav")]
    [InlineData("deployed 2020-12-14, site 192255.wav")]
    // What is no date or no time.
    [InlineData("120201214_192255.wav")]
    [InlineData("20201214_1922551.wav")]
    [InlineData("20201214_252255.wav")]
    [InlineData("20201314_192255.wav")]
    [InlineData("99999999_192255.wav")]
    [InlineData("20201214_19-2255.wav")]
    [InlineData("night.wav")]
    [InlineData("")]
    // Serial numbers, counters.
    [InlineData("67416073.wav")]
    [InlineData("SM304472.wav")]
    [InlineData("201214_0001.wav")]
    [InlineData("201214_001.wav")]
    [InlineData("20201214_0001.wav")]
    [InlineData("ZOOM0001_LR.wav")]
    [InlineData("67416073.999999999999.flac")]
    [InlineData("3.141592653589.wav")]
    // Coordinates.
    [InlineData("461234_071530.wav")]
    [InlineData("351015_083012.wav")]
    [InlineData("52.520008,13.404954.wav")]
    [InlineData("-27.388800+152.881100.wav")]
    // Frequencies, lengths, sizes.
    [InlineData("tone_192000_96000.wav")]
    [InlineData("sweep_384000Hz_220500.wav")]
    [InlineData("rec_1920x1080_44100.wav")]
    [InlineData("20201214_1920x1080.wav")]
    [InlineData("20200101_1600Hz.wav")]
    // Hashes and hexadecimal numbers.
    [InlineData("d41d8cd98f00b204e9800998ecf8427e.wav")]
    [InlineData("5b07c752.wav")]
    [InlineData("5B07C752_left.wav")]
    [InlineData("DEADBEEF.WAV")]
    [InlineData("0BADF00D.WAV")]
    [InlineData("7FFFFFFF.WAV")]
    // Two ways to read it.
    [InlineData("05-06-2022_20-29-20.wav")]
    [InlineData("20-29-20_05-06-2022.wav")]
    [InlineData("201012112233.wav")]
    public void What_is_no_time_or_could_be_two_is_none(string path) => Assert.Null(Parsed(path));

    [Fact]
    public void A_year_of_two_digits_and_a_count_of_seconds_lie_in_the_past()
    {
        Assert.True(FileNameTimes.TryParse("351015_083012.wav", new DateTime(2035, 10, 15, 9, 0, 0), out _));
        Assert.False(FileNameTimes.TryParse("351015_083012.wav", new DateTime(2035, 10, 1), out _));
        Assert.True(FileNameTimes.TryParse("6FFFFFFF.WAV", new DateTime(2030, 1, 1), out _));
        Assert.False(FileNameTimes.TryParse("6FFFFFFF.WAV", new DateTime(2029, 1, 1), out _));
    }

    [Fact]
    public void Names_longer_than_a_file_system_takes_are_none()
    {
        const string Time = "_20201214_192255";
        Assert.Equal("2020-12-14T19:22:55", Parsed(new string('x', 255 - Time.Length) + Time + ".wav"));
        Assert.Null(Parsed(new string('x', 256 - Time.Length) + Time + ".wav"));
    }

    private static string? Parsed(string path) => FileNameTimes.TryParse(path, Now, out DateTimeText time) ? Shown(time) : null;

    private static string Shown(DateTimeText time) =>
        time.Local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) +
        (time.UtcOffset is { } offset ? $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}" : "");
}
