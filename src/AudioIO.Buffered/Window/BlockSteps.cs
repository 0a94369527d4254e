namespace AudioIO;

/// <summary>Where blocks lie: full ones one step apart, and a shorter last one when frames remain.</summary>
internal struct BlockSteps
{
    private readonly int _size;
    private readonly int _overlap;
    private readonly FrameRange _frames;

    /// <summary>Creates the steps.</summary>
    /// <param name="size">Frames of a block, from 1.</param>
    /// <param name="overlap">Frames that a block shares with the one before, from 0, below <paramref name="size"/>.</param>
    /// <param name="start">First frame, from 0; beyond the end of the data there are no blocks.</param>
    /// <param name="stop">The frame after the last one; beyond the end of the data counts as there.</param>
    /// <param name="totalFrames">Length of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public BlockSteps(int size, int overlap, long start, long stop, long totalFrames)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegative(overlap);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(overlap, size);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(stop);
        _size = size;
        _overlap = overlap;
        _frames = new FrameRange(start, Math.Max(start, Math.Min(stop, totalFrames)));
        Current = new FrameRange(start, start);
    }

    /// <summary>Frames of the longest block.</summary>
    public readonly long LongestBlock => Math.Min(_size, _frames.Count);

    /// <summary>The frame after the last block.</summary>
    public readonly long Stop => _frames.Stop;

    /// <summary>Whether a block shares frames with the one before.</summary>
    public readonly bool Overlaps => _overlap > 0;

    /// <summary>Frames of the current block.</summary>
    public FrameRange Current { get; private set; }

    /// <summary>Goes to the next block.</summary>
    public bool MoveNext()
    {
        if (Current.Stop >= _frames.Stop) return false;
        long start = Current.IsEmpty ? _frames.Start : Current.Stop - _overlap;
        Current = new FrameRange(start, start + Math.Min(_size, _frames.Stop - start));
        return true;
    }
}
