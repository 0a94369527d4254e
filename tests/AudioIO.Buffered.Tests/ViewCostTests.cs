namespace AudioIO.Tests;

/// <summary>What views and blocks load, and how often the window moves for them.</summary>
public class ViewCostTests
{
    private const int Frames = 1_000_000;
    private const int BufferFrames = 100_000;

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Views_at_random_load_their_own_units(int unit)
    {
        CountingArray<int> a = Recording(unit);
        var random = new Random(6);
        const int views = 200;
        const int length = 1000;
        for (int i = 0; i < views; i++)
        {
            int start = random.Next(Frames - length);
            Assert.Equal(start, a.View(start, length)[0, 0]);
        }
        // Now and then one touches the one before, and looks like a reader that goes on.
        Assert.InRange(a.FramesLoaded, 1, views * (length + 2 * (unit - 1)) + 3 * BufferFrames);
        Assert.InRange(a.FramesLoaded, 1, views * 3000);
    }

    [Fact]
    public void The_window_is_placed_around_a_view_when_the_reader_goes_on_from_there()
    {
        CountingArray<int> a = Recording();
        _ = a.View(500_000, 1000);
        Assert.Equal((500_000, 1000), (a.Offset, a.Buffer.Length));
        _ = a.View(501_000, 1000);
        Assert.Equal((501_000, BufferFrames), (a.Offset, a.Buffer.Length));
        Assert.Equal(2, a.Loads);
        for (int start = 502_000; start < 600_000; start += 1000) _ = a.View(start, 1000);
        Assert.Equal(2, a.Loads);
    }

    [Fact]
    public void Single_frames_that_follow_each_other_take_the_window_along()
    {
        CountingArray<int> a = Recording();
        for (int frame = 300_000; frame < 350_000; frame++) Assert.Equal(frame, a.Frame(frame)[0]);
        Assert.Equal(2, a.Loads);
    }

    [Fact]
    public void Dragging_a_wide_view_moves_a_window_that_follows_once_in_many_steps()
    {
        // A view of 8 s in a window of 10 s, which leaves no room for 5 s on both sides; dragged by 0.1 s, it leaves the window after 1 s.
        const int second = BufferFrames / 10;
        CountingArray<int> a = Recording();
        (a.BackFrames, a.Follow) = (5 * second, 5 * second);
        foreach (Action<int> show in (Action<int>[])[start => a.View(start, 8 * second), start => a.UpdateBuffer(start, start + 8 * second)])
        {
            a.ReloadBuffer();
            a.ForgetCounts();
            for (int step = 0; step < 600; step++) show(200_000 + step * second / 10);
            Assert.InRange(a.Loads, 1, 600 / 10);
            a.ForgetCounts();
            for (int step = 600; step > 0; step--) show(200_000 + step * second / 10);
            Assert.InRange(a.Loads, 1, 600 / 10);
        }
    }

    [Fact]
    public void A_window_that_follows_moves_once_in_as_many_frames_as_it_follows_by()
    {
        CountingArray<int> a = Recording();
        (a.BackFrames, a.Follow) = (40_000, 5_000);
        // 20 000 frames of slack: the view lies in the middle, 10 000 behind the beginning.
        for (int step = 0; step < 600; step++)
        {
            int start = 200_000 + step * 100;
            a.UpdateBuffer(start, start + 80_000);
            Assert.InRange(start - a.Offset, 10_000, 14_999);
        }
        Assert.Equal(12, a.Loads);
    }

    [Fact]
    public void Looking_at_the_window_never_moves_it()
    {
        CountingArray<int> a = Recording();
        Assert.Equal((0, 1, 0), (a.Window.FrameCount, a.Window.Channels, a.Loads));
        a.UpdateBuffer(400_000, 400_010);
        FrameSpan<int> window = a.Window;
        Assert.Equal((400_000, BufferFrames, 400_007), (window.StartFrame, window.FrameCount, window[7, 0]));
        Assert.Equal(TimeSpan.FromSeconds(400), window.StartTime);
        Assert.True(window.Span == a.Buffer);
        Assert.Equal(1, a.Loads);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(512, 0)]
    [InlineData(512, 256)]
    [InlineData(512, 511)]
    [InlineData(80_000, 0)]
    public void The_window_of_blocks_is_no_longer_than_the_block_and_what_is_read_at_once(int size, int overlap)
    {
        const int readAtOnce = 1 << 16;
        CountingArray<int> a = Recording();
        int stop = overlap == 511 ? 100_000 : 500_000;
        int longest = 0;
        long blocks = 0;
        foreach (FrameSpan<int> block in a.Blocks(size, overlap, stop: stop))
        {
            if (block[0, 0] != blocks * (size - overlap)) Assert.Fail($"Block {blocks} begins with {block[0, 0]}.");
            longest = Math.Max(longest, a.Window.FrameCount);
            blocks++;
        }
        Assert.InRange(longest, size, Math.Max(size, readAtOnce));
        Assert.Equal(stop, a.FramesLoaded);
        Assert.InRange(a.Loads, 1, stop / Math.Max(size, readAtOnce / 2) + 1);
    }

    [Fact]
    public void Blocks_of_a_source_that_decodes_units_begin_no_unit_twice()
    {
        CountingArray<int> a = Recording(unit: 4096);
        foreach (FrameSpan<int> block in a.Blocks(1000, 300))
        {
            Assert.Equal(block.StartFrame, block[0, 0]);
            Assert.True((a.LatestLoad.Start + a.LatestLoad.Count) % 4096 == 0 || a.LatestLoad.Start + a.LatestLoad.Count == Frames);
        }
        Assert.Equal(Frames, a.FramesLoaded);
    }

    [Fact]
    public void Blocks_of_a_reader_who_looks_back_have_the_frames_behind_them()
    {
        CountingArray<int> a = Recording();
        a.BackFrames = 2000;
        foreach (FrameSpan<int> block in a.Blocks(1000))
        {
            long back = Math.Max(0, block.StartFrame - 2000);
            Assert.Equal(back, a[back, 0]);
        }
        Assert.InRange(a.Loads, 1, Frames / (BufferFrames - 3000) + 1);
    }

    private static CountingArray<int> Recording(int unit = 1) =>
        new(Frames, [1], (frame, _) => (int)frame, BufferFrames, framesPerUnit: unit);
}
