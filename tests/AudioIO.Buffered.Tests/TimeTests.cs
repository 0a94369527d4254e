namespace AudioIO.Tests;

public class TimeTests
{
    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(1.0, 44_100)]
    [InlineData(0.000_011, 0)]
    [InlineData(0.000_012, 1)]
    [InlineData(-0.000_012, -1)]
    public void A_time_is_that_of_the_nearest_frame(double seconds, long frame)
    {
        CountingArray<int> a = Recording(44_100);
        Assert.Equal(frame, a.FrameAt(seconds));
        Assert.Equal(frame, a.FrameAt(TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond))));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(11_025)]
    [InlineData(44_100)]
    [InlineData(250_000)]
    [InlineData(31_250.125)]
    [InlineData(0.01)]
    public void The_frame_at_the_time_of_a_frame_is_that_frame(double rate)
    {
        CountingArray<int> a = Recording(rate);
        var random = new Random(5);
        for (int i = 0; i < 10_000; i++)
        {
            long frame = random.NextInt64(1L << 32);
            Assert.Equal(frame, a.FrameAt(a.TimeAt(frame)));
        }
    }

    [Fact]
    public void A_view_by_time_has_the_frames_between()
    {
        CountingArray<int> a = Recording(1000);
        FrameSpan<int> view = a.View(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2));
        Assert.Equal((1500, 500, TimeSpan.FromSeconds(1.5)), (view.StartFrame, view.FrameCount, view.StartTime));
        Assert.Equal(a.Frames, a.View(TimeSpan.Zero, a.Duration).FrameCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.View(TimeSpan.Zero, TimeSpan.FromHours(1)).FrameCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.View(TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(1)).FrameCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.View(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1)).FrameCount);
    }

    [Fact]
    public void Seconds_are_times_and_whole_numbers_frames()
    {
        CountingArray<int> a = Recording(1000);
        Assert.Equal((1500, 500), (a.View(1.5, 2.0).StartFrame, a.View(1.5, 2.0).FrameCount));
        Assert.Equal((1, 2), (a.View(1, 2).StartFrame, a.View(1, 2).FrameCount));
        Assert.Equal((1000, 1000), (a.View(1.0, 2.0).StartFrame, a.View(1.0, 2.0).FrameCount));
        long count = 20;
        Assert.Equal(20, a.View(5, count).FrameCount);
        a.UpdateTime(6.0, 6.05);
        Assert.Equal((6000, 100), (a.Offset, a.Buffer.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.View(9.5, 10.5).FrameCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.View(double.NaN, 1.0).FrameCount);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_time_without_a_frame_throws(double seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Recording(1000).FrameAt(seconds));

    [Fact]
    public void A_recording_longer_than_any_time_span_lasts_the_longest_one() =>
        Assert.Equal(TimeSpan.MaxValue, new CountingArray<int>(1L << 60, [1], (_, _) => 0, rate: 1).Duration);

    private static CountingArray<int> Recording(double rate) => new(10_000, [1], (frame, _) => (int)frame, rate: rate);
}
