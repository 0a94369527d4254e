using System.Buffers;
using System.Numerics.Tensors;

namespace AudioIO.Tests;

public class IndexingTests
{
    [Fact]
    public void Every_form_of_index_names_the_frames_it_says()
    {
        var a = new CountingArray<int>(10_000, [2], (frame, channel) => (int)frame * 10 + channel);
        Assert.Equal(51, a[5, 1]);
        Assert.Equal(99_990, a[^1, 0]);
        Assert.Equal([50, 51], a[5]);
        Assert.Equal([99_990, 99_991], a[^1]);
        Assert.Equal([100, 101], a[10..20][0..1, ..].ToArray());
        Tensor<int> t = a[100..200];
        Assert.Equal([100, 2], t.Lengths.ToArray());
        Assert.Equal(1501, t[50, 1]);
        Assert.Equal([31, 41], a[3..5, 1]);
        Assert.Equal([99_991], a[^1.., 1]);
        Assert.Equal([2, 1], a[3..5, 1..].Lengths.ToArray());
        Assert.Equal([3, 2], a[[5, 700, 5]].Lengths.ToArray());
        long[] picks = [1, 2, 3];
        Assert.Equal(21, a[picks][1, 1]);
        Assert.Equal(10, a[new NRange(100, 110)].Lengths[0]);
        Assert.Equal([10, 11, 0, 1], Flat(a.Strided(1, -1, -1)));
    }

    private static int[] Flat(Tensor<int> tensor)
    {
        var values = new int[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
