using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>Walks over the ranges without a break.</summary>
internal static class RangeBlocks
{
    /// <summary>What a signal's ranges have of some frames.</summary>
    public static FrameRange[] Within(IReadOnlyList<FrameRange> ranges, long start, long stop)
    {
        var frames = new FrameRange(start, Math.Max(start, stop));
        return [.. ranges.Select(range => range.Intersect(frames)).Where(range => !range.IsEmpty)];
    }

    /// <summary>The blocks of one range after the other.</summary>
    public static async IAsyncEnumerable<OwnedBlock<T>> Walk<T>(
        IReadOnlyList<FrameRange> ranges,
        Func<FrameRange, CancellationToken, IAsyncEnumerable<OwnedBlock<T>>> blocksOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : unmanaged
    {
        foreach (FrameRange range in ranges)
        {
            await foreach (OwnedBlock<T> block in blocksOf(range, cancellationToken).ConfigureAwait(false)) yield return block;
        }
    }
}
