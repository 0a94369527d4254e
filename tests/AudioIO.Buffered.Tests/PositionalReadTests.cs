using System.Numerics.Tensors;

namespace AudioIO.Tests;

/// <summary>Reads by a start and a count, of which both may lie beyond the 2^31 of C#'s ranges.</summary>
public class PositionalReadTests
{
    private const long Far = 1L << 40;

    [Fact]
    public void Every_form_has_the_frames_it_says_however_far_they_are()
    {
        CountingArray<long> a = Recording();
        const long start = Far - 100;
        Tensor<long> frames = a.Read(start, 3);
        Assert.Equal([3, 2], frames.Lengths.ToArray());
        Assert.Equal(2 * start + 5, frames[2, 1]);
        Assert.Equal([2 * start + 1, 2 * start + 3], a.Read(start, 2, channel: 1));
        var channel = new long[3];
        a.Read(start, 1, channel);
        Assert.Equal([2 * start + 1, 2 * start + 3, 2 * start + 5], channel);
        Tensor<long> planar = a.ReadPlanar(start, 3);
        Assert.Equal([2, 3], planar.Lengths.ToArray());
        Assert.Equal((2 * start + 4, 2 * start + 1), (planar[0, 2], planar[1, 0]));
        var flat = new long[6];
        a.ReadPlanar(start, flat);
        Assert.Equal([2 * start, 2 * start + 2, 2 * start + 4, 2 * start + 1, 2 * start + 3, 2 * start + 5], flat);
        Assert.Equal([1, 2 * Far - 1, 11], a[[0, Far - 1, 5], 1]);
        Assert.Equal([2 * Far - 1, 1], a.Strided(Far - 1, -1, 1 - Far, channel: 1));
        Assert.Equal(2 * start + 9, a.View(start, 10L)[4, 1]);
    }

    [Fact]
    public void Beyond_the_ends_lies_zero_where_that_is_asked_for()
    {
        var a = new CountingArray<int>(4, [2], (frame, channel) => (int)frame * 2 + channel + 1);
        var frames = new int[4];
        foreach ((long start, int[] expected) in new[]
                 {
                     (-1L, (int[])[0, 0, 1, 2]), (3, [7, 8, 0, 0]), (4, [0, 0, 0, 0]), (-2, [0, 0, 0, 0]), (1, [3, 4, 5, 6]),
                     (long.MinValue, [0, 0, 0, 0]), (long.MaxValue, [0, 0, 0, 0]),
                 })
        {
            frames.AsSpan().Fill(-1);
            a.ReadPadded(start, frames);
            Assert.Equal(expected, frames);
            Assert.Equal([expected[1], expected[3]], a.ReadPadded(start, 2, channel: 1));
        }
        Assert.Equal([0, 0, 0, 1, 3, 5, 7, 0], a.ReadPadded(-3, 8, channel: 0));
        Assert.Equal([8, 2], a.ReadPadded(-3, 8).Lengths.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => a.ReadPadded(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.ReadPadded(0, 1, 2));
        Assert.Throws<ArgumentException>(() => a.ReadPadded(0, new int[3]));
        a.ForgetCounts();
        a.ReadPadded(100, frames);
        a.ReadPadded(2, []);
        Assert.Equal(0, a.Loads);
    }

    [Fact]
    public void Everything_else_throws_beyond_the_ends_before_anything_is_loaded()
    {
        CountingArray<long> a = Recording();
        var two = new long[2];
        foreach (long start in (long[])[-1, Far, Far + 1, long.MinValue, long.MaxValue])
        {
            Refused(() => a.Read(start, 1));
            Refused(() => a.Read(start, 1, 0));
            Refused(() => a.Read(start, two));
            Refused(() => a.Read(start, 0, two));
            Refused(() => a.ReadPlanar(start, 1));
            Refused(() => a.ReadPlanar(start, two));
            Refused(() => _ = a.View(start, 1).FrameCount);
            Refused(() => _ = a[[start], 0]);
        }
        Refused(() => a.Read(5, -1));
        Refused(() => a.Read(5, long.MaxValue));
        Refused(() => a.Read(0, Far));
        Refused(() => a.Read(0, Far, 0));
        Refused(() => a.ReadPlanar(0, Far));
        Refused(() => a.ReadPadded(0, Far));
        Refused(() => _ = a.View(0, Far).FrameCount);
        Refused(() => a.Read(5, 1, 2));
        Refused(() => a.Read(5, -1, two));
        Refused(() => _ = a[[5], 2]);
        Refused(() => a.Strided(0, 10, 1, 2));
        Refused(() => a.Strided(-1, 5, 1, 0));
        Refused(() => a.Strided(0, Far + 1, 1000, 0));
        Assert.Throws<ArgumentException>(() => a.Read(5, new long[3]));
        Assert.Throws<ArgumentException>(() => a.ReadPlanar(5, new long[3]));
        Assert.Equal((0, 0), (a.Loads, a.Version));

        static void Refused(Action access) => Assert.Throws<ArgumentOutOfRangeException>(access);
    }

    [Fact]
    public void Of_more_dimensions_a_channel_has_all_its_values()
    {
        var a = new CountingArray<int>(100, [2, 3], (frame, i) => (int)frame * 10 + i);
        Assert.Equal([73, 74, 75, 83, 84, 85], a.Read(7, 2, channel: 1));
        Assert.Equal([2, 4, 3], a.ReadPlanar(7, 4).Lengths.ToArray());
        Assert.Equal(105, a.ReadPlanar(7, 4)[1, 3, 2]);
        Assert.Equal([70, 71, 72, 50, 51, 52], a[[7, 5], 0]);
        Assert.Equal([3, 4, 5, 63, 64, 65], a.Strided(0, 7, 6, channel: 1));
        Assert.Equal([0, 0, 0, 3, 4, 5], a.ReadPadded(-1, 2, channel: 1));
        Assert.Throws<ArgumentException>(() => a.Read(5, 0, new int[4]));
    }

    private static CountingArray<long> Recording() =>
        new(Far, [2], (frame, channel) => frame * 2 + channel, bufferFrames: 1000, backFrames: 10);
}
