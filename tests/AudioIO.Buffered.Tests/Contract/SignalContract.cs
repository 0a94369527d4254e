using System.Runtime.InteropServices;

namespace AudioIO.Tests.Contract;

/// <summary>
/// What every <see cref="Signal{T}"/> does: positional reads by any number of threads, blocks, and a life that ends with its last user. A test
/// class inherits it, says what the signal holds, and has all its facts.
/// </summary>
public abstract class SignalContract<T>
    where T : unmanaged
{
    /// <summary>What the signal holds: at least 40 frames, no more than a few thousand.</summary>
    protected abstract ExpectedFrames<T> Expected { get; }

    /// <summary>Creates the signal; whoever creates it disposes it.</summary>
    protected abstract Signal<T> Create();

    [Fact]
    public void Its_shape_is_that_of_the_data()
    {
        using Signal<T> signal = Create();
        Assert.Equal(Expected.Count, signal.Frames);
        Assert.Equal(Expected.Channels, signal.Channels);
        Assert.Equal(Expected.ValuesPerFrame, signal.ValuesPerFrame);
        Assert.Equal(Expected.FrameShape, signal.FrameShape.ToArray());
        Assert.Equal([signal.Frames, .. Expected.FrameShape.Select(length => (long)length)], signal.GetShape());
        Assert.Equal(signal.GetShape().Length, signal.Rank);
        Assert.Equal(signal.Frames, signal.FrameAt(signal.Duration));
        Assert.True(signal.FramesPerUnit >= 1);
    }

    [Fact]
    public void Reading_writes_every_value_and_none_of_what_was_there_before_in_any_order()
    {
        using Signal<T> signal = Create();
        foreach ((int start, int count) in Ranges(seed: 1))
        {
            foreach (byte before in (byte[])[0, 0xA5, 0xFF]) SameFrames(signal, start, count, before);
        }
    }

    [Fact]
    public void Any_number_of_threads_read_the_same_frames_at_once()
    {
        using Signal<T> signal = Create();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, seed =>
        {
            foreach ((int start, int count) in Ranges(seed)) SameFrames(signal, start, count, 0xA5);
        });
    }

    [Fact]
    public void What_lies_outside_throws_and_nothing_of_nothing_is_read()
    {
        using Signal<T> signal = Create();
        long end = signal.Frames;
        var frame = new T[signal.ValuesPerFrame];
        foreach (long start in (long[])[-1, end, end + 1, long.MinValue, long.MaxValue])
            Assert.Throws<ArgumentOutOfRangeException>(() => signal.Read(start, frame));
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.Read(1, new T[end * signal.ValuesPerFrame]));
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.Read(end + 1, []));
        if (signal.ValuesPerFrame > 1) Assert.Throws<ArgumentException>(() => signal.Read(0, new T[signal.ValuesPerFrame + 1]));
        signal.Read(0, []);
        signal.Read(end, []);
    }

    [Fact]
    public void Continuous_stretches_follow_each_other_and_are_all_frames_together()
    {
        using Signal<T> signal = Create();
        long next = 0;
        foreach (FrameRange range in signal.ContinuousRanges)
        {
            Assert.Equal(next, range.Start);
            Assert.True(range.Count > 0);
            next = range.Stop;
        }
        Assert.Equal(signal.Frames, next);
    }

    [Fact]
    public async Task Arrays_on_several_threads_each_have_their_own_window()
    {
        using Signal<T> signal = Create();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() =>
        {
            using BufferedArray<T> array = signal.Buffered(seed * 7);
            Assert.Same(signal, array.Signal);
            foreach ((int start, int count) in Ranges(seed))
                Bitwise.Same(Expected.Frames(start, count), array.View(start, count).Span, $"{count} frames from {start}");
        })));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(64, 0, 3)]
    [InlineData(5000, 10, 1)]
    public async Task Blocks_read_ahead_are_those_of_a_loop(int size, int overlap, int readAhead)
    {
        using Signal<T> signal = Create();
        int stop = Math.Min(300, Expected.Count);
        long next = 1;
        await foreach (OwnedBlock<T> block in signal.BlocksAsync(size, overlap, start: 1, stop, readAhead))
        {
            Assert.Equal(next, block.StartFrame);
            Bitwise.Same(Expected.Frames(next, block.FrameCount), block.Span, $"block at {next}");
            next += block.FrameCount - overlap;
            block.Dispose();
        }
        Assert.Equal(stop, next + overlap);
    }

    [Fact]
    public void A_signal_that_is_closed_is_neither_read_nor_used()
    {
        Signal<T> signal = Create();
        signal.Dispose();
        signal.Dispose();
        SaysThatItIsClosed(signal);
        Assert.Throws<ObjectDisposedException>(() => signal.Use());
        Assert.Throws<ObjectDisposedException>(() => signal.Buffered());
        Assert.Throws<ObjectDisposedException>(() => signal.BlocksAsync(10));
        Assert.Throws<ObjectDisposedException>(() => signal.Refresh());
        Assert.Throws<ObjectDisposedException>(() => new PassingSignal<T>(signal));
    }

    [Fact]
    public void A_use_ends_once_however_often_it_is_disposed()
    {
        Signal<T> signal = Create();
        IDisposable first = signal.Use();
        IDisposable second = signal.Use();
        signal.Dispose();
        first.Dispose();
        first.Dispose();
        SameFrames(signal, 0, 10, 0xFF);
        second.Dispose();
        SaysThatItIsClosed(signal);
    }

    [Fact]
    public void In_every_order_of_disposal_the_last_user_closes_it()
    {
        foreach (int[] order in Orders(4))
        {
            Signal<T> signal = Create();
            var passing = new PassingSignal<T>(signal);
            IDisposable[] users = [signal, signal.Use(), signal.Buffered(10), passing];
            foreach (int user in order)
            {
                SameFrames(signal, 5, 10, 0xA5);
                users[user].Dispose();
            }
            SaysThatItIsClosed(signal);
            SaysThatItIsClosed(passing);
        }
    }

    [Fact]
    public void A_chain_whose_middle_nobody_disposes_of_closes_with_its_last_user()
    {
        foreach (bool signalFirst in (bool[])[false, true])
        {
            Signal<T> signal = Create();
            BufferedArray<T> array = new PassingSignal<T>(new PassingSignal<T>(signal)).Buffered(10);
            IDisposable[] users = signalFirst ? [signal, array] : [array, signal];
            SameFrames(signal, 5, 10, 0xA5);
            users[0].Dispose();
            SameFrames(signal, 5, 10, 0xA5);
            if (signalFirst) Bitwise.Same(Expected.Frames(20, 10), array.View(20, 10).Span, "the array that is left");
            users[1].Dispose();
            SaysThatItIsClosed(signal);
        }
    }

    [Fact]
    public void A_middle_that_lost_its_users_serves_again_for_as_long_as_what_it_stands_on_is_open()
    {
        Signal<T> signal = Create();
        var middle = new PassingSignal<T>(signal);
        for (int i = 0; i < 3; i++)
        {
            using BufferedArray<T> array = middle.Buffered(10);
            Bitwise.Same(Expected.Frames(3, 5), array.View(3, 5).Span, "an array over the middle");
        }
        signal.Dispose();
        Assert.Throws<ObjectDisposedException>(() => middle.Buffered(10));
    }

    [Fact]
    public async Task A_loop_over_blocks_keeps_it_open()
    {
        Signal<T> signal = Create();
        long frames = 0;
        await foreach (OwnedBlock<T> block in signal.BlocksAsync(10))
        {
            if (frames == 0) signal.Dispose();
            frames += block.FrameCount;
            block.Dispose();
        }
        Assert.Equal(Expected.Count, frames);
        SaysThatItIsClosed(signal);
    }

    private static void SaysThatItIsClosed(Signal<T> signal) =>
        Assert.Throws<ObjectDisposedException>(() => signal.Read(0, new T[signal.ValuesPerFrame]));

    private static IEnumerable<int[]> Orders(int count)
    {
        if (count == 0) return [[]];
        return Orders(count - 1).SelectMany(order => Enumerable.Range(0, count).Select(at => (int[])[.. order[..at], count - 1, .. order[at..]]));
    }

    private void SameFrames(Signal<T> signal, int start, int count, byte before)
    {
        var values = new T[count * signal.ValuesPerFrame];
        MemoryMarshal.AsBytes(values.AsSpan()).Fill(before);
        signal.Read(start, values);
        Bitwise.Same(Expected.Frames(start, count), values, $"{count} frames from {start} over 0x{before:X2}");
    }

    private IEnumerable<(int Start, int Count)> Ranges(int seed)
    {
        int end = Expected.Count;
        yield return (0, end);
        var random = new Random(seed);
        for (int i = 0; i < 60; i++)
        {
            int count = Math.Min(end, random.Next(1 << random.Next(1, 11)));
            yield return (random.Next(end - count + 1), count);
        }
        yield return (end - 1, 1);
        yield return (0, 1);
    }
}
