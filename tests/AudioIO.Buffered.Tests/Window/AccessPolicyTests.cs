namespace AudioIO.Tests.Window;

/// <summary>A recording of 10 000 frames, a window of 100 and side buffers of 64; pages of files hold no more than a frame.</summary>
public class AccessPolicyTests
{
    private static readonly FrameRange None = new(0, 0);

    [Theory]
    [InlineData(1000, 1100)]
    [InlineData(1050, 1051)]
    public void What_the_window_holds_comes_from_it(long start, long stop) =>
        Assert.Equal(AccessPath.Window, Plan(start, stop, window: Buffer(1000, 1100)).Path);

    [Fact]
    public void What_a_side_buffer_holds_comes_from_it()
    {
        AccessPlan recent = Plan(20, 21, recent: Buffer(20, 30, run: 7), older: Buffer(40, 50));
        Assert.Equal(new AccessPlan(AccessPath.Side, new(20, 30), 0, 7), recent);
        AccessPlan older = Plan(49, 50, recent: Buffer(20, 30), older: Buffer(40, 50, run: 9));
        Assert.Equal(new AccessPlan(AccessPath.Side, new(40, 50), 1, 9), older);
    }

    [Theory]
    [InlineData(5000, 5001, 1, 5000, 5001)]
    [InlineData(5000, 5010, 1, 5000, 5010)]
    [InlineData(5000, 5010, 16, 4992, 5024)]
    [InlineData(9999, 10000, 16, 9984, 10000)]
    [InlineData(0, 1, 16, 0, 16)]
    public void A_request_out_of_the_blue_loads_its_own_units_into_the_older_side_buffer(
        long start, long stop, int unit, long first, long end)
    {
        AccessPlan plan = Plan(start, stop, Buffer(100, 200), Buffer(300, 310), Buffer(400, 410), unit: unit);
        Assert.Equal(new AccessPlan(AccessPath.LoadSide, new(first, end), 1, end - first), plan);
    }

    [Theory]
    [InlineData(199, 200, 200, 201, 200, 300)]
    [InlineData(190, 200, 195, 205, 195, 295)]
    [InlineData(100, 101, 99, 100, 0, 100)]
    [InlineData(100, 110, 95, 105, 0, 105)]
    public void A_request_that_continues_the_latest_one_in_the_window_takes_it_along(
        long latestStart, long latestStop, long start, long stop, long first, long end)
    {
        AccessPlan plan = Plan(start, stop, new BufferState(new(100, 200), new(latestStart, latestStop)));
        Assert.Equal(new AccessPlan(AccessPath.MoveWindow, new(first, end), AccessPlan.NoSide), plan);
    }

    [Theory]
    [InlineData(100, 101, 200, 201)]
    [InlineData(150, 160, 190, 210)]
    [InlineData(199, 200, 201, 202)]
    [InlineData(101, 102, 99, 100)]
    public void A_request_beside_the_window_that_continues_nothing_leaves_it_alone(
        long latestStart, long latestStop, long start, long stop)
    {
        AccessPlan plan = Plan(start, stop, new BufferState(new(100, 200), new(latestStart, latestStop)));
        Assert.Equal(new AccessPlan(AccessPath.LoadSide, new(start, stop), 1, stop - start), plan);
    }

    [Theory]
    [InlineData(1, 501, 502)]
    [InlineData(8, 501, 509)]
    [InlineData(70, 501, 565)]
    [InlineData(99, 501, 565)]
    public void A_run_forward_reads_ahead_as_far_as_it_has_come_but_not_beyond_the_side_buffer(long run, long first, long end)
    {
        AccessPlan plan = Plan(501, 502, recent: new BufferState(new(500, 501), new(500, 501), run));
        Assert.Equal(new AccessPlan(AccessPath.LoadSide, new(first, end), 0, run + end - first), plan);
    }

    [Theory]
    [InlineData(1, 499)]
    [InlineData(8, 492)]
    [InlineData(99, 436)]
    public void A_run_backward_reads_ahead_towards_the_beginning(long run, long first)
    {
        AccessPlan plan = Plan(499, 500, older: new BufferState(new(500, 501), new(500, 501), run));
        Assert.Equal(new AccessPlan(AccessPath.LoadSide, new(first, 500), 1, run + 500 - first), plan);
    }

    [Fact]
    public void A_run_that_has_read_as_much_as_the_window_holds_takes_it_over()
    {
        var forward = new BufferState(new(5000, 5064), new(5063, 5064), 100);
        Assert.Equal(new AccessPlan(AccessPath.MoveWindow, new(5064, 5164), 0), Plan(5064, 5065, Buffer(100, 200), forward));
        var backward = new BufferState(new(5000, 5064), new(5000, 5001), 100);
        Assert.Equal(
            new AccessPlan(AccessPath.MoveWindow, new(4900, 5000), 1), Plan(4999, 5000, Buffer(100, 200), Buffer(300, 310), backward));
    }

    [Fact]
    public void Reading_ahead_ends_with_the_recording()
    {
        Assert.Equal(new(9990, 10_000), Plan(9990, 9991, recent: new BufferState(None, new(9989, 9990), 60)).Frames);
        Assert.Equal(new(0, 5), Plan(4, 5, recent: new BufferState(None, new(5, 6), 60)).Frames);
    }

    [Theory]
    [InlineData(0, 64, 1, AccessPath.LoadSide)]
    [InlineData(0, 65, 1, AccessPath.LoadKept)]
    [InlineData(1, 64, 16, AccessPath.LoadSide)]
    [InlineData(1, 65, 16, AccessPath.LoadKept)]
    [InlineData(0, 200, 1, AccessPath.LoadKept)]
    [InlineData(0, 201, 1, AccessPath.Direct)]
    [InlineData(0, 10000, 1, AccessPath.Direct)]
    public void What_does_not_fit_into_a_side_buffer_is_kept_and_what_is_far_above_the_window_goes_straight_into_the_result(
        long start, long stop, int unit, object path) =>
        Assert.Equal(path, Plan(start, stop, unit: unit).Path);

    [Theory]
    [InlineData(1, 1000, 1100, AccessPath.LoadKept, false)]
    [InlineData(2, 1000, 1100, AccessPath.Direct, false)]
    [InlineData(2, 5000, 5100, AccessPath.LoadKept, true)]
    [InlineData(2, 5050, 5150, AccessPath.LoadKept, true)]
    [InlineData(2, 5051, 5151, AccessPath.Direct, false)]
    [InlineData(0, 5000, 5900, AccessPath.Direct, false)]
    [InlineData(2, 5000, 5500, AccessPath.Direct, true)]
    public void A_large_request_is_kept_while_keeping_is_not_in_vain_or_when_it_comes_again(
        int keptInVain, long start, long stop, object path, bool isRepeated)
    {
        var limits = new AccessLimits { TotalFrames = 10_000, BufferFrames = 60, BackFrames = 0, SideFrames = 64, UnitFrames = 1, MostFrames = 400 };
        var kept = new BufferState(new(4990, 4995), new(5000, stop == 5500 ? 5300 : 5100));
        AccessPlan plan = AccessPolicy.Plan(new(start, stop), new AccessState(default, default, default, kept, keptInVain), limits);
        Assert.Equal((path, isRepeated), (plan.Path, plan.IsRepeated));
    }

    [Fact]
    public void What_the_kept_request_holds_comes_from_it()
    {
        var state = new AccessState(Buffer(0, 100), Buffer(500, 510), Buffer(600, 610), new BufferState(new(1000, 1200), new(1000, 1200), 200), 1);
        AccessPlan plan = AccessPolicy.Plan(new(1100, 1101), state, Limits(1));
        Assert.Equal(new AccessPlan(AccessPath.Kept, new(1000, 1200), 0, 200, IsRepeated: true), plan);
    }

    [Fact]
    public void A_request_that_grows_goes_to_the_side_buffer_that_holds_some_of_it()
    {
        Assert.Equal(0, Plan(15, 35, recent: Buffer(20, 30), older: Buffer(400, 410)).Side);
        Assert.Equal(1, Plan(15, 35, recent: Buffer(400, 410), older: Buffer(20, 30)).Side);
    }

    [Fact]
    public void A_request_as_large_as_the_window_does_not_take_it_along()
    {
        Assert.Equal(AccessPath.LoadKept, Plan(200, 300, new BufferState(new(100, 200), new(100, 200))).Path);
        Assert.Equal(AccessPath.MoveWindow, Plan(200, 299, new BufferState(new(100, 200), new(100, 200))).Path);
    }

    [Theory]
    [InlineData(10, 20, 20, 30, "Forward")]
    [InlineData(10, 20, 11, 21, "Forward")]
    [InlineData(10, 20, 0, 10, "Backward")]
    [InlineData(10, 20, 9, 19, "Backward")]
    [InlineData(10, 20, 21, 30, "None")]
    [InlineData(10, 20, 0, 9, "None")]
    [InlineData(10, 20, 10, 20, "None")]
    [InlineData(10, 20, 10, 30, "None")]
    [InlineData(10, 20, 12, 18, "None")]
    [InlineData(10, 10, 10, 11, "None")]
    public void A_request_continues_one_that_it_touches_and_leaves_behind(
        long latestStart, long latestStop, long start, long stop, string direction) =>
        Assert.Equal(direction, AccessPolicy.DirectionFrom(new(latestStart, latestStop), new(start, stop), nearFrames: 1).ToString());

    [Theory]
    [InlineData(20, "Forward")]
    [InlineData(27, "Forward")]
    [InlineData(28, "None")]
    [InlineData(9, "Backward")]
    [InlineData(2, "Backward")]
    [InlineData(1, "None")]
    public void A_frame_continues_one_that_is_no_step_of_eight_away(long frame, string direction) =>
        Assert.Equal(direction, AccessPolicy.DirectionFrom(new(10, 20), new(frame, frame + 1), nearFrames: 8).ToString());

    [Fact]
    public void Whatever_was_held_and_asked_before_a_plan_gives_the_frames_asked_for_within_bounds()
    {
        var random = new Random(20_261_122);
        for (int i = 0; i < 200_000; i++)
        {
            int total = random.Next(1, 60);
            var limits = new AccessLimits
            {
                TotalFrames = total,
                BufferFrames = random.Next(0, 20),
                BackFrames = random.Next(0, 8),
                SideFrames = random.Next(1, 20),
                UnitFrames = random.Next(1, 8),
                MostFrames = random.Next(0, 70),
                PageFrames = random.Next(0, 9),
            };
            var state = new AccessState(
                AnyBuffer(random, total), AnyBuffer(random, total), AnyBuffer(random, total), AnyBuffer(random, total), random.Next(4));
            FrameRange request = AnyRange(random, total, 1);
            AccessPlan plan = AccessPolicy.Plan(request, state, limits);

            string what = $"{request} {state} {limits} {plan}";
            Assert.True(plan.Frames.Contains(request), what);
            Assert.True(plan.Frames.Start >= 0 && plan.Frames.Stop <= total, what);
            Assert.True(plan.Path != AccessPath.LoadSide || plan.Frames.Count <= limits.SideFrames, what);
            Assert.True(plan.Path != AccessPath.MoveWindow || 2 * plan.Frames.Count < 3 * limits.BufferFrames, what);
            Assert.True(plan.Path is not AccessPath.Direct and not AccessPath.LoadKept || plan.Frames == request, what);
            Assert.True(plan.Path != AccessPath.LoadKept || plan.Frames.Count <= limits.MostFrames, what);
        }
    }

    private static BufferState Buffer(long start, long stop, long run = 0) => new(new(start, stop), None, run);

    private static AccessPlan Plan(
        long start, long stop, BufferState window = default, BufferState recent = default, BufferState older = default, int unit = 1)
    {
        return AccessPolicy.Plan(new(start, stop), new AccessState(window, recent, older), Limits(unit));
    }

    private static AccessLimits Limits(int unit) =>
        new() { TotalFrames = 10_000, BufferFrames = 100, BackFrames = 0, SideFrames = 64, UnitFrames = unit, MostFrames = 10_000 };

    private static BufferState AnyBuffer(Random random, int total) =>
        new(AnyRange(random, total, 0), AnyRange(random, total, 0), random.Next(0, 40));

    private static FrameRange AnyRange(Random random, int total, int least)
    {
        int start = random.Next(0, total - least + 1);
        return new FrameRange(start, random.Next(start + least, total + 1));
    }
}
