namespace AudioIO.Tests;

public class WindowControlTests
{
    [Fact]
    public void WARNING_a_view_shows_other_frames_once_the_window_has_moved()
    {
        CountingArray<int> a = Recording();
        a.AllocateBuffer();
        FrameSpan<int> view = a.View(0, 10);
        Assert.Equal(0, view[0, 0]);
        _ = a.View(500, 10);
        Assert.Equal(500, view[0, 0]);
        Assert.Equal(0, view.StartFrame);
    }

    [Fact]
    public void What_indexing_returns_stays_when_the_window_moves()
    {
        CountingArray<int> a = Recording();
        int[] x = a[0..10, 0];
        int[] y = a[500..510, 0];
        Assert.Equal(Enumerable.Range(0, 10), x);
        Assert.Equal(Enumerable.Range(500, 10), y);
    }

    [Fact]
    public void The_wished_sizes_are_never_changed_but_by_their_owner()
    {
        CountingArray<int> a = Recording();
        a.MaxBufferBytes = 40;
        a.BackFrames = 5000;
        _ = a.View(500, 3);
        Assert.InRange(a.Buffer.Length, 3, 10);
        Assert.Equal((100, 5000), (a.BufferFrames, a.BackFrames));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.BufferFrames = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.BackFrames = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Follow = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.MaxBufferBytes = 0);
    }

    [Fact]
    public void A_large_view_enlarges_the_window_until_it_moves_next()
    {
        CountingArray<int> a = Recording();
        Assert.Equal(600, a.View(100, 600).FrameCount);
        Assert.Equal((100, 600), (a.Offset, a.Buffer.Length));
        _ = a.View(300, 10);
        Assert.Equal(600, a.Buffer.Length);
        _ = a.View(800, 10);
        Assert.Equal((800, 100), (a.Offset, a.Buffer.Length));
    }

    [Fact]
    public void A_view_beyond_the_largest_window_says_so_before_it_loads()
    {
        CountingArray<int> a = Recording();
        a.MaxBufferBytes = 4 * 200;
        Assert.Equal(200, a.View(0, 200).FrameCount);
        a.ForgetCounts();
        string message = Assert.Throws<ArgumentOutOfRangeException>(() => a.View(0, 201).FrameCount).Message;
        Assert.Contains("at most 800 bytes", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Blocks(201));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.MoveBuffer(0, 201));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.UpdateBuffer(300, 700));
        Assert.Equal(0, a.Loads);
        Assert.Equal(1000, a[..].FlattenedLength);
    }

    [Fact]
    public void A_window_that_follows_keeps_a_scrolling_reader_at_its_place()
    {
        CountingArray<int> a = Recording();
        (a.BackFrames, a.Follow) = (20, 10);
        _ = a.View(500, 10);
        Assert.Equal(480, a.Offset);
        _ = a.View(509, 10);
        Assert.Equal(480, a.Offset);
        _ = a.View(510, 10);
        Assert.Equal(490, a.Offset);
        Assert.Equal((580, 10), a.LatestLoad);
        a.Follow = 0;
        _ = a.View(570, 10);
        Assert.Equal(490, a.Offset);
    }

    [Fact]
    public void The_flag_of_a_channel_is_set_at_every_load_and_cleared_by_its_consumer()
    {
        var a = new CountingArray<int>(1000, [3], (frame, _) => (int)frame);
        a.UpdateBuffer(0, 10);
        Assert.Equal([true, true, true], a.BufferChanged.ToArray());
        a.BufferChanged[1] = false;
        _ = a.View(50, 10);
        Assert.Equal([true, false, true], a.BufferChanged.ToArray());
        a.UpdateBuffer(500, 510);
        Assert.Equal([true, true, true], a.BufferChanged.ToArray());
    }

    [Fact]
    public void The_version_grows_with_every_change_of_the_window_and_only_then()
    {
        CountingArray<int> a = Recording();
        long version = a.Version;
        void Grown(bool expected)
        {
            Assert.Equal(expected, a.Version > version);
            version = a.Version;
        }

        a.UpdateBuffer(100, 110);
        Grown(true);
        a.UpdateBuffer(120, 130);
        _ = a[700, 0];
        _ = a[600..800];
        a.AllocateBuffer();
        Grown(false);
        a.MoveBuffer(120, 10);
        Grown(true);
        a.ReloadBuffer();
        Grown(true);
        a.Release();
        Grown(true);
    }

    [Fact]
    public void Reloading_shows_what_has_changed_in_the_source()
    {
        int added = 0;
        var a = new CountingArray<int>(1000, [1], (frame, _) => (int)frame + added);
        _ = (a.View(100, 10).FrameCount, a[700, 0]);
        added = 1000;
        Assert.Equal((100, 700), (a.View(100, 10)[0, 0], a[700, 0]));
        a.ReloadBuffer();
        Assert.Equal((1100, 1700), (a.View(100, 10)[0, 0], a[700, 0]));
    }

    [Fact]
    public void A_released_array_holds_nothing_and_loads_again()
    {
        CountingArray<int> a = Recording();
        _ = (a.View(0, 10).FrameCount, a[700, 0]);
        a.Release();
        a.ForgetCounts();
        Assert.True(a.Buffer.IsEmpty);
        Assert.Equal((5, 700), (a[5, 0], a[700, 0]));
        Assert.Equal(2, a.Loads);
    }

    [Fact]
    public void A_growing_recording_keeps_its_window_and_shows_its_new_frames()
    {
        CountingArray<int> a = Recording();
        _ = a.View(950, 50);
        long version = a.Version;
        a.ForgetCounts();
        a.Grow(1500);
        Assert.Equal((1500, 1500), (a.Frames, a.Shape[0]));
        Assert.Equal((version, 0), (a.Version, a.Loads));
        Assert.Equal(1499, a[^1, 0]);
        Assert.Equal(1010, a.View(940, 100)[70, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Grow(1499));
    }

    [Fact]
    public void A_loop_over_frames_goes_on_where_it_was_when_its_body_moves_the_window()
    {
        CountingArray<int> a = Recording();
        int next = 0;
        foreach (ReadOnlySpan<int> frame in a)
        {
            Assert.Equal(next++, frame[0]);
            if (next % 7 == 0) _ = a.View(next * 13 % 900, 50);
        }
        Assert.Equal(1000, next);
    }

    [Fact]
    public void Updating_by_time_clamps_to_the_recording_as_scrolling_beyond_its_ends_does()
    {
        CountingArray<int> a = Recording();
        a.UpdateTime(TimeSpan.FromSeconds(-1), TimeSpan.FromMilliseconds(30));
        Assert.Equal((0, 100), (a.Offset, a.Buffer.Length));
        a.UpdateTime(TimeSpan.FromMilliseconds(990), TimeSpan.FromSeconds(9));
        Assert.Equal((900, 100), (a.Offset, a.Buffer.Length));
    }

    /// <summary>1000 frames that count, of which 100 are in the window.</summary>
    private static CountingArray<int> Recording() => new(1000, [1], (frame, _) => (int)frame);
}
