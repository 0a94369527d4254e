namespace AudioIO.Tests.Flac;

/// <summary>The sparse index finds what it was told, and stays within its size for any file.</summary>
public class FlacIndexTests
{
    [Fact]
    public void The_nearest_known_frames_are_found_like_in_a_sorted_list()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var index = new FlacFrameIndex(16 << random.Next(6));
            var known = new SortedDictionary<long, long>();
            for (int i = 0; i < 300; i++)
            {
                // One frame to a slot, so that none displaces another.
                long frame = random.NextInt64(100_000) * index.Spacing;
                known[frame] = frame * 3;
                index.Add(frame, frame * 3);
            }
            for (int i = 0; i < 500; i++)
            {
                long frame = random.NextInt64(110_000 * index.Spacing);
                long[] below = [.. known.Keys.Where(k => k <= frame)], above = [.. known.Keys.Where(k => k > frame)];
                Assert.Equal(below.Length > 0, index.TryFindAtOrBelow(frame, out FlacAnchor found));
                if (below.Length > 0) Assert.Equal(new FlacAnchor(below[^1] * 3, below[^1]), found);
                Assert.Equal(above.Length > 0, index.TryFindAbove(frame, out found));
                if (above.Length > 0) Assert.Equal(new FlacAnchor(above[0] * 3, above[0]), found);
            }
        }
    }

    [Fact]
    public void It_never_grows_beyond_8_MiB_and_keeps_finding()
    {
        Assert.True(FlacFrameIndex.MaxBytes < 8 << 20);
        var index = new FlacFrameIndex(16);
        long before = GC.GetAllocatedBytesForCurrentThread();
        // Two days of blocks of 16 frames at 96 kHz, every hundredth told.
        const long frames = 2 * 86_400 * 96_000L;
        for (long frame = 0; frame < frames; frame += 1600) index.Add(frame, 86 + (frame * 2));
        // Thinning copies the table of pages, not the pages; each doubling fills half of them anew.
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 12 * FlacFrameIndex.MaxBytes);
        for (long frame = 5; frame < frames; frame += 1_000_003)
        {
            Assert.True(index.TryFindAtOrBelow(frame, out FlacAnchor found));
            Assert.InRange(frame - found.Frame, 0, 2 * index.Spacing);
            Assert.Equal(86 + (found.Frame * 2), found.Position);
        }
    }

    [Fact]
    public void A_certain_frame_stays_before_all_others_of_its_slot_and_is_found_alone()
    {
        var index = new FlacFrameIndex(1024);
        index.Add(2048 + 700, 30, isCertain: true);
        index.Add(2048 + 100, 20);
        index.Add(8192, 90);
        Assert.True(index.TryFindAtOrBelow(5000, out FlacAnchor found, out bool isCertain));
        Assert.Equal((new FlacAnchor(30, 2748), true), (found, isCertain));
        Assert.True(index.TryFindAtOrBelow(10_000, out found, out isCertain));
        Assert.Equal((new FlacAnchor(90, 8192), false), (found, isCertain));
        Assert.True(index.TryFindCertainAtOrBelow(10_000, out found));
        Assert.Equal(new FlacAnchor(30, 2748), found);
        Assert.False(index.TryFindCertainAtOrBelow(2700, out _));
        index.Add(2048 + 50, 10, isCertain: true);
        // So far behind that the slots have to be thinned.
        index.Add(1L << 33, 1L << 40);
        Assert.True(index.Spacing > 1024);
        Assert.True(index.TryFindCertainAtOrBelow(1L << 34, out found));
        Assert.Equal(new FlacAnchor(10, 2098), found);
    }

    [Fact]
    public void The_first_frame_of_a_slot_stays()
    {
        var index = new FlacFrameIndex(1024);
        index.Add(2048 + 700, 30);
        index.Add(2048 + 100, 20);
        index.Add(2048 + 500, 25);
        Assert.True(index.TryFindAtOrBelow(5000, out FlacAnchor found));
        Assert.Equal(new FlacAnchor(20, 2148), found);
        Assert.True(index.Contains(2148, 20));
        Assert.False(index.Contains(2548, 25));
        Assert.False(index.TryFindAtOrBelow(2147, out _));
        index.Clear();
        Assert.False(index.TryFindAtOrBelow(5000, out _));
    }
}
