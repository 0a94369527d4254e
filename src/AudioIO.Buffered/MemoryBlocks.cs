using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>The same blocks as those of <see cref="BufferedArray{T}.Blocks"/>, of data in memory. Nothing is copied.</summary>
public static class MemoryBlocks
{
    /// <summary>Blocks of a view.</summary>
    /// <param name="frames">Frames.</param>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="overlap">Frames that a block shares with the one before, 0 to <paramref name="size"/> − 1.</param>
    /// <param name="start">First frame of <paramref name="frames"/> to use, from 0.</param>
    /// <param name="stop">The frame after the last one; beyond the end counts as there.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static MemoryBlockEnumerable<T> Blocks<T>(
        this FrameSpan<T> frames, int size, int overlap = 0, long start = 0, long stop = long.MaxValue)
        where T : unmanaged =>
        new(frames, new BlockSteps(size, overlap, start, stop, frames.FrameCount));

    /// <summary>Blocks of values, as of a single channel or of interleaved ones.</summary>
    /// <param name="values">Whole frames, one after the other.</param>
    /// <param name="channels">Number of channels, from 1.</param>
    /// <inheritdoc cref="Blocks{T}(FrameSpan{T}, int, int, long, long)"/>
    /// <param name="size"/><param name="overlap"/><param name="start"/><param name="stop"/>
    public static MemoryBlockEnumerable<T> Blocks<T>(
        this ReadOnlySpan<T> values, int size, int overlap = 0, long start = 0, long stop = long.MaxValue, int channels = 1)
        where T : unmanaged =>
        new FrameSpan<T>(values, channels).Blocks(size, overlap, start, stop);

    /// <summary>Blocks of an array of frames × channels.</summary>
    /// <param name="frames">Frames × channels.</param>
    /// <inheritdoc cref="Blocks{T}(FrameSpan{T}, int, int, long, long)"/>
    /// <param name="size"/><param name="overlap"/><param name="start"/><param name="stop"/>
    public static MemoryBlockEnumerable<T> Blocks<T>(
        this T[,] frames, int size, int overlap = 0, long start = 0, long stop = long.MaxValue)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(frames);
        return new ReadOnlyTensorSpan<T>(frames).Blocks(size, overlap, start, stop);
    }

    /// <summary>Blocks of a tensor of frames × channels (× further dimensions).</summary>
    /// <param name="frames">Frames × channels, dense, as indexing a <see cref="BufferedArray{T}"/> returns them.</param>
    /// <exception cref="ArgumentException">The tensor is not dense.</exception>
    /// <inheritdoc cref="Blocks{T}(FrameSpan{T}, int, int, long, long)"/>
    /// <param name="size"/><param name="overlap"/><param name="start"/><param name="stop"/>
    public static MemoryBlockEnumerable<T> Blocks<T>(
        this Tensor<T> frames, int size, int overlap = 0, long start = 0, long stop = long.MaxValue)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(frames);
        return frames.AsReadOnlyTensorSpan().Blocks(size, overlap, start, stop);
    }

    /// <summary>Blocks of a view of a tensor of frames × channels (× further dimensions).</summary>
    /// <inheritdoc cref="Blocks{T}(Tensor{T}, int, int, long, long)"/>
    /// <param name="frames"/><param name="size"/><param name="overlap"/><param name="start"/><param name="stop"/>
    public static MemoryBlockEnumerable<T> Blocks<T>(
        this scoped in ReadOnlyTensorSpan<T> frames, int size, int overlap = 0, long start = 0, long stop = long.MaxValue)
        where T : unmanaged =>
        FramesOf(frames).Blocks(size, overlap, start, stop);

    private static FrameSpan<T> FramesOf<T>(scoped in ReadOnlyTensorSpan<T> tensor)
        where T : unmanaged
    {
        if (!tensor.IsDense)
            throw new ArgumentException("The frames do not lie one after the other: ToDenseTensor() copies them so.", nameof(tensor));
        // A tensor of one dimension is a single channel.
        Span<int> frameShape = stackalloc int[Math.Max(1, tensor.Rank - 1)];
        frameShape[0] = 1;
        for (int i = 1; i < tensor.Rank; i++) frameShape[i - 1] = checked((int)tensor.Lengths[i]);
        var layout = new FrameLayout(double.NaN, frameShape);
        if (tensor.IsEmpty) return new FrameSpan<T>(layout, 0, []);
        // A dense tensor lies in one piece; its own way to a span refuses dimensions of one.
        int length = checked((int)tensor.FlattenedLength);
        return new FrameSpan<T>(layout, 0, MemoryMarshal.CreateReadOnlySpan(in tensor.GetPinnableReference(), length));
    }
}
