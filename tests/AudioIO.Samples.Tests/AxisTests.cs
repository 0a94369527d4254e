using System.Globalization;
using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

public class AxisTests
{
    [Theory]
    [InlineData(0, 10, 11, "Time (s)", "0 1 2 3 4 5 6 7 8 9 10")]
    [InlineData(0, 0.05, 6, "Time (s)", "0.00 0.01 0.02 0.03 0.04 0.05")]
    [InlineData(0.3, 1.1, 5, "Time (s)", "0.4 0.6 0.8 1.0")]
    [InlineData(0, 600, 12, "Time (m:ss)", "0:00 1:00 2:00 3:00 4:00 5:00 6:00 7:00 8:00 9:00 10:00")]
    [InlineData(95, 135, 5, "Time (m:ss)", "1:40 1:50 2:00 2:10")]
    [InlineData(95, 96.1, 6, "Time (m:ss)", "1:35.0 1:35.2 1:35.4 1:35.6 1:35.8 1:36.0")]
    [InlineData(0, 7200, 6, "Time (h:mm:ss)", "0:00:00 0:30:00 1:00:00 1:30:00 2:00:00")]
    [InlineData(3500, 3700, 5, "Time (h:mm:ss)", "0:59:00 1:00:00 1:01:00")]
    [InlineData(0, 864_000, 6, "Time (h:mm:ss)", "0:00:00 48:00:00 96:00:00 144:00:00 192:00:00 240:00:00")]
    public void Times_have_ticks_as_on_a_clock(double from, double to, int most, string title, string labels)
    {
        Axis axis = Axis.Time(from, to, most);

        Assert.Equal(title, axis.Title);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(tick => tick.Label)));
    }

    [Theory]
    [InlineData(44_100, 12, "Frequency (kHz)", "0 2 4 6 8 10 12 14 16 18 20 22")]
    [InlineData(8_000, 9, "Frequency (kHz)", "0.0 0.5 1.0 1.5 2.0 2.5 3.0 3.5 4.0")]
    [InlineData(500_000, 6, "Frequency (kHz)", "0 50 100 150 200 250")]
    [InlineData(2_000, 6, "Frequency (Hz)", "0 200 400 600 800 1000")]
    [InlineData(1, 6, "Frequency (Hz)", "0.0 0.1 0.2 0.3 0.4 0.5")]
    public void Frequencies_have_ticks_at_1_2_or_5_times_a_power_of_ten(double rate, int most, string title, string labels)
    {
        Axis axis = Axis.Frequency(new FrequencyScale(0, rate / 2, false), most);

        Assert.Equal(title, axis.Title);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(tick => tick.Label)));
    }

    [Theory]
    [InlineData(20, 22_050, 12, "Frequency (kHz)", "0.02 0.05 0.1 0.2 0.5 1 2 5 10 20")]
    [InlineData(20, 22_050, 5, "Frequency (kHz)", "0.1 1 10")]
    [InlineData(187.5, 192_000, 12, "Frequency (kHz)", "0.2 0.5 1 2 5 10 20 50 100")]
    [InlineData(1, 1_000, 10, "Frequency (Hz)", "1 2 5 10 20 50 100 200 500 1000")]
    [InlineData(4_000, 9_000, 8, "Frequency (kHz)", "4 5 6 7 8 9")]
    [InlineData(0.3, 60, 12, "Frequency (Hz)", "0.5 1 2 5 10 20 50")]
    public void Logarithmic_axes_have_ticks_at_1_2_and_5(double low, double high, int most, string title, string labels)
    {
        Axis axis = Axis.Frequency(new FrequencyScale(low, high, true), most);

        Assert.Equal(title, axis.Title);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(tick => tick.Label)));
        Assert.Equal(0.5, axis.Fraction(Math.Sqrt(axis.From * axis.To)), 1e-9);
    }

    [Theory]
    [InlineData("2024-06-01T21:58:30", 600, 12, "Time of day, 2024-06-01", "21:59 22:00 22:01 22:02 22:03 22:04 22:05 22:06 22:07 22:08")]
    [InlineData("2024-06-01T22:00:00", 36_000, 11, "Time of day, 2024-06-01 to 2024-06-02", "22:00 23:00 00:00 01:00 02:00 03:00 04:00 05:00 06:00 07:00 08:00")]
    [InlineData("2024-06-01T22:00:00.25", 10, 11, "Time of day, 2024-06-01", "22:00:01 22:00:02 22:00:03 22:00:04 22:00:05 22:00:06 22:00:07 22:00:08 22:00:09 22:00:10")]
    [InlineData("2024-06-01T22:00:00", 0.5, 6, "Time of day, 2024-06-01", "22:00:00.0 22:00:00.1 22:00:00.2 22:00:00.3 22:00:00.4 22:00:00.5")]
    public void A_clock_has_ticks_at_round_times_of_day(string start, double seconds, int most, string title, string labels)
    {
        DateTime clock = DateTime.Parse(start, CultureInfo.InvariantCulture);

        Axis axis = TimeOfDayAxis.Create([new TimeOfDayPiece(0, (long)(seconds * 1000), clock)], 1000, most);

        Assert.Equal(title, axis.Title);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(tick => tick.Label)));
        foreach (Tick tick in axis.Ticks)
            Assert.Equal(tick.Label, clock.AddSeconds(tick.Value).AddTicks(1).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)[..tick.Label.Length]);
    }

    [Fact]
    public void Where_the_clock_jumps_its_ticks_jump_too()
    {
        // Two hours in the evening, two in the morning.
        DateTime evening = new(2024, 6, 1, 20, 30, 0), morning = new(2024, 6, 2, 4, 15, 0);

        Axis axis = TimeOfDayAxis.Create([new TimeOfDayPiece(0, 7200, evening), new TimeOfDayPiece(7200, 14_400, morning)], 1, 9);

        Assert.Equal("20:30 21:00 21:30 22:00 04:30 05:00 05:30 06:00", string.Join(' ', axis.Ticks.Select(tick => tick.Label)));
        Assert.Equal(7200 + 900, axis.Ticks[4].Value);
    }

    [Fact]
    public void A_recorder_that_wakes_every_ten_minutes_has_no_crowd_of_ticks()
    {
        DateTime start = new(2024, 6, 1, 20, 0, 0);
        TimeOfDayPiece[] pieces = [.. Enumerable.Range(0, 72).Select(i => new TimeOfDayPiece(i * 60, (i + 1) * 60, start.AddMinutes(10 * i)))];

        Axis axis = TimeOfDayAxis.Create(pieces, 1, 12);

        Assert.Equal("20:00 21:00 22:00 23:00 00:00 01:00 02:00 03:00 04:00 05:00 06:00 07:00", string.Join(' ', axis.Ticks.Select(tick => tick.Label)));
    }

    [Fact]
    public void Levels_are_written_with_a_true_minus_sign_and_no_negative_zero()
    {
        Axis axis = Axis.Level(new LevelRange(-60, 0), 4);

        Assert.Equal(["−60", "−40", "−20", "0"], axis.Ticks.Select(tick => tick.Label));
        Assert.Equal(0.5, axis.Fraction(-30));
    }

    [Fact]
    public void No_axis_has_more_ticks_than_find_room_or_fewer_than_needed()
    {
        for (double length = 0.01; length < 1e7; length *= 1.13)
        {
            foreach (double start in (double[])[0, 1.234, 4000])
                Assert.InRange(Axis.Time(start, start + length, 10).Ticks.Count, 2, 11);
        }
    }
}
