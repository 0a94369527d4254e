namespace AudioIO;

public abstract partial class Signal<T>
{
    /// <summary>
    /// The <see cref="BlocksAsync"/> of every range without a break (<see cref="Signal.ContinuousRanges"/>): none reaches across a gap of the
    /// clock, and what is read ahead ends there, too.
    /// </summary>
    /// <inheritdoc cref="BlocksAsync"/>
    public IAsyncEnumerable<OwnedBlock<T>> ContinuousBlocksAsync(
        int size,
        int overlap = 0,
        long start = 0,
        long stop = long.MaxValue,
        int readAheadBlocks = 2,
        CancellationToken cancellationToken = default)
    {
        _ = BlocksAsync(size, overlap, start, stop, readAheadBlocks, cancellationToken); // refuses at the call what it would
        return RangeBlocks.Walk(
            RangeBlocks.Within(ContinuousRanges, start, Math.Min(stop, Frames)),
            (range, token) => BlocksAsync(size, overlap, range.Start, range.Stop, readAheadBlocks, token),
            cancellationToken);
    }
}
