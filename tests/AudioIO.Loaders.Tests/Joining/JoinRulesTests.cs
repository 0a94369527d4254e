namespace AudioIO.Tests.Joining;

public class JoinRulesTests
{
    private static readonly DateTime Evening = new(2024, 5, 1, 20, 0, 0);

    [Theory]
    [InlineData(0, JoinKind.Seamless)]
    [InlineData(0.999, JoinKind.Seamless)] // a recorder that stamps whole seconds may have begun up to one second later
    [InlineData(-0.999, JoinKind.Seamless)]
    [InlineData(1.002, JoinKind.Gap)]
    [InlineData(-1.002, JoinKind.Overlap)]
    [InlineData(3600, JoinKind.Gap)]
    [InlineData(-86400, JoinKind.Overlap)]
    public void Whole_seconds_are_right_to_one_second(double seconds, JoinKind kind)
    {
        Join join = Assert.Single(Compare([100, 10], 10, Evening, Evening.AddSeconds(10 + seconds)));
        var expected = new Join { Index = 0, StartFrame = 100, Kind = kind, GapSeconds = seconds, ToleranceSeconds = 1.001 };
        Assert.Equal(expected, join with { GapSeconds = Math.Round(join.GapSeconds!.Value, 6) });
    }

    [Theory]
    [InlineData(0.0105, JoinKind.Seamless)]
    [InlineData(0.0115, JoinKind.Gap)]
    [InlineData(-0.0105, JoinKind.Seamless)]
    [InlineData(-0.0115, JoinKind.Overlap)]
    public void Fractions_of_a_second_are_right_to_ten_milliseconds_and_the_drift_of_crystals(double seconds, JoinKind kind)
    {
        Join join = Assert.Single(Compare([100, 10], 10, Evening.AddSeconds(0.5), Evening.AddSeconds(10.5 + seconds)));
        Assert.Equal(kind, join.Kind);
        Assert.Equal(0.01 + (10 * 100e-6), join.ToleranceSeconds!.Value, 9);
    }

    [Fact]
    public void A_gap_behind_files_without_a_time_is_counted_from_the_last_one_that_has_one()
    {
        Join[] joins = Compare([100, 200, 0, 10], 10, Evening, null, null, Evening.AddSeconds(35));
        Assert.Equal([JoinKind.TimeMissing, JoinKind.TimeMissing, JoinKind.Gap], joins.Select(join => join.Kind));
        Assert.Equal([null, null, 5.0], joins.Select(join => join.GapSeconds));
        Assert.Equal([100, 300, 300], joins.Select(join => join.StartFrame));
        Assert.Equal([0, 1, 2], joins.Select(join => join.Index));
    }

    [Fact]
    public void A_time_without_one_before_it_has_nothing_to_be_compared_with()
    {
        Assert.Equal([JoinKind.TimeMissing, JoinKind.Seamless],
            Compare([100, 200, 10], 10, null, Evening, Evening.AddSeconds(20)).Select(join => join.Kind));
    }

    [Fact]
    public void One_file_has_no_join() => Assert.Empty(Compare([100], 10, Evening));

    private static Join[] Compare(long[] frames, double rate, params DateTime?[] starts) => JoinRules.Compare(
        new FrameMap(frames), rate,
            [.. starts.Select(start => start is { } time ? Expected.Start(time, null, StartTimeOrigin.FileName) : null)], null);
}
