using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace AudioIO;

/// <summary>One loop over blocks that are read ahead on another thread.</summary>
/// <remarks>
/// A thread of the pool reads straight from the signal, so that the window of an array stays free and its consumer computes meanwhile. What
/// bounds it, counted by tests:
/// <list type="bullet">
/// <item>Memory: as many blocks as may be read ahead, and those that the consumer has not disposed; their buffers serve again.</item>
/// <item>Reading: every frame once. An overlap is copied from the block before (512 frames by 128 would otherwise be read four times), and
/// small blocks of a signal that is computed in units are cut from several units read at once: blocks of 2048 frames of two channels in units
/// of 4096 take 8 units a read. See <see cref="OnwardReader{T}"/>.</item>
/// <item>An end: reading stops between pieces of some hundred µs, and the loop waits for that, so that nothing is under way when it is
/// left.</item>
/// <item>A failure: thrown in the place of the block that it concerns. Where the signal names damaged frames, units read ahead that hold
/// them are given up for the block alone, so that blocks before the damage arrive.</item>
/// </list>
/// </remarks>
internal sealed class BlockReadAhead<T> : IDisposable
    where T : unmanaged
{
    private readonly IDisposable _use;
    private readonly OnwardReader<T> _reader;
    private readonly BlockMemory<T> _memory;
    private readonly Channel<OwnedBlock<T>> _ready =
        Channel.CreateUnbounded<OwnedBlock<T>>(new() { SingleReader = true, SingleWriter = true });

    private readonly SemaphoreSlim _room; // blocks that may be begun, which bounds the channel
    private readonly T[] _overlap; // end of the block before, which its owner may have changed or given back
    private BlockSteps _steps;

    private BlockReadAhead(Signal<T> signal, BlockSteps steps, int overlap, int depth)
    {
        _use = signal.Use();
        _reader = new OnwardReader<T>(signal);
        _steps = steps;
        FrameLayout layout = signal.Layout;
        _memory = new BlockMemory<T>(layout, (int)steps.LongestBlock);
        _overlap = new T[Math.Min(overlap, steps.LongestBlock) * layout.ValuesPerFrame];
        _room = new SemaphoreSlim(depth);
    }

    /// <summary>Enumerates the blocks; each enumeration reads anew.</summary>
    /// <param name="signal">The signal, kept open for as long as the loop runs.</param>
    /// <param name="steps">Where the blocks lie.</param>
    /// <param name="overlap">Frames that a block shares with the one before.</param>
    /// <param name="depth">Largest number of blocks that are ready or in work while the consumer has another one.</param>
    /// <param name="closed">Cancelled when the array is disposed.</param>
    /// <param name="cancellation">Cancelled when the consumer gives up.</param>
    public static async IAsyncEnumerable<OwnedBlock<T>> Enumerate(
        Signal<T> signal,
        BlockSteps steps,
        int overlap,
        int depth,
        CancellationToken closed,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        ThrowIfEnded(closed, cancellation);
        using var loop = new BlockReadAhead<T>(signal, steps, overlap, depth);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(closed, cancellation);
        Task reading = Task.Run(() => loop.ReadAll(end.Token), CancellationToken.None);
        try
        {
            while (await loop.Next(closed, cancellation, end.Token).ConfigureAwait(false) is { } block) yield return block;
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
    }

    /// <summary>Gives back what nobody took; reading has ended.</summary>
    public void Dispose()
    {
        while (_ready.Reader.TryRead(out OwnedBlock<T>? block)) block.Dispose();
        _memory.Close();
        _room.Dispose();
        _use.Dispose();
    }

    private static void ThrowIfEnded(CancellationToken closed, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(closed.IsCancellationRequested, typeof(BufferedArray<T>));
        cancellation.ThrowIfCancellationRequested();
    }

    private async ValueTask<OwnedBlock<T>?> Next(CancellationToken closed, CancellationToken cancellation, CancellationToken end)
    {
        ThrowIfEnded(closed, cancellation);
        try
        {
            // Throws what reading has thrown, once the blocks before are taken.
            if (!await _ready.Reader.WaitToReadAsync(end).ConfigureAwait(false)) return null;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            ThrowIfEnded(closed, cancellation);
            throw;
        }
        _ready.Reader.TryRead(out OwnedBlock<T>? block);
        _room.Release();
        return block;
    }

    private async Task ReadAll(CancellationToken end)
    {
        Exception? failure = null;
        try
        {
            int overlapping = 0;
            while (_steps.MoveNext())
            {
                await _room.WaitAsync(end).ConfigureAwait(false);
                _ready.Writer.TryWrite(ReadBlock(_steps.Current, overlapping, end));
                overlapping = _overlap.Length;
            }
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        _ready.Writer.Complete(failure);
    }

    private OwnedBlock<T> ReadBlock(FrameRange frames, int overlapping, CancellationToken end)
    {
        T[] values = _memory.Rent();
        try
        {
            Span<T> block = values.AsSpan(0, (int)frames.Count * _memory.Layout.ValuesPerFrame);
            _overlap.AsSpan(0, overlapping).CopyTo(block);
            _reader.Read(frames.Start + overlapping / _memory.Layout.ValuesPerFrame, block[overlapping..], end);
            // A shorter block is the last one.
            if (_overlap.Length <= block.Length) block[^_overlap.Length..].CopyTo(_overlap);
            return new OwnedBlock<T>(_memory, values, frames);
        }
        catch
        {
            _memory.Return(values);
            throw;
        }
    }
}
