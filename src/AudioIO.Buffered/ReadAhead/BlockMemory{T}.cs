namespace AudioIO;

/// <summary>
/// Memory for the blocks of one loop: as many buffers as are in use at once. Blocks may be disposed on any thread, and after the loop.
/// </summary>
/// <param name="layout">What a frame is made of.</param>
/// <param name="frames">Frames of the longest block.</param>
internal sealed class BlockMemory<T>(FrameLayout layout, int frames)
    where T : unmanaged
{
    private readonly Lock _lock = new();
    private readonly Stack<T[]> _free = [];
    private bool _closed;

    public FrameLayout Layout => layout;

    public T[] Rent()
    {
        lock (_lock)
        {
            if (_free.TryPop(out T[]? values)) return values;
        }
        return GC.AllocateUninitializedArray<T>(frames * layout.ValuesPerFrame);
    }

    public void Return(T[] values)
    {
        lock (_lock)
        {
            if (!_closed) _free.Push(values);
        }
    }

    /// <summary>Keeps nothing any more: no further block will come.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            _free.Clear();
        }
    }
}
