namespace AudioIO;

/// <summary>
/// A block of frames in memory of its own. Dispose it when you are done with it: the memory serves the blocks that follow.
/// </summary>
/// <typeparam name="T">Type of a sample.</typeparam>
public sealed class OwnedBlock<T> : IDisposable
    where T : unmanaged
{
    private readonly BlockMemory<T> _memory;
    private T[]? _values;

    internal OwnedBlock(BlockMemory<T> memory, T[] values, FrameRange frames)
    {
        _memory = memory;
        _values = values;
        Start = frames.Start;
        Count = (int)frames.Count;
    }

    /// <summary>First frame, counted in the recording.</summary>
    public long Start { get; }

    /// <summary>Number of frames.</summary>
    public int Count { get; }

    /// <summary>Number of channels.</summary>
    public int Channels => _memory.Layout.Channels;

    /// <summary>
    /// All samples, the channels of a frame one after the other; valid, and yours to change, until the block is disposed.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public Memory<T> Memory
    {
        get
        {
            T[]? values = _values;
            ObjectDisposedException.ThrowIf(values is null, this);
            return values.AsMemory(0, Count * Channels);
        }
    }

    /// <summary>The same as <see cref="Memory"/>.</summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public Span<T> Span => Memory.Span;

    /// <summary>The same as frames × channels: <c>block.Frames[frame, channel]</c>.</summary>
    /// <exception cref="ObjectDisposedException">The block was disposed.</exception>
    public FrameSpan<T> Frames => new(_memory.Layout, Start, Span);

    /// <summary>Gives the memory back. A second call does nothing.</summary>
    public void Dispose()
    {
        T[]? values = Interlocked.Exchange(ref _values, null);
        if (values is not null) _memory.Return(values);
    }
}
