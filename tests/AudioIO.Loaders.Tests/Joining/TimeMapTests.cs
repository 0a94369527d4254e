namespace AudioIO.Tests.Joining;

public class TimeMapTests
{
    private static readonly DateTime Evening = new(2024, 5, 1, 20, 0, 0);

    private static readonly TimeZoneInfo?[] Zones = [null, TimeZoneInfo.Utc, SummerTime.Zone];

    [Theory]
    [InlineData(44_100)]
    [InlineData(48_000)]
    [InlineData(96_000)]
    [InlineData(192_000)]
    [InlineData(250_000)]
    [InlineData(384_000)]
    [InlineData(500_000)]
    public void Time_and_frame_are_inverse_for_a_million_frames(double rate)
    {
        // Six hours in files of 40 s, each beginning to 100 ns when the one before ends.
        long length = (long)(40 * rate) + 1;
        var frames = new FrameMap([.. Enumerable.Repeat(length, 540)]);
        StartTime?[] starts =
            [.. Enumerable.Range(0, frames.Files).Select(i => Zoned(Evening.AddTicks(Signal.TimeAt(i * length, rate).Ticks), 2))];
        var times = new TimeMap(frames, rate, starts);
        var random = new Random(1);
        for (int i = 0; i < 1_000_000; i++)
        {
            // The first and the last frames of all files, and any between.
            long frame = i < 6 * frames.Files
                ? Math.Clamp(((i / 6) * length) + (i % 6) - 3, 0, frames.Frames - 1)
                : random.NextInt64(frames.Frames);
            DateTimeOffset time = times.InstantAt(frame);
            long found = times.FrameAtInstant(time);
            if (found != frame) Assert.Fail($"Frame {frame} at {rate} Hz is recorded at {time:O}, where frame {found} is found.");
            Assert.True(times.InstantAt(found) == time);
            if (times.FrameAtClock(times.ClockAt(frame)) != frame) Assert.Fail($"Frame {frame} at {rate} Hz is not found by its clock.");
        }
    }

    [Fact]
    public void Times_in_a_gap_give_the_first_frame_after_it()
    {
        var times = new TimeMap(new FrameMap([100, 50, 10]), 10,
            [Zoned(Evening), Zoned(Evening.AddSeconds(60)), Zoned(Evening.AddSeconds(65))]);
        Assert.Equal(0, At(times, -1));
        Assert.Equal(0, At(times, 0));
        Assert.Equal(99, At(times, 9.9));
        Assert.Equal(100, At(times, 9.96));
        Assert.Equal(100, At(times, 10));
        Assert.Equal(100, At(times, 59.9));
        Assert.Equal(100, At(times, 60.04));
        Assert.Equal(101, At(times, 60.06));
        Assert.Equal(150, At(times, 65));
        Assert.Equal(160, At(times, 66));
        Assert.Equal(160, At(times, 1e6));
    }

    [Fact]
    public void Of_files_that_overlap_the_one_that_started_last_counts()
    {
        var times = new TimeMap(new FrameMap([100, 20]), 10, [Zoned(Evening), Zoned(Evening.AddSeconds(5))]);
        Assert.Equal(49, At(times, 4.9));
        Assert.Equal(100, At(times, 5));
        Assert.Equal(119, At(times, 6.9));
        Assert.Equal(70, At(times, 7)); // the short one has ended, the long one goes on
        Assert.Equal(99, At(times, 9.9));
    }

    [Fact]
    public void Files_without_a_time_continue_from_the_one_before_and_leading_ones_are_counted_back()
    {
        var frames = new FrameMap([10, 20, 30, 40, 50]);
        var times = new TimeMap(frames, 10,
            [null, null, Zoned(Evening, 2), null, Zoned(Evening.AddSeconds(100), 2)]);
        double[] expected = [-3, -2, 0, 3, 100];
        for (int file = 0; file < expected.Length; file++)
        {
            DateTimeOffset start = times.InstantAt(frames.StartFrameOf(file));
            Assert.Equal(new DateTimeOffset(Evening.AddSeconds(expected[file]), TimeSpan.FromHours(2)), start);
            Assert.Equal(TimeSpan.FromHours(2), start.Offset);
        }
    }

    [Fact]
    public void Any_files_in_any_order_give_the_frame_that_a_plain_search_gives()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            int count = random.Next(1, 8);
            var frames = new FrameMap([.. Enumerable.Range(0, count).Select(_ => (long)random.Next(6))]);
            int[] seconds = [.. Enumerable.Range(0, count).Select(_ => random.Next(25))];
            var times = new TimeMap(frames, 1, [.. seconds.Select(second => Zoned(Evening.AddSeconds(second)))]);
            for (double time = -1; time < 32; time += 0.25)
            {
                long expected = Search(frames, seconds, time);
                long found = At(times, time);
                if (expected != found)
                {
                    IEnumerable<string> files = seconds.Select((second, i) => $"{frames.FramesOf(i)} from {second}");
                    Assert.Fail($"Seed {seed}: {time} s gives {found}, expected {expected}, in {string.Join(", ", files)}");
                }
            }
        }
    }

    [Fact]
    public void A_file_without_a_zone_has_that_of_the_file_before_it_else_after_it_else_none()
    {
        DateTimeOffset?[] resolved = ClockStarts.Resolve(
            [Local(Evening), Zoned(Evening, 2), Local(Evening), null, Zoned(Evening, -5), Local(Evening)], null);
        Assert.Equal([2, 2, 2, null, -5, -5], resolved.Select(time => time?.Offset.TotalHours));
        Assert.False(new TimeMap(new FrameMap([10]), 1, [Local(Evening)]).IsZoneKnown);
        Assert.True(new TimeMap(new FrameMap([10, 10]), 1, [Local(Evening), Zoned(Evening, 2)]).IsZoneKnown);
    }

    [Fact]
    public void Times_stay_within_the_years_of_a_date_whatever_the_files_claim()
    {
        StartTime first = Zoned(DateTime.MinValue.AddHours(14), 14);
        StartTime last = Zoned(DateTime.MaxValue.AddHours(-14), -14);
        StartTime[] edges = [first, last, Local(DateTime.MinValue.AddHours(14)), Local(DateTime.MaxValue.AddHours(-14))];
        foreach (StartTime start in edges)
        {
            StartTime?[][] cases = [[start, null, null], [null, null, start], [null, start, null], [first, start, last]];
            foreach ((StartTime?[] starts, TimeZoneInfo? zone) in cases.SelectMany(starts => Zones.Select(zone => (starts, zone))))
            {
                var frames = new FrameMap([long.MaxValue / 4, 0, long.MaxValue / 4]);
                var times = new TimeMap(frames, 1, starts, zone);
                foreach (long frame in (long[])[0, 1, frames.StartFrameOf(1), frames.Frames - 1, frames.Frames])
                {
                    Assert.InRange(times.FrameAtInstant(times.InstantAt(frame)), 0, times.Frames);
                    Assert.InRange(times.FrameAtClock(times.ClockAt(frame)), 0, times.Frames);
                }
            }
        }
    }

    private static long Search(FrameMap frames, int[] seconds, double time)
    {
        int[] covering = [.. Enumerable.Range(0, seconds.Length)
            .Where(i => seconds[i] <= time && Math.Round(time - seconds[i]) < frames.FramesOf(i))];
        if (covering.Length > 0)
        {
            int file = covering.OrderBy(i => seconds[i]).Last();
            return frames.StartFrameOf(file) + (long)Math.Round(time - seconds[file]);
        }
        int[] later = [.. Enumerable.Range(0, seconds.Length)
            .Where(i => seconds[i] > time && frames.FramesOf(i) > 0).OrderBy(i => seconds[i])];
        return later.Length > 0 ? frames.StartFrameOf(later[0]) : frames.Frames;
    }

    private static long At(TimeMap times, double seconds) =>
        times.FrameAtInstant(new DateTimeOffset(Evening, TimeSpan.Zero).AddSeconds(seconds));

    private static StartTime Zoned(DateTime local, int hours = 0) => Expected.Start(local, TimeSpan.FromHours(hours), "GUANO");

    private static StartTime Local(DateTime local) => Expected.Start(local, null, "BEXT");
}
