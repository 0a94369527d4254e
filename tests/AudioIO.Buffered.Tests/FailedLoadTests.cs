namespace AudioIO.Tests;

public class FailedLoadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_failed_move_leaves_the_window_empty_and_the_next_access_loads_again(bool failsShort)
    {
        CountingArray<int> a = Recording(failsShort);
        a.UpdateBuffer(100, 110);
        long version = a.Version;
        a.FailuresToCome = 1;
        Assert.Throws<IOException>(() => a.View(150, 100).Count);
        Assert.True(a.Buffer.IsEmpty);
        Assert.True(a.Version > version);
        Assert.Equal(Enumerable.Range(150, 100), a.View(150, 100).Span.ToArray());
    }

    [Fact]
    public void When_the_second_of_two_gaps_fails_nothing_of_the_first_is_kept()
    {
        CountingArray<int> a = Recording(false);
        a.MoveBuffer(400, 100);
        a.FailAfter = 1;
        a.FailuresToCome = 1;
        Assert.Throws<IOException>(() => a.MoveBuffer(300, 300));
        Assert.True(a.Buffer.IsEmpty);
        a.MoveBuffer(300, 300);
        Assert.Equal(Enumerable.Range(300, 300), a.Buffer.ToArray());
    }

    [Fact]
    public void A_failed_random_access_leaves_the_window_and_a_view_of_it_alone()
    {
        CountingArray<int> a = Recording(true);
        FrameSpan<int> view = a.View(100, 50);
        a.FailuresToCome = 3;
        Assert.Throws<IOException>(() => a[700, 0]);
        Assert.Throws<IOException>(() => a[700..720]);
        Assert.Throws<IOException>(() => a[200..900]);
        Assert.Equal(Enumerable.Range(100, 50), view.Span.ToArray());
        Assert.Equal(700, a[700, 0]);
        Assert.Equal(719, a[700..720][19, 0]);
        Assert.Equal(899, a[200..900][699, 0]);
    }

    [Fact]
    public void A_failed_reload_shows_nothing_of_before()
    {
        CountingArray<int> a = Recording(false);
        a.UpdateBuffer(100, 110);
        a.FailuresToCome = 1;
        Assert.Throws<IOException>(a.ReloadBuffer);
        Assert.True(a.Buffer.IsEmpty);
        Assert.Equal(105, a[105, 0]);
    }

    private static CountingArray<int> Recording(bool failsShort) => new(1000, [1], (frame, _) => (int)frame) { FailsShort = failsShort };
}
