using System.Globalization;

namespace AudioIO.Tests.MetadataReading;

public sealed class DateTimeTextTests
{
    private static string Shown(DateTimeText time) =>
        time.Local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) +
        (time.UtcOffset is { } offset ? $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}" : "") + (time.HasTime ? "" : " (date)");

    [Theory]
    [InlineData("2015-12-31T23:59:59", "2015-12-31T23:59:59")]
    [InlineData("2015-12-31T23:59:59.123", "2015-12-31T23:59:59.123")]
    [InlineData("2015-12-31T23:59:59.123456Z", "2015-12-31T23:59:59.123456+00:00")]
    [InlineData("2015-12-31T23:59:59.1234567891", null)]
    [InlineData("2015-12-31T23:59:59.123456789", "2015-12-31T23:59:59.1234567")]
    [InlineData("2015-12-31T23:59:59+04:00", "2015-12-31T23:59:59+04:00")]
    [InlineData("2015-12-31T23:59:59-0330", "2015-12-31T23:59:59-03:30")]
    [InlineData("2015-12-31T23:59:59 -05", "2015-12-31T23:59:59-05:00")]
    [InlineData("2015-12-31 23:59:59 UTC", "2015-12-31T23:59:59+00:00")]
    [InlineData("2015-12-31 23:59:59 UTC+2", "2015-12-31T23:59:59+02:00")]
    [InlineData("2015-12-31 23:59", "2015-12-31T23:59:00")]
    [InlineData("2015-12-31T23:59-05:00", "2015-12-31T23:59:00-05:00")]
    [InlineData("2015-12-31T23:59-05", "2015-12-31T23:59:00-05:00")]
    [InlineData("2015:12:31 23:59:59", "2015-12-31T23:59:59")]
    [InlineData("2015/12/31 23:59:59", "2015-12-31T23:59:59")]
    [InlineData("2015.12.31 23.59.59", "2015-12-31T23:59:59")]
    [InlineData("2015-12-31, 23:59:59,5", "2015-12-31T23:59:59.5")]
    [InlineData("2015-12-31_23-59-59", "2015-12-31T23:59:59")]
    [InlineData("20151231T235959Z", "2015-12-31T23:59:59+00:00")]
    [InlineData("20151231_235959.25", "2015-12-31T23:59:59.25")]
    [InlineData("Thu Dec 31 23:59:59 2015", "2015-12-31T23:59:59")]
    [InlineData("THU DEC  3 23:59:59 2015\n", "2015-12-03T23:59:59")]
    [InlineData(" 2015-12-31 ", "2015-12-31T00:00:00 (date)")]
    [InlineData("20151231", "2015-12-31T00:00:00 (date)")]
    [InlineData("2016-02-29", "2016-02-29T00:00:00 (date)")]
    [InlineData("2015-02-29", null)]
    [InlineData("2015-13-01", null)]
    [InlineData("0000-01-01", null)]
    [InlineData("2015-12/31", null)]
    [InlineData("2015-12-31T24:00:00", null)]
    [InlineData("2015-12-31T23:60:00", null)]
    [InlineData("2015-12-31T23:59:60", null)]
    [InlineData("2015-12-31T23:59:59+15:00", null)]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("9999-12-31T23:59:59-14:00", null)]
    [InlineData("31.12.2015 23:59", null)]
    [InlineData("2015", null)]
    [InlineData("", null)]
    [InlineData("yesterday", null)]
    [InlineData("٢٠١٥-١٢-٣١", null)]
    public void Dates_are_read_in_the_styles_of_ISO_EXIF_and_C(string text, string? expected) =>
        Assert.Equal(expected, DateTimeText.TryParse(text, out DateTimeText time) ? Shown(time) : null);

    [Theory]
    [InlineData("Recorded at 19:22:55 14/12/2020 by AudioMoth 0FE081F8 at gain setting 2, 4.5V", "2020-12-14T19:22:55")]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0FE081F8 at gain setting 2, > 5.0V", "2020-12-14T19:22:55+00:00")]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC-5) by AudioMoth 0FE081F8 at gain setting 2, 4.5V", "2020-12-14T19:22:55-05:00")]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC+10) by AudioMoth 0FE081F8 at gain setting 2, < 3.6V.", "2020-12-14T19:22:55+10:00")]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC+5:30) by AudioMoth 0FE081F8 at medium gain.", "2020-12-14T19:22:55+05:30")]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC-3:30) during deployment 00112233 by AudioMoth.", "2020-12-14T19:22:55-03:30")]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC-0:30) by AudioMoth 0FE081F80FE081F0 at medium gain.", "2020-12-14T19:22:55-00:30")]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC:30) by AudioMoth 0FE081F80FE081F0.", "2020-12-14T19:22:55+00:30")]
    [InlineData("Recorded at 19:22:55.250 14/12/2020 (UTC) by AudioMoth 0FE081F80FE081F0.", "2020-12-14T19:22:55.25+00:00")]
    [InlineData("Recorded at 25:22:55 14/12/2020 (UTC) by AudioMoth", null)]
    [InlineData("Recorded at 19:22:55 31/02/2020 (UTC) by AudioMoth", null)]
    [InlineData("Recorded at 19:22:55 12/14/2020 (UTC) by AudioMoth", null)]
    [InlineData("Recorded at 19:22:55 14/12/2020 (UTC+99) by AudioMoth", null)]
    [InlineData("Recorded at the river", null)]
    public void Comments_of_AudioMoth_are_read_in_all_their_variants(string comment, string? expected)
    {
        Assert.Equal(expected, RecorderTimes.TryParseAudioMoth(comment, out bool isComment, out DateTimeText time) ? Shown(time) : null);
        Assert.True(isComment);
    }

    [Theory]
    [InlineData("20201214_192255.WAV", "2020-12-14T19:22:55")]
    [InlineData("/data/20190101_000000/20201214_192255T.WAV", "2020-12-14T19:22:55")]
    [InlineData("SITE-07_20201214_192255_000.wav", "2020-12-14T19:22:55")]
    [InlineData("20201214192255.flac", "2020-12-14T19:22:55")]
    [InlineData("rec 2020-12-14 19-22-55.wav", "2020-12-14T19:22:55")]
    [InlineData("2020-12-14T19:22:55Z.wav", "2020-12-14T19:22:55+00:00")]
    [InlineData("2020-12-14T19-22-55.250Z.wav", "2020-12-14T19:22:55.25+00:00")]
    [InlineData("20201214T192255+1000_REC.flac", "2020-12-14T19:22:55+10:00")]
    [InlineData("20201214T192255-0330.wav", "2020-12-14T19:22:55-03:30")]
    [InlineData("2020_12_14_19h22m55.wav", "2020-12-14T19:22:55")]
    [InlineData("20201214_192255-001.wav", "2020-12-14T19:22:55")]
    [InlineData("20209914_192255_20201214_192256.wav", "2020-12-14T19:22:56")]
    [InlineData("20201214.wav", null)]
    [InlineData("120201214_192255.wav", null)]
    [InlineData("20201214_1922551.wav", null)]
    [InlineData("20201214_252255.wav", null)]
    [InlineData("99999999_192255.wav", null)]
    [InlineData("5EC5A158.WAV", null)]
    [InlineData("night.wav", null)]
    public void File_names_tell_date_and_time(string path, string? expected) =>
        Assert.Equal(expected, RecorderTimes.TryParseFileName(path, out DateTimeText time) ? Shown(time) : null);

    [Theory]
    [InlineData("2020-12-14")]
    [InlineData("2020:12:14")]
    [InlineData("2020/12/14")]
    [InlineData("2020.12.14")]
    [InlineData("2020 12 14")]
    [InlineData("2020_12_14")]
    [InlineData("20201214")]
    public void Dates_of_the_broadcast_extension_have_any_separator(string text)
    {
        Assert.True(DateTimeText.TryParseDate(text, out DateTime date));
        Assert.Equal(new DateTime(2020, 12, 14), date);
    }

    [Theory]
    [InlineData("19:22:55", 55, 1)]
    [InlineData("19-22-55", 55, 1)]
    [InlineData("19/22/55", 55, 1)]
    [InlineData("19.22.55", 55, 1)]
    [InlineData("19 22 55", 55, 1)]
    [InlineData("192255", 55, 1)]
    [InlineData("19:22", 0, 60)]
    public void Times_of_the_broadcast_extension_have_any_separator(string text, int seconds, int resolution)
    {
        Assert.True(DateTimeText.TryParseClock(text, out TimeSpan clock, out TimeSpan step));
        Assert.Equal((new TimeSpan(19, 22, seconds), TimeSpan.FromSeconds(resolution)), (clock, step));
    }
}
