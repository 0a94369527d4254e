using System.Runtime.InteropServices;

namespace AudioIO.Tests.ReadAhead;

public class BlocksAsyncTests
{
    [Theory]
    [InlineData(20, 6, 2, 0, 20)]
    [InlineData(18, 6, 2, 0, 18)]
    [InlineData(20, 50, 7, 0, 20)]
    [InlineData(20, 6, 5, 3, 19)]
    [InlineData(20, 1, 0, 0, 1000)]
    [InlineData(20, 20, 0, 0, 20)]
    [InlineData(20, 6, 2, 20, 20)]
    [InlineData(20, 6, 2, 30, 40)]
    [InlineData(0, 6, 2, 0, 10)]
    public async Task They_are_the_blocks_of_a_loop_that_is_not_asynchronous(int frames, int size, int overlap, long start, long stop)
    {
        using var source = new CountingSignal<double>(Noise.Of(frames, 2), 2);
        using BufferedArray<double> data = source.Buffered();
        var expected = new List<string>();
        foreach (FrameSpan<double> block in data.Blocks(size, overlap, start, stop))
            expected.Add($"{block.StartFrame}: {string.Join(' ', block.Span.ToArray())}");
        var found = new List<string>();
        await foreach (OwnedBlock<double> block in data.BlocksAsync(size, overlap, start, stop))
        {
            using (block) found.Add($"{block.StartFrame}: {string.Join(' ', block.Span.ToArray())}");
        }
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task They_are_the_same_for_random_plans()
    {
        double[] values = Noise.Of(3000, 3);
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            using var source = new CountingSignal<double>(values, 3, framesPerUnit: random.Next(1, 400));
            using BufferedArray<double> data = source.Buffered();
            data.ReadAheadBlocks = random.Next(1, 5);
            int size = random.Next(1, 500);
            int overlap = random.Next(size);
            if (size - overlap < 5) overlap = 0;
            long next = random.Next(3000);
            await foreach (OwnedBlock<double> block in data.BlocksAsync(size, overlap, next, 2900))
            {
                Assert.True(next == block.StartFrame, $"seed {seed}");
                Assert.True(block.Span.SequenceEqual(values.AsSpan((int)next * 3, block.FrameCount * 3)), $"seed {seed}, frame {next}");
                next += block.FrameCount - overlap;
                // The owner may do with it what he likes: no later block sees it.
                block.Span.Clear();
                block.Dispose();
            }
        }
    }

    [Fact]
    public async Task An_overlap_is_not_read_twice_and_the_window_not_touched()
    {
        using var source = new CountingSignal<double>(Noise.Of(10_000, 2), 2);
        using BufferedArray<double> data = source.Buffered();
        data.UpdateBuffer(500, 600);
        (long version, long before) = (data.Version, source.FramesRead);
        await foreach (OwnedBlock<double> block in data.BlocksAsync(512, 384)) block.Dispose();
        Assert.Equal(10_000, source.FramesRead - before);
        Assert.Equal(version, data.Version);
    }

    [Fact]
    public async Task A_long_block_is_read_in_whole_units_each_once()
    {
        using var source = new CountingSignal<double>(Noise.Of(300_000, 2), 2, framesPerUnit: 4096);
        using BufferedArray<double> data = source.Buffered();
        await foreach (OwnedBlock<double> block in data.BlocksAsync(300_000)) block.Dispose();
        Assert.Equal(300_000, source.FramesRead);
        Assert.True(source.Reads.Count > 1);
        Assert.All(source.Reads, read => Assert.Equal(0, read.Start % 4096));
    }

    [Fact]
    public async Task Small_blocks_of_a_source_that_decodes_whole_units_read_several_of_them_at_once_and_none_twice()
    {
        using var source = new CountingSignal<double>(Noise.Of(200_000, 2), 2, framesPerUnit: 4096);
        using BufferedArray<double> data = source.Buffered();
        await foreach (OwnedBlock<double> block in data.BlocksAsync(2048, 1024)) block.Dispose();
        Assert.Equal(200_000, source.FramesRead);
        Assert.InRange(source.Reads.Count, 1, 10);
        Assert.All(source.Reads, read => Assert.Equal(0, read.Start % 4096));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task No_more_than_the_wished_blocks_are_read_ahead_and_kept_in_memory(int depth)
    {
        using var source = new CountingSignal<double>(Noise.Of(10_000, 1), 1);
        using BufferedArray<double> data = source.Buffered();
        data.ReadAheadBlocks = depth;
        var memory = new HashSet<double[]>();
        int taken = 0;
        long most = 0;
        await foreach (OwnedBlock<double> block in data.BlocksAsync(100))
        {
            taken++;
            // The reader goes as far as it may; one that did not stop there would be farther by now and then.
            long end = Math.Min(100 * (taken + depth), source.Frames);
            Assert.True(SpinWait.SpinUntil(() => source.FramesRead >= end, TimeSpan.FromMinutes(1)));
            most = Math.Max(most, source.FramesRead - 100 * taken);
            Assert.True(MemoryMarshal.TryGetArray<double>(block.Memory, out ArraySegment<double> segment));
            memory.Add(segment.Array!);
            block.Dispose();
        }
        Assert.Equal(100, taken);
        Assert.Equal(100 * depth, most);
        Assert.InRange(memory.Count, 1, depth + 1);
    }

    [Fact]
    public async Task Blocks_that_are_kept_keep_their_samples()
    {
        double[] values = Noise.Of(1000, 1);
        using var source = new CountingSignal<double>(values, 1);
        using BufferedArray<double> data = source.Buffered();
        var kept = new List<OwnedBlock<double>>();
        await foreach (OwnedBlock<double> block in data.BlocksAsync(100, 50)) kept.Add(block);
        foreach (OwnedBlock<double> block in kept)
        {
            Assert.True(block.Span.SequenceEqual(values.AsSpan((int)block.StartFrame, block.FrameCount)));
            block.Dispose();
        }
    }

    [Fact]
    public async Task A_block_shows_its_frames_until_it_is_disposed()
    {
        double[] values = Noise.Of(100, 2);
        using var source = new CountingSignal<double>(values, 2);
        using BufferedArray<double> data = source.Buffered();
        await foreach (OwnedBlock<double> block in data.BlocksAsync(30, 0, 10, 40))
        {
            Assert.Equal((10, 30, 2), (block.StartFrame, block.FrameCount, block.Channels));
            Assert.Equal(values[2 * 15 + 1], block.Frames[5, 1]);
            Assert.Equal(TimeSpan.FromSeconds(10 / 8000.0), block.Frames.StartTime);
            Assert.Equal(60, block.Memory.Length);
            block.Dispose();
            block.Dispose();
            Assert.Throws<ObjectDisposedException>(() => block.Memory);
            Assert.Throws<ObjectDisposedException>(() => block.Span[0]);
            Assert.Throws<ObjectDisposedException>(() => block.Frames.FrameCount);
        }
    }

    [Fact]
    public void Wrong_arguments_are_refused_at_the_call()
    {
        using var source = new CountingSignal<double>(Noise.Of(1000, 2), 2);
        BufferedArray<double> data = source.Buffered();
        data.MaxBufferBytes = 8000;
        Assert.Throws<ArgumentOutOfRangeException>(() => data.BlocksAsync(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.BlocksAsync(5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.BlocksAsync(5, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.BlocksAsync(5, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.BlocksAsync(5, 0, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.BlocksAsync(501));
        Assert.NotNull(data.BlocksAsync(500));
        Assert.Throws<ArgumentOutOfRangeException>(() => data.ReadAheadBlocks = 0);
        data.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.BlocksAsync(5));
        Assert.Empty(source.Reads);
    }
}
