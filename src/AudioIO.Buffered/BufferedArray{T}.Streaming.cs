using System.Runtime.CompilerServices;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;
    private readonly IDisposable? _use; // of the signal, where the array stands on one
    private long _revision; // of the signal, when the window was known to hold what is there
    private Signal<T>? _signal;

    /// <summary>
    /// The signal that the window lies over: positional, and safe to read from any number of threads. Whatever stands on it keeps it open
    /// when the array is disposed. That of a subclass with a <see cref="LoadBuffer"/> of its own calls that, until the array is disposed.
    /// </summary>
    public Signal<T> Signal => _signal ?? Interlocked.CompareExchange(ref _signal, new ArraySignal<T>(this), null) ?? _signal;

    /// <summary>Largest number of blocks that <see cref="BlocksAsync"/> reads ahead of its consumer, from 1. Default 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int ReadAheadBlocks
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 2;

    /// <summary>
    /// The same blocks as those of <see cref="Blocks"/>, read ahead on another thread straight from the signal: the window takes no part and
    /// stays free. <see cref="ReadAheadBlocks"/> says how many are read ahead. Each block is yours until you dispose it, which gives its
    /// memory to the blocks that follow. An overlap is copied, not read twice.
    /// <para>
    /// A failure arrives in the place of the block that it concerns, after those before it. Leaving the loop or cancelling stops the
    /// reading; disposing the array ends the loop with an <see cref="ObjectDisposedException"/>.
    /// </para>
    /// </summary>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="overlap">Frames that a block shares with the one before, 0 to <paramref name="size"/> − 1.</param>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="stop">The frame after the last one; beyond the end of the array counts as there.</param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or a block needs more than <see cref="MaxBufferBytes"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The array was disposed.</exception>
    public IAsyncEnumerable<OwnedBlock<T>> BlocksAsync(
        int size, int overlap = 0, long start = 0, long stop = long.MaxValue, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        var steps = new BlockSteps(size, overlap, start, stop, Frames);
        long maxFrames = Math.Min(MaxBufferBytes / Unsafe.SizeOf<T>(), Array.MaxLength) / ValuesPerFrame;
        if (steps.LongestBlock > maxFrames)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size,
                $"Blocks of {steps.LongestBlock} frames of {ValuesPerFrame} values are larger than {MaxBufferBytes} bytes (MaxBufferBytes).");
        }
        return BlockReadAhead<T>.Enumerate(Signal, steps, overlap, ReadAheadBlocks, _closed, cancellationToken);
    }

    /// <summary>
    /// Looks whether the signal has become longer, as a recording does that is still being written, and makes the array as long. The window
    /// stays as it is, but for signals whose last frames change then, as those of a filter that looks ahead, and where frames have become others
    /// (<see cref="Signal.Revision"/>): then it is emptied. Where frames at the end turn out to have been none, as the metadata of a recorder that had not finished its header, the
    /// array becomes shorter and the window is emptied.
    /// </summary>
    /// <returns>The number of frames by which the array has become longer; negative where it has become shorter.</returns>
    /// <exception cref="ObjectDisposedException">The array was disposed.</exception>
    public long Refresh()
    {
        ThrowIfDisposed();
        if (_use is null) return 0;
        Signal.Refresh();
        // Another array over the same signal may have refreshed it before, and may do so now: its length is asked once.
        long frames = Signal.Frames;
        long added = frames - Frames, revision = Signal.Revision;
        if (added < 0 || revision != _revision || (added > 0 && Signal.ChangesAsItGrows)) ReleaseBuffer();
        _revision = revision;
        if (added < 0) _shape[0] += added;
        else Extend(frames);
        return added;
    }

    /// <summary>
    /// Forgets the window and ends the use of the signal; further access to this array throws <see cref="ObjectDisposedException"/>.
    /// </summary>
    public void Dispose()
    {
        if (_closed.IsCancellationRequested) return;
        _closing.Cancel();
        _closing.Dispose();
        // While another thread loads, the memory is its own, and its end forgets the frames.
        if (Interlocked.Exchange(ref _inUse, 1) == 0) EndUse();
        Dispose(true);
        _use?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what a subclass holds itself; called once.</summary>
    /// <param name="disposing">Always true: arrays have no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Throws when the array was disposed.</summary>
    /// <exception cref="ObjectDisposedException">The array was disposed.</exception>
    protected void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_closed.IsCancellationRequested, this);

    internal void Load(long offset, Span<T> buffer)
    {
        ThrowIfDisposed();
        LoadBuffer(offset, buffer);
    }
}
