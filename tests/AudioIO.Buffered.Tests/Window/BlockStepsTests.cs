namespace AudioIO.Tests.Window;

public class BlockStepsTests
{
    [Theory]
    [InlineData(20, 6, 2, "0-6 4-10 8-14 12-18 16-20")]
    [InlineData(18, 6, 2, "0-6 4-10 8-14 12-18")]
    [InlineData(19, 6, 2, "0-6 4-10 8-14 12-18 16-19")]
    [InlineData(20, 5, 0, "0-5 5-10 10-15 15-20")]
    [InlineData(22, 5, 0, "0-5 5-10 10-15 15-20 20-22")]
    [InlineData(4, 6, 2, "0-4")]
    [InlineData(6, 6, 5, "0-6")]
    [InlineData(0, 6, 2, "")]
    public void Blocks_lie_one_step_apart_and_a_rest_is_a_shorter_block(long frames, int size, int overlap, string expected)
    {
        List<FrameRange> blocks = All(new BlockSteps(size, overlap, 0, long.MaxValue, frames));
        Assert.Equal(expected, string.Join(' ', blocks.Select(block => $"{block.Start}-{block.Stop}")));
    }

    [Fact]
    public void In_every_small_case_full_blocks_come_first_and_every_frame_is_in_one()
    {
        for (int total = 0; total <= 14; total++)
            for (int start = 0; start <= total + 1; start++)
                for (int stop = 0; stop <= total + 2; stop++)
                    for (int size = 1; size <= 7; size++)
                        for (int overlap = 0; overlap < size; overlap++)
                        {
                            int end = Math.Min(stop, total);
                            int step = size - overlap;
                            var expected = new List<FrameRange>();
                            int at = start;
                            for (; at + size <= end; at += step) expected.Add(new FrameRange(at, at + size));
                            int covered = expected.Count == 0 ? start : at + overlap;
                            if (covered < end) expected.Add(new FrameRange(at, end));
                            Assert.Equal(expected, All(new BlockSteps(size, overlap, start, stop, total)));
                        }
    }

    [Theory]
    [InlineData(0, 0, 0, 10)]
    [InlineData(-1, 0, 0, 10)]
    [InlineData(6, -1, 0, 10)]
    [InlineData(6, 6, 0, 10)]
    [InlineData(6, 2, -1, 10)]
    [InlineData(6, 2, 0, -1)]
    public void Impossible_blocks_throw_at_once(int size, int overlap, long start, long stop) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockSteps(size, overlap, start, stop, 100));

    [Fact]
    public void Blocks_at_the_far_end_of_the_longest_recording_do_not_overflow()
    {
        var blocks = All(new BlockSteps(int.MaxValue, int.MaxValue - 1, long.MaxValue - int.MaxValue - 1L, long.MaxValue, long.MaxValue));
        Assert.Equal(2, blocks.Count);
        Assert.Equal(long.MaxValue, blocks[^1].Stop);
    }

    private static List<FrameRange> All(BlockSteps steps)
    {
        var all = new List<FrameRange>();
        while (steps.MoveNext()) all.Add(steps.Current);
        return all;
    }
}
