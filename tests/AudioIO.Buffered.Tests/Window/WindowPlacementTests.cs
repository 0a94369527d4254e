namespace AudioIO.Tests.Window;

public class WindowPlacementTests
{
    private const int Longest = 24;

    [Fact]
    public void Every_small_window_lies_where_the_rules_say()
    {
        ForEverySmallCase((request, buffer, back, total) =>
        {
            FrameRange expected = ByTheRules(request, buffer, back, total);
            FrameRange actual = WindowPlacement.BufferPosition(request, buffer, back, total);
            if (expected != actual) Assert.Fail($"{request} B={buffer} K={back} of {total}: expected {expected}, found {actual}");
        });
    }

    [Fact]
    public void Every_small_window_holds_its_request_and_less_than_one_and_a_half_buffers()
    {
        ForEverySmallCase((request, buffer, back, total) =>
        {
            FrameRange window = WindowPlacement.BufferPosition(request, buffer, back, total);
            bool sound = window.Contains(request) && window.Start >= 0 && window.Stop <= total;
            bool bounded = request.Count >= buffer
                ? window == request
                : window.Count >= Math.Min(buffer, total) && 2 * window.Count < 3 * buffer;
            if (!sound || !bounded) Assert.Fail($"{request} B={buffer} K={back} of {total}: {window}");
        });
    }

    [Fact]
    public void The_window_of_a_reader_going_backward_is_the_mirror_image()
    {
        Assert.Equal(new FrameRange(401, 501), WindowPlacement.BufferPositionBackward(new(500, 501), 100, 0, 1000));
        Assert.Equal(new FrameRange(411, 511), WindowPlacement.BufferPositionBackward(new(500, 501), 100, 10, 1000));
    }

    [Theory]
    [InlineData(500, 510, 500, 600, 0)]
    [InlineData(500, 510, 480, 580, 20)]
    [InlineData(500, 510, 455, 555, 50)]
    [InlineData(500, 700, 500, 700, 20)]
    [InlineData(5, 10, 0, 100, 20)]
    [InlineData(995, 1000, 900, 1000, 0)]
    [InlineData(851, 855, 851, 1000, 0)]
    [InlineData(850, 855, 850, 950, 0)]
    [InlineData(49, 55, 0, 149, 0)]
    [InlineData(50, 55, 50, 150, 0)]
    public void A_window_of_100_frames_of_1000_lies_around_its_request(long start, long stop, long first, long end, int back) =>
        Assert.Equal(new FrameRange(first, end), WindowPlacement.BufferPosition(new(start, stop), 100, back, 1000));

    [Fact]
    public void At_the_far_end_of_the_longest_recording_nothing_overflows()
    {
        var request = new FrameRange(long.MaxValue - 1, long.MaxValue);
        FrameRange window = WindowPlacement.BufferPosition(request, int.MaxValue, int.MaxValue, long.MaxValue);
        Assert.Equal(new FrameRange(long.MaxValue - int.MaxValue, long.MaxValue), window);
    }

    [Theory]
    [InlineData((1L << 62) - 1000)]
    [InlineData((1L << 62) + 1000)]
    public void Far_from_both_ends_of_the_longest_recording_the_window_has_its_usual_size(long start) =>
        Assert.Equal(new FrameRange(start, start + 100), WindowPlacement.BufferPosition(new(start, start + 1), 100, 0, long.MaxValue));

    [Theory]
    [InlineData(130, 140, 0, 100)]
    [InlineData(130, 140, 11, 100)]
    [InlineData(130, 140, 10, 110)]
    [InlineData(110, 120, 10, 90)]
    [InlineData(111, 121, 10, 100)]
    [InlineData(190, 201, 0, 170)]
    public void A_request_within_the_window_moves_it_only_when_its_place_is_as_far_as_Follow(
        long start, long stop, int follow, long first)
    {
        FrameRange place = WindowPlacement.ScrolledPosition(new(start, stop), new(100, 200), follow, Limits(back: 20));
        Assert.Equal(new FrameRange(first, first + 100), place);
    }

    [Theory]
    [InlineData(150, 151)]
    [InlineData(200, 210)]
    [InlineData(199, 220)]
    [InlineData(203, 210)]
    [InlineData(90, 97)]
    [InlineData(90, 210)]
    public void A_view_that_touches_the_window_takes_it_along(long start, long stop)
    {
        FrameRange scrolled = WindowPlacement.ScrolledPosition(new(start, stop), new(100, 200), 0, Limits(unit: 4));
        Assert.Equal(scrolled, WindowPlacement.ViewPosition(new(start, stop), new(100, 200), 0, Limits(unit: 4)));
    }

    [Theory]
    [InlineData(100, 200, 300, 310, 0, 300, 312)]
    [InlineData(100, 200, 301, 302, 0, 300, 304)]
    [InlineData(0, 0, 0, 10, 0, 0, 12)]
    [InlineData(100, 200, 300, 450, 0, 300, 450)]
    [InlineData(100, 200, 301, 401, 0, 301, 401)]
    [InlineData(100, 200, 301, 395, 0, 300, 396)]
    [InlineData(100, 200, 300, 310, 1, 300, 400)]
    public void A_view_far_away_has_its_own_units_unless_the_window_follows(
        long heldStart, long heldStop, long start, long stop, int follow, long first, long end)
    {
        FrameRange place = WindowPlacement.ViewPosition(new(start, stop), new(heldStart, heldStop), follow, Limits(unit: 4));
        Assert.Equal(new FrameRange(first, end), place);
    }

    [Theory]
    [InlineData(500, 510, 1000, false, 0, 500, 528)]
    [InlineData(503, 513, 1000, false, 0, 503, 532)]
    [InlineData(503, 550, 1000, false, 0, 503, 550)]
    [InlineData(500, 510, 515, false, 0, 500, 515)]
    [InlineData(500, 540, 1000, true, 0, 500, 580)]
    [InlineData(500, 560, 1000, true, 0, 500, 600)]
    [InlineData(500, 700, 1000, true, 0, 500, 700)]
    [InlineData(500, 510, 1000, false, 10, 490, 590)]
    public void A_window_for_blocks_is_the_block_and_what_is_read_at_once(
        long start, long stop, long end, bool overlaps, int back, long first, long last)
    {
        // Read at once: 30 frames, up to a boundary between units of 4 where the block allows it.
        FrameRange place = WindowPlacement.OnwardPosition(new(start, stop), end, overlaps, Limits(unit: 4, back: back) with { OnwardFrames = 30 });
        Assert.Equal(new FrameRange(first, last), place);
    }

    [Theory]
    [InlineData(0, 10, 5, 0, 5)]
    [InlineData(-1, 10, 5, 0, 10)]
    [InlineData(5, 11, 5, 0, 10)]
    [InlineData(5, 5, 5, 0, 10)]
    [InlineData(6, 5, 5, 0, 10)]
    [InlineData(0, 5, -1, 0, 10)]
    [InlineData(0, 5, 1, -1, 10)]
    public void A_request_that_cannot_be_is_refused(long start, long stop, int buffer, int back, long total) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WindowPlacement.BufferPosition(new(start, stop), buffer, back, total));

    private static AccessLimits Limits(int unit = 1, int back = 0) => new()
    {
        TotalFrames = 1000,
        BufferFrames = 100,
        BackFrames = back,
        SideFrames = 100,
        UnitFrames = unit,
        MostFrames = 1000,
    };

    private static void ForEverySmallCase(Action<FrameRange, int, int, long> check)
    {
        for (int total = 1; total <= Longest; total++)
            for (int start = 0; start < total; start++)
                for (int stop = start + 1; stop <= total; stop++)
                    for (int buffer = 0; buffer <= Longest + 2; buffer++)
                        for (int back = 0; back <= 9; back++)
                            check(new FrameRange(start, stop), buffer, back, total);
    }

    /// <summary>The rules as prose has them, on a list of frame numbers that is pushed about.</summary>
    private static FrameRange ByTheRules(FrameRange request, int buffer, int back, long total)
    {
        int n = (int)request.Count;
        if (n >= buffer) return request;

        double before = buffer - n < 2 * back ? Math.Floor((buffer - n) / 2.0) : back;
        var frames = Enumerable.Range((int)(request.Start - before), buffer).ToList();
        bool pushed = frames[0] < 0 || frames[^1] >= total;
        while (frames[0] < 0) frames = [.. frames.Select(frame => frame + 1)];
        if (frames[^1] >= total)
        {
            while (frames[^1] >= total && frames[0] > 0) frames = [.. frames.Select(frame => frame - 1)];
            frames.RemoveAll(frame => frame >= total);
        }
        if (!pushed && total - 1 - frames[^1] < buffer / 2.0)
        {
            while (frames[^1] < total - 1) frames.Add(frames[^1] + 1);
        }
        else if (!pushed && frames[0] < buffer / 2.0)
        {
            while (frames[0] > 0) frames.Insert(0, frames[0] - 1);
        }
        return new FrameRange(frames[0], frames[^1] + 1);
    }
}
