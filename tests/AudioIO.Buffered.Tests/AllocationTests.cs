namespace AudioIO.Tests;

/// <summary>Bytes allocated while the window is in its steady state. What the runtime spends on time is not shown by them.</summary>
public class AllocationTests
{
    [Fact]
    public void A_value_inside_or_outside_the_window_allocates_nothing() => AllocatesNothing(a =>
    {
        float sum = 0;
        for (int i = 0; i < 5000; i++) sum += a[i, 1] + a[i * 7919 % 100_000, 0] + a[^1, 0];
        return sum;
    });

    [Theory]
    [InlineData(256, 64)]
    [InlineData(5000, 1000)]
    public void Blocks_smaller_and_larger_than_the_window_allocate_nothing(int size, int overlap) => AllocatesNothing(a =>
    {
        float sum = 0;
        foreach (FrameSpan<float> block in a.Blocks(size, overlap)) sum += block[0, 0];
        return sum;
    });

    [Fact]
    public void A_loop_over_frames_allocates_nothing() => AllocatesNothing(a =>
    {
        float sum = 0;
        foreach (ReadOnlySpan<float> frame in a) sum += frame[0];
        return sum;
    });

    [Fact]
    public void Views_and_reads_allocate_nothing()
    {
        var room = new float[2000];
        AllocatesNothing(a =>
        {
            float sum = 0;
            for (int start = 0; start < 90_000; start += 777)
            {
                a.Read(90_000 - start, room);
                sum += a.View(start, 300)[0, 0] + a.Frame(start)[1] + room[0];
            }
            return sum;
        });
    }

    [Fact]
    public void Reads_by_channel_planar_and_beyond_the_ends_allocate_nothing()
    {
        var room = new float[2000];
        AllocatesNothing(a =>
        {
            float sum = 0;
            for (int start = 0; start < 90_000; start += 777)
            {
                a.Read(90_000 - start, 1, room);
                sum += room[0];
                a.ReadPlanar(start, room);
                sum += room[0];
                a.ReadPadded(start - 40_000, room);
                sum += room[0];
                a.ReadPadded(start + 40_000, 0, room);
                sum += room[0] + a.View(start, 10)[0, 0] + a.Window[0, 0];
            }
            return sum;
        });
    }

    [Fact]
    public void Large_reads_that_come_again_and_large_ones_that_do_not_allocate_nothing()
    {
        var room = new float[160_000];
        var channel = new float[80_000];
        var a = new CountingArray<float>(1_000_000, [2], (frame, i) => frame + i, bufferFrames: 100_000);
        Read();
        Read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Read()
        {
            for (int start = 0; start < 900_000; start += 90_000)
            {
                a.Read(start, room);
                a.Read(start, 0, channel);
                a.Read(start, 1, channel);
                a.Read(900_000 - start, room);
                _ = a[start / 2, 0];
            }
        }
    }

    [Fact]
    public void What_a_large_read_keeps_is_given_back_when_asked_for()
    {
        var a = new CountingArray<float>(1_000_000, [2], (frame, i) => frame + i, bufferFrames: 100_000);
        var channel = new float[200_000];
        a.Read(0, 0, channel);
        a.Read(0, 1, channel);
        Assert.Equal(1, a.Loads);
        a.AllocateBuffer();
        a.Read(0, 1, channel);
        Assert.Equal(2, a.Loads);
    }

    [Fact]
    public void Memory_for_the_wished_window_is_allocated_when_asked_for_and_then_no_more()
    {
        var a = new CountingArray<float>(100_000, [2], (frame, i) => frame + i, bufferFrames: 1000);
        a.AllocateBuffer();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int start = 0; start < 99_000; start += 100) _ = a.View(start, 700);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100);
    }

    [Fact]
    public void What_a_large_view_has_allocated_is_given_back_when_the_window_moves()
    {
        var a = new CountingArray<float>(3_000_000, [1], (_, _) => 0, bufferFrames: 100);
        _ = a.View(0, 2_000_000);
        Assert.InRange(Allocated(() => a.View(1000, 2_000_000)), 0, 1000);
        _ = a.View(2_900_000, 10);
        // That the memory is allocated anew shows that it was not kept.
        Assert.InRange(Allocated(() => a.View(0, 2_000_000)), 8_000_000, 9_000_000);
    }

    private delegate FrameSpan<float> ViewOf();

    private static long Allocated(ViewOf view)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = view();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void AllocatesNothing(Func<CountingArray<float>, float> use)
    {
        var a = new CountingArray<float>(100_000, [2], (frame, i) => frame + i, bufferFrames: 1000);
        _ = use(a);
        _ = use(a);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = use(a);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
