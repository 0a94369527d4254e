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
        Axis axis = Axis.Frequency(rate, most);

        Assert.Equal(title, axis.Title);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(tick => tick.Label)));
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
