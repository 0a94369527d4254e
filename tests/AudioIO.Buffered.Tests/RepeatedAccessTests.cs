namespace AudioIO.Tests;

/// <summary>What access costs that comes again, overlaps or grows, counted in frames loaded: no more than in a plain window.</summary>
public class RepeatedAccessTests
{
    private const int Frames = 3_000_000;
    private const int BufferFrames = 100_000;

    /// <summary>Less than a side buffer, less than the window, twice the window.</summary>
    public static TheoryData<int> Lengths { get; } = [1000, 90_000, 2 * BufferFrames];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Channel_by_channel_a_range_is_loaded_once(int length)
    {
        CountingArray<int> a = Recording(channels: 8);
        for (int channel = 0; channel < 8; channel++) Assert.Equal(ValueAt(500_000, channel), a.Read(500_000, length, channel)[0]);
        for (int channel = 0; channel < 8; channel++) Assert.Equal(length, a[500_000..(500_000 + length), channel].Length);
        Assert.Equal((1, length), (a.Loads, a.FramesLoaded));
        Assert.Equal(0, a.Version);
    }

    [Fact]
    public void Channel_by_channel_range_after_range_every_frame_is_loaded_once()
    {
        const int length = 30_000;
        CountingArray<int> a = Recording(channels: 8);
        for (int start = 0; start < 20 * length; start += length)
        {
            for (int channel = 0; channel < 8; channel++) Assert.Equal(ValueAt(start, channel), a.Read(start, length, channel)[0]);
        }
        Assert.InRange(a.FramesLoaded, 20 * length, 20 * length + BufferFrames);
    }

    [Fact]
    public void Channel_by_channel_a_range_far_above_the_window_is_loaded_twice_and_not_once_for_each()
    {
        const int length = 10 * BufferFrames;
        CountingArray<int> a = Recording(channels: 8);
        for (int channel = 0; channel < 8; channel++) Assert.Equal(ValueAt(500_000, channel), a.Read(500_000, length, channel)[0]);
        Assert.Equal(2 * length, a.FramesLoaded);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_range_that_is_read_ten_times_is_loaded_once(int length)
    {
        CountingArray<int> a = Recording();
        for (int i = 0; i < 10; i++) Assert.Equal(700_000, a[700_000..(700_000 + length)][0, 0]);
        Assert.Equal((1, length), (a.Loads, a.FramesLoaded));
    }

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(90_000, 10_000)]
    [InlineData(2 * BufferFrames, BufferFrames / 10)]
    [InlineData(5 * BufferFrames, BufferFrames)]
    public void Ranges_that_overlap_load_what_they_do_not_share(int length, int step)
    {
        foreach (bool backward in (bool[])[false, true])
        {
            CountingArray<int> a = Recording();
            for (int i = 0; i < 10; i++)
            {
                int start = 1_000_000 + (backward ? -i : i) * step;
                Assert.Equal(start, a.Read(start, length)[0, 0]);
            }
            // Above twice the window, the first of them goes straight into the result.
            long twice = length > 2 * BufferFrames ? length : 0;
            // What a run reads ahead in its direction is at most what it has read.
            Assert.InRange(a.FramesLoaded, length + 9 * step, length + 9 * step + twice + 2 * length);
            Assert.InRange(a.FramesLoaded, 0, 10L * length / 2);
        }
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(40_000, 10_000)]
    public void A_range_that_grows_on_both_sides_loads_what_is_new(int length, int more)
    {
        CountingArray<int> a = Recording();
        for (int i = 0; i < 10; i++) _ = a.Read(1_000_000 - i * more, length + 2 * i * more);
        // It outgrows the side buffer once.
        Assert.InRange(a.FramesLoaded, length + 18 * more, 2 * (length + 18 * more));
    }

    [Fact]
    public void What_the_window_holds_of_a_range_is_not_loaded()
    {
        Assert.Equal((1, 500), Loaded(501_500, 1000));
        Assert.Equal((1, 100), Loaded(499_900, 200));
        Assert.Equal((2, 198_000), Loaded(400_000, 200_000));
        Assert.Equal((2, 1_198_000), Loaded(400_000, 1_200_000));
        Assert.Equal((0, 0), Loaded(500_001, 998));

        static (int Loads, long Frames) Loaded(int start, int count)
        {
            CountingArray<int> a = Recording();
            a.MoveBuffer(500_000, 2000);
            a.ForgetCounts();
            int[] values = a.Read(start, count, 0);
            Assert.Equal(Enumerable.Range(start, count), values);
            return (a.Loads, a.FramesLoaded);
        }
    }

    [Fact]
    public void Of_a_source_that_decodes_units_the_window_lends_whole_ones()
    {
        const int unit = 256;
        CountingArray<int> a = Recording(unit: unit);
        a.MoveBuffer(500_000, 1000);
        a.ForgetCounts();
        Assert.Equal(501_499, a[500_500..501_500][999, 0]);
        const int lastWholeUnit = 501_000 / unit * unit;
        const int stop = (501_500 / unit + 1) * unit;
        Assert.Equal((lastWholeUnit, stop - lastWholeUnit), a.LatestLoad);
        Assert.Equal(1, a.Loads);
    }

    [Fact]
    public void Crops_at_random_cost_their_own_frames_and_a_large_one_is_still_recognised_when_it_comes_again()
    {
        const int crop = 80_000;
        CountingArray<int> a = Recording();
        for (int i = 0; i < 10; i++) Assert.Equal(i * 190_000, a.Read(i * 190_000, crop)[0, 0]);
        Assert.Equal(10 * crop, a.FramesLoaded);
        a.ForgetCounts();
        for (int i = 0; i < 10; i++) Assert.Equal(1_500_000, a.Read(1_500_000, crop)[0, 0]);
        Assert.Equal(2 * crop, a.FramesLoaded);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1024)]
    [InlineData(-2)]
    [InlineData(-7)]
    [InlineData(-1024)]
    public void A_strided_loop_over_values_loads_no_more_than_reading_through(int stride)
    {
        CountingArray<int> a = Recording();
        int steps = Math.Min(300_000, Frames / Math.Abs(stride));
        for (int i = 0; i < steps; i++)
        {
            int frame = (stride > 0 ? 0 : Frames - 1) + i * stride;
            if (a[frame, 0] != frame) Assert.Fail($"Frame {frame} has the value {a[frame, 0]}.");
        }
        long through = (long)steps * Math.Abs(stride);
        const int sideFrames = 1 << 16;
        Assert.InRange(a.FramesLoaded, 1, through + 2 * BufferFrames);
        Assert.InRange(a.Loads, 1, 2 * through / sideFrames + 20 * (through / BufferFrames + 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Two_strided_readers_do_not_tear_the_window_from_each_other(int stride)
    {
        CountingArray<int> a = Recording();
        const int steps = 250_000;
        for (int i = 0; i < steps; i++)
        {
            Assert.Equal(i * stride, a[i * stride, 0]);
            Assert.Equal(Frames / 2 + i * stride, a[Frames / 2 + i * stride, 0]);
        }
        Assert.InRange(a.FramesLoaded, 2L * steps * stride, 4L * steps * stride + 2 * BufferFrames);
    }

    [Fact]
    public void Values_of_a_kept_range_come_from_memory()
    {
        CountingArray<int> a = Recording();
        _ = a.Read(500_000, 90_000);
        for (int i = 0; i < 90_000; i++) Assert.Equal(500_000 + i, a[500_000 + i, 0]);
        Assert.Equal(90_000, a.FramesLoaded);
    }

    private static int ValueAt(long frame, int channel) => (int)frame * 8 + channel;

    private static CountingArray<int> Recording(int channels = 1, int unit = 1) =>
        new(Frames, [channels], (frame, channel) => (int)frame * channels + channel, BufferFrames, framesPerUnit: unit);
}
