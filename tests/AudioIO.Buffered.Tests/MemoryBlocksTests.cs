using System.Numerics.Tensors;

namespace AudioIO.Tests;

public class MemoryBlocksTests
{
    private static readonly int[] Values = [.. Enumerable.Range(0, 40)];

    [Fact]
    public void Blocks_of_data_in_memory_are_those_of_an_array_of_the_same_data()
    {
        var expected = new List<string>();
        foreach (FrameSpan<int> block in new CountingArray<int>(20, [2], (frame, i) => (int)frame * 2 + i).Blocks(6, 2, 1))
            expected.Add(Text(block));

        var fromSpan = new List<string>();
        foreach (FrameSpan<int> block in Values.Blocks(6, 2, 1, channels: 2)) fromSpan.Add(Text(block));
        var fromView = new List<string>();
        foreach (FrameSpan<int> block in new FrameSpan<int>(Values, 2).Blocks(6, 2, 1)) fromView.Add(Text(block));
        var fromTensor = new List<string>();
        foreach (FrameSpan<int> block in Tensor.Create(Values, [20, 2]).Blocks(6, 2, 1)) fromTensor.Add(Text(block));
        var rectangle = new int[20, 2];
        for (int i = 0; i < 40; i++) rectangle[i / 2, i % 2] = i;
        var fromRectangle = new List<string>();
        foreach (FrameSpan<int> block in rectangle.Blocks(6, 2, 1)) fromRectangle.Add(Text(block));

        Assert.Equal(expected, fromSpan);
        Assert.Equal(expected, fromView);
        Assert.Equal(expected, fromTensor);
        Assert.Equal(expected, fromRectangle);
        Assert.Equal(5, expected.Count);
    }

    [Fact]
    public void A_tensor_of_one_dimension_is_one_channel_and_of_three_keeps_its_frequencies()
    {
        foreach (FrameSpan<int> block in Tensor.Create(Values).Blocks(40)) Assert.Equal((40, 1), (block.FrameCount, block.Channels));
        foreach (FrameSpan<int> block in Tensor.Create(Values, [4, 2, 5]).Blocks(4)) Assert.Equal(27, block[2, 1, 2]);
    }

    [Fact]
    public void A_tensor_may_have_dimensions_of_one()
    {
        foreach (nint[] lengths in (nint[][])[[40, 1], [1, 40], [10, 1, 4], [10, 4, 1], [1, 1, 40], [1, 10, 4], [40, 1, 1]])
        {
            var values = new List<int>();
            foreach (FrameSpan<int> block in Tensor.Create(Values, lengths).Blocks(3)) values.AddRange(block.Span);
            Assert.Equal(Values, values);
        }
    }

    [Fact]
    public void Data_without_frames_has_no_blocks()
    {
        foreach (FrameSpan<int> block in Array.Empty<int>().Blocks(4)) Assert.Fail($"There is a block of {block.FrameCount} frames.");
        foreach (FrameSpan<int> block in new int[0, 3].Blocks(4)) Assert.Fail($"There is a block of {block.FrameCount} frames.");
    }

    [Fact]
    public void A_tensor_whose_frames_do_not_lie_together_is_refused()
    {
        Tensor<int> everyOther = Tensor.Create(Values, [20, 2]).Slice(0.., ..1);
        Assert.Throws<ArgumentException>(() => everyOther.Blocks(4));
    }

    [Fact]
    public void Impossible_blocks_throw_at_the_call()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Values.Blocks(0); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Values.Blocks(4, 4); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = Values.Blocks(4, channels: 0); });
    }

    private static string Text(FrameSpan<int> block) => $"{block.StartFrame}: {string.Join(' ', block.Span.ToArray())}";
}
