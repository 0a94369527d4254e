namespace AudioIO.Tests;

/// <summary>
/// What patterns of access load, counted. The counts say nothing of time: a load that decodes slowly, or a window that is copied
/// often, does not show here.
/// </summary>
public class AccessCostTests
{
    private const int Frames = 1_000_000;
    private const int BufferFrames = 10_000;

    /// <summary>Frames of 4 bytes in a page of 4096.</summary>
    private const int PageFrames = 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Random_values_load_their_own_units_and_leave_the_window_alone(int unit)
    {
        CountingArray<int> a = Recording(unit);
        var random = new Random(1);
        for (int i = 0; i < 1000; i++) Expect(a, random.Next(Frames));
        // Now and then a random frame happens to lie near one of the two before, and looks like a run of two.
        Assert.InRange(a.FramesLoaded, 1, 1010 * unit);
        Assert.Equal(0, a.Version);
    }

    [Fact]
    public void Random_ranges_load_their_own_frames()
    {
        CountingArray<int> a = Recording();
        var random = new Random(2);
        for (int i = 0; i < 100; i++)
        {
            int start = random.Next(Frames - 500);
            _ = a[start..(start + 500)];
        }
        Assert.Equal(100 * 500, a.FramesLoaded);
        Assert.Equal(0, a.Version);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(256, false)]
    [InlineData(1, true)]
    [InlineData(256, true)]
    public void A_loop_over_values_loads_each_frame_once_and_a_window_at_a_time(int unit, bool backward)
    {
        CountingArray<int> a = Recording(unit);
        const int steps = 300_000;
        for (int i = 0; i < steps; i++) Expect(a, backward ? Frames - 1 - i : i);
        Assert.InRange(a.FramesLoaded, steps, steps + 2 * BufferFrames);
        Assert.InRange(a.Loads, steps / BufferFrames, steps / BufferFrames + 20);
    }

    [Theory]
    [InlineData(700, 700)]
    [InlineData(700, 350)]
    [InlineData(700, 1)]
    [InlineData(9_999, 9_999)]
    [InlineData(10_001, 10_001)]
    public void A_loop_over_ranges_loads_each_frame_about_once(int length, int step)
    {
        CountingArray<int> forward = Recording();
        CountingArray<int> backward = Recording();
        int steps = Math.Min(3000, (Frames - length) / step);
        for (int i = 0; i < steps; i++)
        {
            int start = i * step;
            _ = forward[start..(start + length), 0];
            _ = backward[^(start + length)..^start, 0];
        }
        long visited = (steps - 1L) * step + length;
        Assert.InRange(forward.FramesLoaded, visited, visited + 2 * BufferFrames);
        Assert.InRange(backward.FramesLoaded, visited, visited + 2 * BufferFrames);
    }

    [Theory]
    [InlineData(PageFrames + 1)]
    [InlineData(BufferFrames)]
    [InlineData(BufferFrames - 1)]
    [InlineData(-PageFrames - 1)]
    [InlineData(-BufferFrames)]
    public void Strided_values_load_nothing_of_what_lies_between(int stride)
    {
        CountingArray<int> a = Recording();
        a.UpdateBuffer(0, 100);
        a.ForgetCounts();
        for (int i = 0; i < 99; i++) Expect(a, (stride > 0 ? 0 : Frames - 1) + i * stride);
        Assert.InRange(a.FramesLoaded, 0, 99);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(256, false)]
    [InlineData(1, true)]
    [InlineData(256, true)]
    public void Two_interleaved_readers_do_not_tear_the_window_from_each_other(int unit, bool opposite)
    {
        CountingArray<int> a = Recording(unit);
        const int steps = 100_000;
        for (int i = 0; i < steps; i++)
        {
            Expect(a, i);
            Expect(a, opposite ? Frames - 1 - i : Frames / 2 + i);
        }
        Assert.InRange(a.FramesLoaded, 2 * steps, 4 * steps);
        Assert.InRange(a.Loads, 2, 200);
    }

    [Fact]
    public void A_loop_with_random_probes_loads_its_frames_once_and_those_of_the_probes()
    {
        CountingArray<int> a = Recording(256);
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++)
        {
            Expect(a, i);
            if (i % 10 == 0) Expect(a, random.Next(Frames / 2, Frames));
        }
        Assert.InRange(a.FramesLoaded, 50_000, 50_000 + 5_000 * 256 + 3 * BufferFrames);
    }

    [Fact]
    public void Random_probes_beside_a_view_leave_it_valid()
    {
        CountingArray<int> a = Recording();
        FrameSpan<int> view = a.View(5_000, 100);
        var random = new Random(4);
        for (int i = 0; i < 500; i++) Expect(a, random.Next(Frames / 2, Frames));
        Assert.Equal(5_050, view[50, 0]);
        Assert.InRange(a.FramesLoaded, 100, 100 + 510);
    }

    [Fact]
    public void All_channels_of_a_frame_are_loaded_together()
    {
        var a = new CountingArray<int>(Frames, [4], (frame, channel) => (int)frame + channel, BufferFrames);
        for (int channel = 0; channel < 4; channel++) Assert.Equal(777_777 + channel, a[777_777, channel]);
        Assert.Equal(1, a.FramesLoaded);
        for (int channel = 0; channel < 4; channel++) _ = a[500_000..500_100, channel];
        Assert.Equal(101, a.FramesLoaded);
    }

    [Fact]
    public void A_gather_loads_the_frames_named_and_neighbours_at_once()
    {
        CountingArray<int> a = Recording();
        Assert.Equal([900_000, 5, 6, 7, 5], a[[900_000, 5, 6, 7, 5]].ToArray());
        Assert.Equal(4, a.FramesLoaded);
        Assert.Equal(2, a.Loads);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(-5_000)]
    public void A_slice_with_a_large_step_loads_none_of_the_frames_between(int step)
    {
        CountingArray<int> a = Recording();
        _ = step > 0 ? a.Strided(0, Frames, step) : a.Strided(Frames - 1, -1, step);
        Assert.Equal(200, a.FramesLoaded);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-3)]
    public void A_slice_with_a_small_step_is_read_through_in_large_loads(int step)
    {
        CountingArray<int> a = Recording();
        _ = step > 0 ? a.Strided(0, 300_000, step) : a.Strided(299_999, -1, step);
        Assert.InRange(a.FramesLoaded, 299_997, 300_000);
        Assert.InRange(a.Loads, 1, 6);
        Assert.Equal(0, a.Version);
    }

    [Fact]
    public void A_read_larger_than_the_window_is_one_load_and_does_not_pass_through_it()
    {
        CountingArray<int> a = Recording();
        a.UpdateBuffer(0, 1);
        a.ForgetCounts();
        long version = a.Version;
        _ = a[200_000..700_000];
        Assert.Equal((1, 500_000L), (a.Loads, a.FramesLoaded));
        Assert.Equal(version, a.Version);
        _ = a[200_000..700_000, 0];
        Assert.Equal(1_000_000, a.FramesLoaded);
        Assert.Equal(version, a.Version);
    }

    [Fact]
    public void Scrolling_loads_only_what_the_window_does_not_hold()
    {
        CountingArray<int> a = Recording();
        for (int start = 0; start <= 100_000; start += 100) _ = a.View(start, 5_000);
        Assert.InRange(a.FramesLoaded, 105_000, 105_000 + BufferFrames);
        a.ForgetCounts();
        for (int start = 100_000; start >= 0; start -= 100) _ = a.View(start, 5_000);
        Assert.InRange(a.FramesLoaded, 90_000, 105_000);
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1000, 500)]
    [InlineData(1000, 999)]
    [InlineData(30_000, 10_000)]
    public void Blocks_load_every_frame_once(int size, int overlap)
    {
        CountingArray<int> a = Recording();
        int stop = overlap == 999 ? 50_000 : Frames;
        foreach (FrameSpan<int> block in a.Blocks(size, overlap, stop: stop)) Assert.Equal(block.StartFrame, block[0, 0]);
        Assert.InRange(a.FramesLoaded, stop, Math.Min(Frames, stop + BufferFrames));
    }

    [Fact]
    public void A_loop_over_all_frames_loads_every_frame_once()
    {
        CountingArray<int> a = Recording();
        long sum = 0;
        foreach (ReadOnlySpan<int> frame in a) sum += frame[0];
        Assert.Equal((Frames - 1L) * Frames / 2, sum);
        Assert.Equal(Frames, a.FramesLoaded);
    }

    private static CountingArray<int> Recording(int unit = 1) =>
        new(Frames, [1], (frame, _) => (int)frame, BufferFrames, framesPerUnit: unit);

    private static void Expect(CountingArray<int> a, int frame)
    {
        if (a[frame, 0] != frame) Assert.Fail($"Frame {frame} has the value {a[frame, 0]}.");
    }
}
