using System.Numerics.Tensors;

namespace AudioIO.Tests;

public class FrameSpanTests
{
    [Fact]
    public void A_view_shows_frames_channels_and_values_where_they_lie()
    {
        var view = new FrameSpan<int>([10, 11, 20, 21, 30, 31], channels: 2, rate: 2);
        Assert.Equal((0, 3, 2, 2), (view.StartFrame, view.FrameCount, view.Channels, view.ValuesPerFrame));
        Assert.Equal(21, view[1, 1]);
        Assert.Equal([30, 31], view.Frame(2).ToArray());
        Span<int> channel = stackalloc int[3];
        view.CopyChannelTo(1, channel);
        Assert.Equal([11, 21, 31], channel.ToArray());
        Assert.Equal(31, view.AsTensor()[2, 1]);
        int sum = 0;
        foreach (ReadOnlySpan<int> frame in view) sum += frame[0];
        Assert.Equal(60, sum);
    }

    [Fact]
    public void A_part_of_a_view_knows_where_it_begins()
    {
        FrameSpan<int> part = new FrameSpan<int>([10, 11, 20, 21, 30, 31], channels: 2, rate: 2).Slice(1, 2);
        Assert.Equal((1, 2, 20), (part.StartFrame, part.FrameCount, part[0, 0]));
        Assert.Equal(TimeSpan.FromSeconds(0.5), part.StartTime);
    }

    [Fact]
    public void A_spectrogram_is_read_by_frame_channel_and_frequency()
    {
        var a = new CountingArray<int>(100, [2, 5], (frame, i) => (int)frame * 10 + i);
        Assert.Equal((3, 1000, 10), (a.Rank, a.Size, a.ValuesPerFrame));
        Assert.Equal(738, a[73, 1, 3]);
        FrameSpan<int> view = a.View(70, 10);
        Assert.Equal(738, view[3, 1, 3]);
        ReadOnlyTensorSpan<int> tensor = view.AsTensor();
        Assert.Equal([10, 2, 5], tensor.Lengths.ToArray());
        Assert.Equal(738, tensor[3, 1, 3]);
        Assert.Equal([735, 736, 737, 738, 739], a[73..74, 1]);
        var channel = new int[50];
        view.CopyChannelTo(1, channel);
        Assert.Equal([705, 706, 707, 708, 709, 715], channel[..6]);
        Assert.Throws<ArgumentException>(() => a[73, 1]);
        Assert.Throws<ArgumentException>(() => a[73, 1, 3, 0]);
        Assert.Throws<ArgumentException>(() => a.View(70, 10)[3, 1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[73, 2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[73, 1, 5]);
    }

    [Fact]
    public void What_a_view_does_not_have_throws()
    {
        int[] values = [1, 2, 3, 4];
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 2)[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 2)[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 2)[0, 2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 2)[0, -1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 2).Frame(2)[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 2).Slice(1, 2).FrameCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 2).CopyChannelTo(2, new int[2]));
        Assert.Throws<ArgumentException>(() => new FrameSpan<int>(values, 2).CopyChannelTo(0, new int[1]));
        Assert.Throws<ArgumentException>(() => new FrameSpan<int>(values, 3).FrameCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FrameSpan<int>(values, 0).FrameCount);
        Assert.Throws<InvalidOperationException>(() => new FrameSpan<int>(values).StartTime);
    }

    [Fact]
    public void A_default_view_is_empty()
    {
        FrameSpan<int> view = default;
        Assert.Equal((0, 0, 0), (view.FrameCount, view.Channels, view.Slice(0, 0).FrameCount));
        Assert.True(view.AsTensor().IsEmpty);
        foreach (ReadOnlySpan<int> frame in view) Assert.Fail($"There is a frame of {frame.Length} values.");
        Assert.Throws<ArgumentOutOfRangeException>(() => default(FrameSpan<int>)[0, 0]);
    }

    [Fact]
    public void A_view_without_frames_is_a_tensor_without_any()
    {
        var a = new CountingArray<int>(100, [2, 5], (frame, i) => (int)frame * 10 + i);
        foreach (long start in (long[])[0, 70, 100]) Assert.Equal([0, 2, 5], a.View(start, 0).AsTensor().Lengths.ToArray());
        Assert.Equal([0, 1], new FrameSpan<int>([], 1).AsTensor().Lengths.ToArray());
        Assert.Equal([0, 3], new FrameSpan<int>([1, 2, 3], 3).Slice(1, 0).AsTensor().Lengths.ToArray());
    }
}
