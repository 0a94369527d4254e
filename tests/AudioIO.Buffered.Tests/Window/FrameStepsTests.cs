namespace AudioIO.Tests.Window;

public class FrameStepsTests
{
    [Fact]
    public void Every_small_slice_has_the_frames_that_a_loop_would_visit()
    {
        ForEverySmallSlice((start, stop, step, total) =>
        {
            var steps = FrameSteps.Between(start, stop, step, total);
            Assert.Equal(Visited(start, stop, step), Enumerable.Range(0, (int)steps.Count).Select(i => steps[i]));
        });
    }

    [Fact]
    public void Of_every_small_slice_a_range_holds_the_steps_that_a_loop_would_find_in_it()
    {
        ForEverySmallSlice((start, stop, step, total) =>
        {
            var steps = FrameSteps.Between(start, stop, step, total);
            if (steps.Count == 0) return;
            for (int a = 0; a <= total; a++)
                for (int b = a; b <= total; b++)
                {
                    (long first, long end) = steps.IndicesWithin(new FrameRange(a, b));
                    IEnumerable<long> found = Enumerable.Range(0, (int)steps.Count).Select(i => steps[i]).Where(f => a <= f && f < b);
                    Assert.Equal(found, Enumerable.Range((int)first, (int)(end - first)).Select(i => steps[i]));
                }
        });
    }

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(-1, 10, 1)]
    [InlineData(0, 11, 1)]
    [InlineData(11, 11, 1)]
    [InlineData(10, 0, -1)]
    [InlineData(9, -2, -1)]
    public void A_slice_that_leaves_ten_frames_throws(long start, long stop, long step) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FrameSteps.Between(start, stop, step, 10));

    [Theory]
    [InlineData(0, long.MaxValue, long.MaxValue, 1)]
    [InlineData(0, long.MaxValue, 1, long.MaxValue)]
    [InlineData(long.MaxValue - 1, -1, long.MinValue, 1)]
    [InlineData(long.MaxValue - 1, -1, -2, long.MaxValue / 2 + 1)]
    public void The_longest_slices_are_counted_without_overflow(long start, long stop, long step, long count) =>
        Assert.Equal(count, FrameSteps.Between(start, stop, step, long.MaxValue).Count);

    private static void ForEverySmallSlice(Action<int, int, int, int> check)
    {
        for (int total = 0; total <= 7; total++)
            for (int step = -total - 2; step <= total + 2; step++)
            {
                if (step == 0) continue;
                int lowest = step > 0 ? 0 : -1;
                for (int start = lowest; start <= total + lowest; start++)
                    for (int stop = lowest; stop <= total + lowest; stop++)
                        check(start, stop, step, total);
            }
    }

    private static List<long> Visited(long start, long stop, long step)
    {
        var frames = new List<long>();
        for (long frame = start; step > 0 ? frame < stop : frame > stop; frame += step) frames.Add(frame);
        return frames;
    }
}
