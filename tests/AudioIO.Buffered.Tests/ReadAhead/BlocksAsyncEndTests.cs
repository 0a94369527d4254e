namespace AudioIO.Tests.ReadAhead;

/// <summary>How a loop over blocks ends before its last block.</summary>
public class BlocksAsyncEndTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public async Task A_failure_arrives_in_the_place_of_its_block(int framesPerUnit)
    {
        using var source = new CountingSignal<double>(Noise.Of(1000, 1), 1, framesPerUnit: framesPerUnit) { BadFrame = 450 };
        using BufferedArray<double> data = source.Buffered();
        var starts = new List<long>();
        var fault = await Assert.ThrowsAsync<DamageException>(async () =>
        {
            await foreach (OwnedBlock<double> block in data.BlocksAsync(100))
            {
                starts.Add(block.StartFrame);
                block.Dispose();
            }
        });
        Assert.Contains("450", fault.Message, StringComparison.Ordinal);
        Assert.Equal([0L, 100, 200, 300], starts);
        // The array goes on, and so does a loop behind the damage.
        int count = 0;
        await foreach (OwnedBlock<double> block in data.BlocksAsync(100, 0, 500)) count += block.FrameCount;
        Assert.Equal(500, count);
    }

    [Fact]
    public async Task Leaving_the_loop_stops_the_reading_and_frees_the_source()
    {
        var source = new CountingSignal<double>(Noise.Of(100_000, 1), 1);
        BufferedArray<double> data = source.Buffered();
        source.Dispose();
        await foreach (OwnedBlock<double> block in data.BlocksAsync(100))
        {
            block.Dispose();
            if (block.StartFrame >= 1000) break;
        }
        // Leaving waits for the reader: nothing is under way any more, and the array is the last user.
        Assert.Equal(0, source.UnderWay);
        Assert.InRange(source.FramesRead, 1100, 1100 + 200);
        data.Dispose();
        Assert.Equal(1, source.Closed);
    }

    [Theory]
    [InlineData(512)]
    [InlineData(500)]
    [InlineData(0)]
    public async Task A_signal_that_loses_its_end_meanwhile_ends_the_loop(int left)
    {
        using var signal = new Shrinking(left);
        long next = 0;
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () =>
        {
            await foreach (OwnedBlock<float> block in signal.BlocksAsync(100))
            {
                next += block.FrameCount;
                block.Dispose();
            }
        }).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(next < 100_000);
    }

    /// <summary>A signal that has fewer frames from its first read on.</summary>
    private sealed class Shrinking(int left) : Signal<float>(8000, 100_000, 1)
    {
        public override int FramesPerUnit => 64;

        protected override void ReadFrames(long start, Span<float> destination)
        {
            destination.Clear();
            Extend(left);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_the_loop_whichever_way_the_token_comes(bool withCancellation)
    {
        using var source = new CountingSignal<double>(Noise.Of(100_000, 1), 1);
        using BufferedArray<double> data = source.Buffered();
        using var cancel = new CancellationTokenSource();
        IAsyncEnumerable<OwnedBlock<double>> blocks = data.BlocksAsync(100, cancellationToken: withCancellation ? default : cancel.Token);
        int taken = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (OwnedBlock<double> block in blocks.WithCancellation(withCancellation ? cancel.Token : default))
            {
                block.Dispose();
                if (++taken == 7) await cancel.CancelAsync();
            }
        });
        // Blocks that were ready are not given any more.
        Assert.Equal(7, taken);
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_the_rest_of_a_long_block()
    {
        using var source = new CountingSignal<double>(Noise.Of(4_000_000, 1), 1);
        using BufferedArray<double> data = source.Buffered();
        using var cancel = new CancellationTokenSource();
        source.BeforeRead = start =>
        {
            if (start > 0) cancel.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (OwnedBlock<double> block in data.BlocksAsync(4_000_000, cancellationToken: cancel.Token))
                Assert.Fail($"{block.StartFrame}");
        }).WaitAsync(Soon);
        Assert.InRange(source.FramesRead, 1, 1_000_000);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_before_reads_nothing()
    {
        using var source = new CountingSignal<double>(Noise.Of(1000, 1), 1);
        using BufferedArray<double> data = source.Buffered();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (OwnedBlock<double> block in data.BlocksAsync(100, cancellationToken: new CancellationToken(true)))
                Assert.Fail($"{block.StartFrame}");
        });
        Assert.Empty(source.Reads);
    }

    [Fact]
    public async Task Disposing_the_array_ends_the_loop_even_when_others_keep_the_source()
    {
        using var source = new CountingSignal<double>(Noise.Of(100_000, 1), 1);
        BufferedArray<double> data = source.Buffered();
        int taken = 0;
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (OwnedBlock<double> block in data.BlocksAsync(100))
            {
                if (++taken == 3) data.Dispose();
                // A block that was taken stays.
                Assert.Equal(100, block.Span.Length);
                block.Dispose();
            }
        });
        Assert.Equal(3, taken);
        Assert.Equal(0, source.Closed);
    }

    [Fact]
    public async Task Disposing_the_array_wakes_a_loop_that_waits()
    {
        using var source = new CountingSignal<double>(Noise.Of(1000, 1), 1);
        BufferedArray<double> data = source.Buffered();
        using var reading = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        source.BeforeRead = _ =>
        {
            reading.Set();
            goOn.Wait(Soon);
        };
        Task loop = Task.Run(async () =>
        {
            await foreach (OwnedBlock<double> block in data.BlocksAsync(100)) Assert.Fail($"{block.StartFrame}");
        });
        Assert.True(reading.Wait(Soon));
        data.Dispose();
        goOn.Set();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => loop).WaitAsync(Soon);
        // The loop was a user of the source, too, and has let go.
        source.Dispose();
        Assert.Equal(1, source.Closed);
    }

    [Fact]
    public async Task Several_loops_run_at_once_and_each_loop_over_the_same_blocks_starts_anew()
    {
        double[] values = Noise.Of(20_000, 1);
        using var source = new CountingSignal<double>(values, 1);
        using BufferedArray<double> data = source.Buffered();
        IAsyncEnumerable<OwnedBlock<double>> blocks = data.BlocksAsync(1000, 100);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            long next = 0;
            await foreach (OwnedBlock<double> block in blocks)
            {
                Assert.Equal(next, block.StartFrame);
                Assert.True(block.Span.SequenceEqual(values.AsSpan((int)next, block.FrameCount)));
                next += 900;
                block.Dispose();
            }
            Assert.True(next >= 19_000);
        })));
    }
}
