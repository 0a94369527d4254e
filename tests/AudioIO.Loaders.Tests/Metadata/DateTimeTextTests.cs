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
    [InlineData("2015-12-31T23:59:59.1234567891", "2015-12-31T23:59:59.1234567")]
    [InlineData("2015-12-31T23:59:59.123456789123", "2015-12-31T23:59:59.1234567")]
    [InlineData("2015-12-31T23:59:59.1234567891234", null)]
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
    [InlineData("2015-12-31T24:00:00", "2016-01-01T00:00:00")]
    [InlineData("2015-12-31T24:00:01", null)]
    [InlineData("2015-12-31T24:30:00", null)]
    [InlineData("9998-12-31T24:00:00", "9999-01-01T00:00:00")]
    [InlineData("9999-12-31T24:00:00", null)]
    [InlineData("2015-12-31T23:60:00", null)]
    [InlineData("2015-12-31T23:59:60", "2016-01-01T00:00:00")]
    [InlineData("2016-12-31T18:59:60-05:00", "2016-12-31T19:00:00-05:00")]
    [InlineData("2015-12-31T23:58:60", null)]
    [InlineData("2015-12-31T23:59:61", null)]
    [InlineData("2015-12-31T23:59:59+15:00", null)]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("9999-12-31T23:59:59-14:00", null)]
    [InlineData("31.12.2015 23:59", "2015-12-31T23:59:00")]
    [InlineData("2015", null)]
    [InlineData("", null)]
    [InlineData("yesterday", null)]
    [InlineData("٢٠١٥-١٢-٣١", null)]
    public void Dates_are_read_in_the_styles_of_ISO_EXIF_and_C(string text, string? expected) =>
        Assert.Equal(expected, DateTimeForms.TryParse(text, out DateTimeText time) ? Shown(time) : null);

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
    public void Comments_of_AudioMoth_are_read_in_all_their_variants(string comment, string? expected)
    {
        Assert.Equal(expected, AudioMothComment.TryParse(comment, out bool isComment, out DateTimeText time) ? Shown(time) : null);
        Assert.True(isComment);
    }

    [Theory]
    [InlineData("  Recorded at 19:22:55 14/12/2020 (UTC) by AudioMoth 0FE081F80FE081F0 at gain setting 2", "2020-12-14T19:22:55+00:00")]
    [InlineData("\nRecorded at 19:22:55.007 14/12/2020 (UTC+1:45) by AudioMoth-GPS-Sync", "2020-12-14T19:22:55.007+01:45")]
    public void Blanks_before_the_comment_of_AudioMoth_do_not_matter(string comment, string expected)
    {
        Assert.True(AudioMothComment.TryParse(comment, out _, out DateTimeText time));
        Assert.Equal(expected, Shown(time));
    }

    [Theory]
    [InlineData("Recorded at the river")]
    [InlineData("It was Recorded at 19:22:55 14/12/2020")]
    [InlineData("")]
    public void What_people_write_is_no_comment_of_AudioMoth(string comment)
    {
        Assert.False(AudioMothComment.TryParse(comment, out bool isComment, out _));
        Assert.False(isComment);
    }

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
        Assert.True(DateTimeForms.TryParseDate(text, out DateTime date));
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
        Assert.True(DateTimeForms.TryParseClock(text, out TimeSpan clock, out TimeSpan step));
        Assert.Equal((new TimeSpan(19, 22, seconds), TimeSpan.FromSeconds(resolution)), (clock, step));
    }
}
