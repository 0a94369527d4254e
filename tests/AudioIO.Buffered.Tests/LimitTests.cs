using System.Buffers;

namespace AudioIO.Tests;

public class LimitTests
{
    private const long Far = 1L << 40;

    [Fact]
    public void At_the_far_end_of_2_to_the_40_frames_every_access_finds_its_frames()
    {
        var a = new CountingArray<long>(Far, [2], (frame, channel) => frame * 2 + channel, bufferFrames: 1000, backFrames: 10);
        Assert.Equal(2 * Far - 1, a[Far - 1, 1]);
        Assert.Equal(2 * Far - 2, a[^1, 0]);
        Assert.Equal(2 * Far - 1, a[^10..][9, 1]);
        nint end = (nint)a.Frames;
        Assert.Equal([2 * Far - 4, 2 * Far - 2], a[new NRange(end - 2, end), 0]);
        Assert.Equal(0, a[[Far - 1, 0]][1, 0]);
        Assert.Equal(2 * Far - 2, a.View(Far - 5, 5)[4, 0]);
        Assert.Equal(2 * Far - 2, a.View(Far - 6, 6)[5, 0]);
        Assert.Equal((Far - 1000, 2000), (a.Offset, a.Buffer.Length));
        Assert.Equal(0, a.Strided(Far - 1, -1, -(Far - 1))[1, 0]);
        Assert.Equal(2 * Far, a.Size);
        Assert.Equal(Far - 1, a.FrameAt(a.TimeAt(Far - 1)));

        long blocks = 0;
        foreach (FrameSpan<long> block in a.Blocks(100, 10, Far - 1000)) Assert.Equal(2 * (Far - 1000 + 90 * blocks++), block[0, 0]);
        Assert.Equal(11, blocks);
        for (long frame = Far - 1; frame > Far - 5000; frame--) Assert.Equal(2 * frame, a[frame, 0]);
    }

    [Fact]
    public void More_values_than_an_array_holds_are_refused_in_words_before_anything_is_loaded()
    {
        var a = new CountingArray<byte>(Far, [1000], (_, _) => 0, bufferFrames: 10);
        a.MaxBufferBytes = long.MaxValue;
        const int tooMany = 2_200_000;
        Refused(() => _ = a[0..tooMany]);
        Refused(() => _ = a[..]);
        Refused(() => _ = a[0..(1 << 30), ..2]);
        Refused(() => _ = a[NRange.All, 0]);
        Refused(() => _ = a.Strided(0, Far, 1000));
        Refused(() => _ = a.View(0, tooMany).FrameCount);
        Refused(() => _ = a.View(0, int.MaxValue).FrameCount);
        Refused(() => a.Blocks(tooMany));
        Refused(() => a.MoveBuffer(0, tooMany));
        Refused(() => a.UpdateBuffer(0, Far));
        Assert.Equal(0, a.Loads);
        Assert.Equal(0, a.Version);

        static void Refused(Action access) => Assert.Throws<ArgumentOutOfRangeException>(access);
    }

    [Fact]
    public void Wished_sizes_beyond_memory_are_cut_to_what_is_allowed()
    {
        var a = new CountingArray<int>(Far, [4], (frame, _) => (int)frame, bufferFrames: int.MaxValue, backFrames: int.MaxValue);
        a.MaxBufferBytes = 1600;
        _ = a.View(Far / 2, 1);
        Assert.InRange(a.Buffer.Length, 4, 400);
    }

    [Fact]
    public void A_frame_larger_than_a_side_buffer_is_read_too()
    {
        const int channels = 300_000;
        var a = new CountingArray<int>(10, [channels], (frame, i) => (int)frame * channels + i, bufferFrames: 0, framesPerUnit: 4);
        Assert.Equal(5 * channels + 7, a[5, 7]);
        Assert.Equal(6 * channels + 7, a[4..8, 7][2]);
        Assert.Equal(9 * channels, a[9][0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_is_none_is_refused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CountingArray<int>(10, [1], (_, _) => 0, rate: rate));

    [Fact]
    public void A_shape_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => New(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => New(10, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => New(10, 2, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => New(10, int.MaxValue, int.MaxValue, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => New(long.MaxValue, 2));
        Assert.Throws<ArgumentException>(() => New(10));

        static CountingArray<int> New(long frames, params int[] frameShape) => new(frames, frameShape, (_, _) => 0);
    }

    [Fact]
    public void An_array_without_frames_is_empty_in_every_way()
    {
        var a = new CountingArray<int>(0, [2], (_, _) => 0);
        Assert.Equal((0, TimeSpan.Zero), (a.Size, a.Duration));
        Assert.Equal([0, 2], a[..].Lengths.ToArray());
        foreach (ReadOnlySpan<int> frame in a) Assert.Fail($"There is a frame of {frame.Length} values.");
        foreach (FrameSpan<int> block in a.Blocks(4)) Assert.Fail($"There is a block of {block.FrameCount} frames.");
        a.UpdateBuffer(0, 10);
        a.ReloadBuffer();
        a.AllocateBuffer();
        Assert.Throws<ArgumentOutOfRangeException>(() => a[0, 0]);
        Assert.Equal(0, a.Loads);
    }
}
