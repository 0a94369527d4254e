namespace AudioIO.Tests.Window;

public class WindowRecyclingTests
{
    [Fact]
    public void Of_every_two_small_windows_what_they_share_is_kept_and_the_rest_is_loaded_once()
    {
        const int Longest = 12;
        for (int a = 0; a <= Longest; a++)
            for (int b = a; b <= Longest; b++)
                for (int c = 0; c <= Longest; c++)
                    for (int d = c + 1; d <= Longest; d++)
                    {
                        var held = new FrameRange(a, b);
                        var wanted = new FrameRange(c, d);
                        RecyclePlan plan = WindowRecycling.RecycleBuffer(held, wanted);

                        Assert.Equal(FramesOf(held).Intersect(FramesOf(wanted)), FramesOf(plan.Kept));
                        Assert.Equal(FramesOf(wanted), [.. FramesOf(plan.Before), .. FramesOf(plan.Kept), .. FramesOf(plan.After)]);
                    }
    }

    [Fact]
    public void A_window_that_grows_on_both_sides_keeps_its_middle()
    {
        RecyclePlan plan = WindowRecycling.RecycleBuffer(new(40, 60), new(10, 100));
        Assert.Equal(new RecyclePlan(new(10, 40), new(40, 60), new(60, 100)), plan);
    }

    private static IEnumerable<long> FramesOf(FrameRange range)
    {
        for (long frame = range.Start; frame < range.Stop; frame++) yield return frame;
    }
}
