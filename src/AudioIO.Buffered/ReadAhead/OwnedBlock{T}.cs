namespace AudioIO;

/// <summary>
/// A block of frames in memory of its own. Dispose it when you are done with it: the memory serves the blocks that follow.
/// </summary>
/// <typeparam name="T">Type of a value.</typeparam>
public sealed class OwnedBlock<T> : IDisposable
    where T : unmanaged
{
    private readonly BlockMemory<T> _memory;
    private T[]? _values;

    internal OwnedBlock(BlockMemory<T> memory, T[] values, FrameRange frames)
    {
        _memory = memory;
        _values = values;
        StartFrame = frames.Start;
        FrameCount = (int)frames.Count;
    }

    /// <summary>First frame, counted in the signal.</summary>
    public long StartFrame { get; }

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; }

    /// <summary>Number of channels.</summary>
    public int Channels => _memory.Layout.Channels;

    /// <summary>
    /// All values, the channels of a frame one after the other; valid, and yours to change, until the block is disposed.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public Memory<T> Memory
    {
        get
        {
            T[]? values = _values;
            ObjectDisposedException.ThrowIf(values is null, this);
            return values.AsMemory(0, FrameCount * _memory.Layout.ValuesPerFrame);
        }
    }

    /// <summary>The same as <see cref="Memory"/>.</summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public Span<T> Span => Memory.Span;

    /// <summary>The same as frames × channels: <c>block.Frames[frame, channel]</c>.</summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public FrameSpan<T> Frames => new(_memory.Layout, StartFrame, Span);

    /// <summary>Gives the memory back. A second call does nothing.</summary>
    public void Dispose()
    {
        T[]? values = Interlocked.Exchange(ref _values, null);
        if (values is not null) _memory.Return(values);
    }
}
