namespace AudioIO;

public abstract partial class Signal<T>
{
    /// <summary>
    /// Blocks of equal size, as those of <see cref="BufferedArray{T}.Blocks"/>, read ahead on another thread. Each block is yours until you
    /// dispose it, which gives its memory to the blocks that follow. An overlap is copied, not read twice.
    /// <para>
    /// A failure arrives in the place of the block that it concerns, after those before it. Leaving the loop or cancelling stops the
    /// reading. The loop keeps the signal open.
    /// </para>
    /// </summary>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="overlap">Frames that a block shares with the one before, 0 to <paramref name="size"/> − 1.</param>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="stop">The frame after the last one; beyond the end of the signal counts as there.</param>
    /// <param name="readAheadBlocks">
    /// Largest number of blocks that are read ahead of their consumer, from 1. Of a signal that is computed in units, as FLAC is, the units
    /// up to 65 536 values ahead may be read besides.
    /// </param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range, or a block has more values than an array holds.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public IAsyncEnumerable<OwnedBlock<T>> BlocksAsync(
        int size,
        int overlap = 0,
        long start = 0,
        long stop = long.MaxValue,
        int readAheadBlocks = 2,
        CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(readAheadBlocks);
        var steps = new BlockSteps(size, overlap, start, stop, Frames);
        if (steps.LongestBlock > Array.MaxLength / ValuesPerFrame)
        {
            throw new ArgumentOutOfRangeException(nameof(size), size,
                $"Blocks of {steps.LongestBlock} frames of {ValuesPerFrame} values have more than an array holds ({Array.MaxLength}).");
        }
        return BlockReadAhead<T>.Enumerate(this, steps, overlap, readAheadBlocks, CancellationToken.None, cancellationToken);
    }
}
