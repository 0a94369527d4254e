namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>
    /// The <see cref="Blocks"/> of every range without a break (<see cref="Signal.ContinuousRanges"/>): none reaches across a gap of the clock.
    /// Each range begins with a full block where it has the frames, and ends with a shorter one where some remain.
    /// </summary>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="overlap">Frames that a block shares with the one before, 0 to <paramref name="size"/> − 1.</param>
    /// <param name="start">First frame, from 0.</param>
    /// <param name="stop">The frame after the last one; beyond the end of the array counts as there.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or a block needs more than <see cref="MaxBufferBytes"/>.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The array was disposed.</exception>
    public ContinuousBlockEnumerable<T> ContinuousBlocks(int size, int overlap = 0, long start = 0, long stop = long.MaxValue)
    {
        _ = Blocks(size, overlap, start, stop); // refuses at the call what it would
        return new ContinuousBlockEnumerable<T>(this, RangeBlocks.Within(Signal.ContinuousRanges, start, Math.Min(stop, Frames)), size, overlap);
    }

    /// <summary>
    /// The <see cref="BlocksAsync"/> of every range without a break: the same blocks as those of <see cref="ContinuousBlocks"/>, each yours
    /// until you dispose it. What is read ahead ends at a break, too.
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
    public IAsyncEnumerable<OwnedBlock<T>> ContinuousBlocksAsync(
        int size, int overlap = 0, long start = 0, long stop = long.MaxValue, CancellationToken cancellationToken = default)
    {
        _ = BlocksAsync(size, overlap, start, stop, cancellationToken); // refuses at the call what it would
        return RangeBlocks.Walk(
            RangeBlocks.Within(Signal.ContinuousRanges, start, Math.Min(stop, Frames)),
            (range, token) => BlocksAsync(size, overlap, range.Start, range.Stop, token),
            cancellationToken);
    }
}
