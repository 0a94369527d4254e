using System.Numerics.Tensors;

namespace AudioIO.Tests.Contract;

/// <summary>What an array must hold, whole and in memory; compared bit by bit, so that NaN and −0 count too.</summary>
/// <param name="values">All values, frame after frame.</param>
/// <param name="frameShape">Channels and further dimensions.</param>
public sealed class ExpectedFrames<T>(T[] values, params int[] frameShape)
    where T : unmanaged
{
    public int Channels => frameShape[0];

    public int ValuesPerFrame { get; } = frameShape.Aggregate(1, (product, length) => product * length);

    public int ValuesPerChannel => ValuesPerFrame / Channels;

    public int Count => values.Length / ValuesPerFrame;

    public IReadOnlyList<int> FrameShape => frameShape;

    /// <summary>Values of some frames.</summary>
    public ReadOnlySpan<T> Frames(long start, long count) => values.AsSpan((int)start * ValuesPerFrame, (int)count * ValuesPerFrame);

    /// <summary>Values of some channels of some frames.</summary>
    public T[] ChannelsOf(long start, long count, int firstChannel, int channels)
    {
        var picked = new List<T>();
        for (long frame = start; frame < start + count; frame++)
            picked.AddRange(Frames(frame, 1).Slice(firstChannel * ValuesPerChannel, channels * ValuesPerChannel));
        return [.. picked];
    }

    /// <summary>Values of frames in any order.</summary>
    public T[] Gathered(IEnumerable<long> frames) => [.. frames.SelectMany(frame => Frames(frame, 1).ToArray())];

    /// <summary>Fails unless the tensor has that many frames and channels and bit by bit the values expected.</summary>
    public void Same(ReadOnlySpan<T> expected, Tensor<T> actual, int channels, string what)
    {
        int frames = expected.Length / Math.Max(1, channels * ValuesPerChannel);
        if (channels > 0) Assert.Equal([frames, channels, .. frameShape[1..].Select(length => (nint)length)], actual.Lengths.ToArray());
        var flat = new T[actual.FlattenedLength];
        actual.FlattenTo(flat);
        Bitwise.Same(expected, flat, what);
    }
}
