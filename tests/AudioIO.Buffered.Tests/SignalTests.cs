using AudioIO.Tests.Contract;

namespace AudioIO.Tests;

/// <summary>Life and growth of signals, where the contract cannot look.</summary>
public class SignalTests
{
    [Fact]
    public void It_is_closed_once_by_its_last_user_and_not_before()
    {
        CountingSignal<int> signal = Counting(100);
        BufferedArray<int> array = new PassingSignal<int>(signal).Buffered(10);
        signal.Dispose();
        Assert.Equal((17, 0), (array[17, 0], signal.Closed));
        array.Dispose();
        array.Dispose();
        signal.Dispose();
        Assert.Equal(1, signal.Closed);
    }

    [Fact]
    public void A_middle_that_is_kept_for_later_needs_a_use_of_its_own()
    {
        CountingSignal<int> signal = Counting(100);
        var middle = new PassingSignal<int>(signal);
        IDisposable use = middle.Use();
        middle.Buffered(10).Dispose();
        signal.Dispose();
        using (BufferedArray<int> array = middle.Buffered(10)) Assert.Equal((17, 0), (array[17, 0], signal.Closed));
        use.Dispose();
        Assert.Equal(1, signal.Closed);
    }

    [Fact]
    public void A_constructor_that_throws_gives_its_use_back_by_disposing()
    {
        CountingSignal<int> signal = Counting(100);
        Assert.Throws<NotSupportedException>(() => new Failing(signal));
        signal.Dispose();
        Assert.Equal(1, signal.Closed);
    }

    [Fact]
    public void What_refreshing_makes_another_counts_when_it_is_there()
    {
        using var signal = new RevisedSignal();
        signal.Refresh();
        Assert.Equal((0, 1), (signal.RevisionMeanwhile, signal.Revision));
        signal.Refresh();
        Assert.Equal((1, 2), (signal.RevisionMeanwhile, signal.Revision));
    }

    private sealed class Failing : Signal<int>
    {
        public Failing(Signal<int> source)
            : base(source.Rate, source.Frames, source.Channels, source)
        {
            try
            {
                throw new NotSupportedException();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        protected override void ReadFrames(long start, Span<int> destination) => throw new NotSupportedException();
    }

    [Fact]
    public void What_is_stood_on_is_told()
    {
        using CountingSignal<int> first = Counting(10), second = Counting(10);
        using var sum = new Sum(first, second);
        Assert.Equal([first, second], sum.Over);
        Assert.Empty(first.Over);
    }

    [Fact]
    public void What_stands_on_a_closed_signal_holds_nothing_that_it_stands_on_besides()
    {
        CountingSignal<int> open = Counting(100);
        CountingSignal<int> closed = Counting(100);
        closed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => new Sum(open, closed));
        open.Dispose();
        Assert.Equal(1, open.Closed);
    }

    [Fact]
    public void Growth_reaches_whatever_stands_on_it_when_that_is_refreshed()
    {
        using CountingSignal<int> signal = Counting(100);
        using var passing = new PassingSignal<int>(signal);
        using BufferedArray<int> array = passing.Buffered(10);
        using BufferedArray<int> other = signal.Buffered(10);
        Assert.Equal((100, 99), (array.Frames, array[^1, 0]));
        (long version, long offset) = (array.Version, array.Offset);
        signal.Append([.. Enumerable.Range(100, 50)]);
        Assert.Equal((100, 0), (array.Frames, other.Refresh() - 50));
        Assert.Equal((150, 150, 100), (signal.Frames, passing.Frames, array.Frames));
        Assert.Equal((50, 149), (array.Refresh(), array[^1, 0]));
        Assert.Equal((version, offset, 0), (array.Version, array.Offset, array.Refresh()));
        Assert.Equal(0, passing.Refresh());
        signal.Append(150);
        Assert.Equal((1, 151), (passing.Refresh(), signal.Frames));
    }

    [Fact]
    public async Task A_loop_over_blocks_ends_where_the_signal_ended_when_it_was_called()
    {
        using CountingSignal<int> signal = Counting(100);
        IAsyncEnumerable<OwnedBlock<int>> blocks = signal.BlocksAsync(30);
        signal.Append([.. Enumerable.Range(100, 50)]);
        signal.Refresh();
        long next = 0;
        await foreach (OwnedBlock<int> block in blocks)
        {
            next += block.FrameCount;
            block.Dispose();
        }
        Assert.Equal(100, next);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_signal_that_computes_no_frame_at_once_is_refused(int framesPerUnit)
    {
        using var signal = new CountingSignal<int>([1, 2, 3], 1, framesPerUnit);
        using BufferedArray<int> array = signal.Buffered(10);
        Assert.Throws<InvalidOperationException>(() => array[0, 0]);
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (OwnedBlock<int> block in signal.BlocksAsync(2)) Assert.Fail($"{block.StartFrame}");
        });
        Assert.Empty(signal.Reads);
    }

    [Fact]
    public void It_says_what_it_is()
    {
        using CountingSignal<int> signal = Counting(100);
        Assert.Equal("CountingSignal of 100 × 1 at 8000 Hz", signal.ToString());
        using BufferedArray<int> array = signal.Buffered(10);
        array.UpdateBuffer(20, 21);
        Assert.Equal("SignalArray of 100 × 1 at 8000 Hz, window at 20 of 10", array.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.Buffered(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.BlocksAsync(10, readAheadBlocks: 0));
    }

    private static CountingSignal<int> Counting(int frames) => new([.. Enumerable.Range(0, frames)], channels: 1);

    private sealed class Sum(Signal<int> left, Signal<int> right) : Signal<int>(left.Rate, left.Frames, left.FrameShape, left, right)
    {
        protected override void ReadFrames(long start, Span<int> destination) => throw new NotSupportedException();
    }

    private sealed class RevisedSignal() : Signal<float>(1, 10, [1])
    {
        public long RevisionMeanwhile { get; private set; }

        protected override void RefreshFrames()
        {
            Revise();
            RevisionMeanwhile = Revision;
        }

        protected override void ReadFrames(long start, Span<float> destination) => destination.Clear();
    }
}
