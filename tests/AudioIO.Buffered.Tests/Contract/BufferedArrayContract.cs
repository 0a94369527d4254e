using System.Buffers;
using System.Runtime.InteropServices;

namespace AudioIO.Tests.Contract;

/// <summary>
/// What every <see cref="BufferedArray{T}"/> does, at absurd sizes of the window. A test class inherits it, says what the array
/// holds, and has all its facts.
/// </summary>
public abstract class BufferedArrayContract<T>
    where T : unmanaged
{
    /// <summary>What the array holds: at least 40 frames, no more than a few thousand.</summary>
    protected abstract ExpectedFrames<T> Expected { get; }

    /// <summary>Creates the array.</summary>
    protected abstract BufferedArray<T> Create(int bufferFrames, int backFrames);

    [Fact]
    public void Its_shape_is_that_of_the_data()
    {
        BufferedArray<T> a = Create(10, 0);
        Assert.Equal(Expected.Count, a.Frames);
        Assert.Equal(Expected.Channels, a.Channels);
        Assert.Equal(Expected.ValuesPerFrame, a.ValuesPerFrame);
        Assert.Equal([a.Frames, .. Expected.FrameShape.Select(length => (long)length)], a.Shape.ToArray());
        Assert.Equal(a.Shape.Length, a.Rank);
        Assert.Equal(a.Frames * a.ValuesPerFrame, a.Size);
        Assert.Equal(a.Frames, a.FrameAt(a.Duration));
    }

    [Theory]
    [MemberData(nameof(WindowSizes.Absurd), MemberType = typeof(WindowSizes))]
    public void Values_are_the_same_forward_backward_and_in_any_order(int bufferFrames, int backFrames)
    {
        BufferedArray<T> a = Create(bufferFrames, backFrames);
        int count = Expected.Count;
        var random = new Random(bufferFrames);
        for (int i = 0; i < count; i++) SameFrame(a, i);
        for (int i = count - 1; i >= 0; i--) SameFrame(a, i);
        for (int i = 0; i < count; i++) SameFrame(a, random.Next(count));
        for (int i = 0; i < count / 2; i++)
        {
            SameFrame(a, i);
            SameFrame(a, count - 1 - i);
        }
    }

    [Theory]
    [MemberData(nameof(WindowSizes.Absurd), MemberType = typeof(WindowSizes))]
    public void Ranges_are_the_same_whole_and_by_channel(int bufferFrames, int backFrames)
    {
        BufferedArray<T> a = Create(bufferFrames, backFrames);
        foreach ((long start, long count) in Ranges())
        {
            var range = new NRange((nint)start, (nint)(start + count));
            string what = $"{count} frames from {start}";
            Expected.Same(Expected.Frames(start, count), a[range], a.Channels, what);
            for (int channel = 0; channel < a.Channels; channel++)
                Bitwise.Same(Expected.ChannelsOf(start, count, channel, 1), a[range, channel], $"{what}, channel {channel}");
            for (int first = 0; first <= a.Channels; first++)
                Expected.Same(Expected.ChannelsOf(start, count, 0, first), a[range, ..first], first, $"{what}, {first} channels");
        }
    }

    [Theory]
    [MemberData(nameof(WindowSizes.Absurd), MemberType = typeof(WindowSizes))]
    public void Reading_writes_every_value_and_none_of_what_was_there_before(int bufferFrames, int backFrames)
    {
        BufferedArray<T> a = Create(bufferFrames, backFrames);
        foreach ((long start, long count) in Ranges())
        {
            foreach (byte before in (byte[])[0, 0xA5, 0xFF])
            {
                var values = new T[count * a.ValuesPerFrame];
                MemoryMarshal.AsBytes(values.AsSpan()).Fill(before);
                a.Read(start, values);
                Bitwise.Same(Expected.Frames(start, count), values, $"{count} frames from {start} over 0x{before:X2}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(WindowSizes.Absurd), MemberType = typeof(WindowSizes))]
    public void Gathered_frames_and_slices_are_the_same(int bufferFrames, int backFrames)
    {
        BufferedArray<T> a = Create(bufferFrames, backFrames);
        long last = Expected.Count - 1;
        long[] frames = [last, 0, 1, 2, 2, last / 2, last / 2 - 1, 0];
        Expected.Same(Expected.Gathered(frames), a[frames], a.Channels, "gather");
        foreach (long step in (long[])[1, 2, 3, 17, last, last + 5])
        {
            List<long> forward = [];
            for (long frame = 1; frame <= last; frame += step) forward.Add(frame);
            Expected.Same(Expected.Gathered(forward), a.Strided(1, last + 1, step), a.Channels, $"every {step}th frame");
            List<long> backward = [];
            for (long frame = last; frame >= 0; frame -= step) backward.Add(frame);
            Expected.Same(Expected.Gathered(backward), a.Strided(last, -1, -step), a.Channels, $"every {step}th frame backward");
        }
    }

    [Theory]
    [MemberData(nameof(WindowSizes.Absurd), MemberType = typeof(WindowSizes))]
    public void Views_are_the_same_and_lie_in_the_window(int bufferFrames, int backFrames)
    {
        BufferedArray<T> a = Create(bufferFrames, backFrames);
        foreach ((long start, long count) in Ranges())
        {
            FrameSpan<T> view = a.View(start, (int)count);
            Assert.Equal((start, (int)count, a.Channels), (view.StartFrame, view.FrameCount, view.Channels));
            Bitwise.Same(Expected.Frames(start, count), view.Span, $"view of {count} frames from {start}");
            Assert.True(count == 0 || a.Buffer.Overlaps(view.Span), "A view lies in the window.");
            Bitwise.Same(Expected.Frames(a.Offset, a.Buffer.Length / a.ValuesPerFrame), a.Buffer, "the window");
        }
    }

    [Theory]
    [MemberData(nameof(WindowSizes.Absurd), MemberType = typeof(WindowSizes))]
    public void Loops_over_frames_and_blocks_visit_all_of_them_in_order(int bufferFrames, int backFrames)
    {
        BufferedArray<T> a = Create(bufferFrames, backFrames);
        long next = 0;
        foreach (ReadOnlySpan<T> frame in a) Bitwise.Same(Expected.Frames(next, 1), frame, $"frame {next++}");
        Assert.Equal(Expected.Count, next);

        int all = Expected.Count;
        foreach ((int size, int overlap) in (ReadOnlySpan<(int, int)>)[(1, 0), (7, 0), (7, 3), (20, 19), (all, 0), (all * 2, 5)])
        {
            long covered = 0;
            foreach (FrameSpan<T> block in a.Blocks(size, overlap))
            {
                Assert.Equal(covered == 0 ? 0 : covered - overlap, block.StartFrame);
                Bitwise.Same(Expected.Frames(block.StartFrame, block.FrameCount), block.Span, $"block of {size} at {block.StartFrame}");
                covered = block.StartFrame + block.FrameCount;
                Assert.True(block.FrameCount == size || covered == a.Frames, "Only the last block is shorter.");
            }
            Assert.Equal(a.Frames, covered);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void What_lies_outside_throws_and_leaves_the_window_alone(int bufferFrames)
    {
        BufferedArray<T> a = Create(bufferFrames, 0);
        long version = a.Version;
        long end = a.Frames;
        foreach (long frame in (long[])[-1, end, long.MinValue, long.MaxValue])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => a[frame]);
            Assert.Throws<ArgumentOutOfRangeException>(() => a[frame, 0]);
            Assert.Throws<ArgumentOutOfRangeException>(() => a[(ReadOnlySpan<long>)[0, frame]]);
            Assert.Throws<ArgumentOutOfRangeException>(() => a.Frame(frame)[0]);
            Assert.Throws<ArgumentOutOfRangeException>(() => a.View(frame, 1).FrameCount);
            Assert.Throws<ArgumentOutOfRangeException>(() => a.Read(frame, new T[a.ValuesPerFrame]));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => a[0, -1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[0, a.Channels]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[0..1, a.Channels]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[0..1, ..(a.Channels + 1)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[new NRange(0, (nint)end + 1)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[3..2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[NIndex.FromEnd((nint)end + 1), 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[^0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.View(0, -1).FrameCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.MoveBuffer(end, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.UpdateBuffer(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Blocks(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Blocks(5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Blocks(5, -1));
        Assert.Equal(version, a.Version);
    }

    [Fact]
    public void An_empty_request_leaves_the_window_alone()
    {
        BufferedArray<T> a = Create(10, 0);
        nint end = (nint)a.Frames;
        Assert.Equal(0, a[new NRange(end, end)].FlattenedLength);
        Assert.Equal(0, a[5..5].FlattenedLength);
        Assert.Empty(a[5..5, 0]);
        Assert.Equal(0, a[5..9, 0..0].FlattenedLength);
        Assert.Equal(0, a[(ReadOnlySpan<long>)[]].FlattenedLength);
        Assert.Equal(0, a.Strided(5, 5).FlattenedLength);
        Assert.Equal(0, a.View(end, 0).FrameCount);
        a.Read(end, []);
        a.UpdateBuffer(5, 5);
        a.UpdateBuffer(end + 5, end + 10);
        a.MoveBuffer(5, 0);
        foreach (FrameSpan<T> block in a.Blocks(4, 0, 7, 7)) Assert.Fail($"There is a block at {block.StartFrame}.");
        Assert.Equal(0, a.Version);
        Assert.True(a.Buffer.IsEmpty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_operations_in_any_order_see_the_values_of_a_plain_array(int seed) =>
        ArrayScript.Check(seed, scripts: 25, operations: 40, Expected, (buffer, back) => (Create(buffer, back), null));

    private void SameFrame(BufferedArray<T> a, long frame)
    {
        ReadOnlySpan<T> expected = Expected.Frames(frame, 1);
        if (a.Rank == 2)
        {
            for (int channel = 0; channel < a.Channels; channel++)
                Bitwise.Same(expected.Slice(channel, 1), [a[frame, channel]], $"frame {frame}, channel {channel}");
        }
        else
        {
            Bitwise.Same(expected, a[frame], $"frame {frame}");
        }
    }

    private IEnumerable<(long Start, long Count)> Ranges()
    {
        int end = Expected.Count;
        foreach (int count in (int[])[0, 1, 2, 3, 16, 39, end / 2, end - 1, end])
        {
            foreach (int start in (int[])[end - count, 0, (end - count) / 2, (end - count) / 3]) yield return (start, count);
        }
    }
}
