using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Tests;

public class TerminalTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("83.6", 83.6)]
    [InlineData(" 90 ", 90)]
    [InlineData("1:23.6", 83.6)]
    [InlineData("90:00", 5400)]
    [InlineData("1:23:45.6", 5025.6)]
    [InlineData("100:00:00", 360_000)]
    [InlineData("0.0000001", 1e-7)]
    public void Times_are_read_as_seconds_minutes_or_hours(string text, double seconds)
    {
        Assert.True(TimeText.TryParse(text, out TimeSpan time));
        Assert.Equal(seconds, time.TotalSeconds, 1e-9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1:60")]
    [InlineData("1:60:00")]
    [InlineData("1:2:3:4")]
    [InlineData("1.5:00")]
    [InlineData("1,5")]
    [InlineData("1e5")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("99999999999999999999")]
    public void What_is_no_time_is_refused(string text) => Assert.False(TimeText.TryParse(text, out _));

    [Theory]
    [InlineData(0, 0, false, "0:00")]
    [InlineData(59.96, 1, false, "1:00.0")]
    [InlineData(3599.9996, 3, false, "1:00:00.000")]
    [InlineData(61.5, 3, false, "1:01.500")]
    [InlineData(61.5, 0, true, "0:01:02")]
    [InlineData(360_000, 0, false, "100:00:00")]
    public void Times_are_written_rounded_as_a_whole(double seconds, int decimals, bool withHours, string expected) =>
        Assert.Equal(expected, TimeText.Format(seconds, decimals, withHours));

    [Fact]
    public void Quantities_are_written_with_their_units()
    {
        Assert.Equal("44.1 kHz", NumberText.Rate(44_100));
        Assert.Equal("500 Hz", NumberText.Rate(500));
        Assert.Equal("1 channel", NumberText.Count(1, "channel"));
        Assert.Equal("26,460,000 frames", NumberText.Count(26_460_000, "frame"));
        Assert.Equal("999 bytes", NumberText.Bytes(999));
        Assert.Equal("1.0 MB", NumberText.Bytes(999_990));
        Assert.Equal("105.8 MB", NumberText.Bytes(105_840_044));
        Assert.Equal("9.2 EB", NumberText.Bytes(long.MaxValue));
    }

    [Theory]
    [InlineData("2020-12-14T19:22:55.0000000", null, "2020-12-14 19:22:55")]
    [InlineData("2020-12-14T19:22:55.4999773", null, "2020-12-14 19:22:55.5")]
    [InlineData("2020-12-14T19:22:59.9999999", -330, "2020-12-14 19:23:00 -05:30")]
    [InlineData("9999-12-31T23:59:59.9999999", 0, "9999-12-31 23:59:59.999 +00:00")]
    public void Times_of_day_are_written_with_their_zone_if_there_is_one(string local, int? offsetMinutes, string expected) => Assert.Equal(
        expected,
        ClockText.Format(
            DateTime.Parse(local, CultureInfo.InvariantCulture), offsetMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null));
}
