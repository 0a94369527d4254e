namespace AudioIO;

/// <summary>
/// Where the window of a <see cref="BufferedArray{T}"/> lies for a request: pure functions, so that a viewer's scrolling can be followed on
/// paper, and planned by whoever keeps a window of its own.
/// </summary>
public static class WindowPlacement
{
    /// <summary>
    /// The frames that the window should hold: always the request, and less than 1.5 × <paramref name="bufferFrames"/> for requests
    /// below it.
    /// <list type="number">
    /// <item>A request of <paramref name="bufferFrames"/> or more: exactly the request.</item>
    /// <item>Else <paramref name="bufferFrames"/> frames that begin <paramref name="backFrames"/> before the request; where they leave no room
    /// for as many behind it, the request lies in the middle.</item>
    /// <item>They would begin before the recording or end behind it: shifted to its beginning or end.</item>
    /// <item>Fewer than half as many would remain behind them, or else before them: those too.</item>
    /// </list>
    /// </summary>
    /// <param name="request">Frames asked for, within the recording, not empty.</param>
    /// <param name="bufferFrames">Usual size of the window, from 0.</param>
    /// <param name="backFrames">Wished number of frames before the request, from 0.</param>
    /// <param name="totalFrames">Length of the recording.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative, or the request empty or not within the recording.</exception>
    public static FrameRange BufferPosition(FrameRange request, int bufferFrames, int backFrames, long totalFrames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.Start, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Stop, request.Start, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Stop, totalFrames, nameof(request));
        ArgumentOutOfRangeException.ThrowIfNegative(bufferFrames);
        ArgumentOutOfRangeException.ThrowIfNegative(backFrames);
        if (request.Count >= bufferFrames) return request;

        long slack = bufferFrames - request.Count;
        long before = slack < 2L * backFrames ? slack / 2 : backFrames;
        long start = request.Start - before;
        if (start < 0) return new FrameRange(0, Math.Min(bufferFrames, totalFrames));

        // Compared as a remainder: start + bufferFrames could exceed the range of long.
        long remaining = totalFrames - start - bufferFrames;
        if (remaining < 0) return new FrameRange(Math.Max(0, totalFrames - bufferFrames), totalFrames);

        // A rest of less than half a window is taken along now, or it would cost a load of its own. Twice a rest could exceed the range.
        if (remaining < bufferFrames - remaining) return new FrameRange(start, totalFrames);
        if (start < bufferFrames - start) return new FrameRange(0, start + bufferFrames);
        return new FrameRange(start, start + bufferFrames);
    }

    /// <summary>
    /// <see cref="BufferPosition"/> for a reader that walks towards the beginning: the mirror image, so that the window reaches
    /// ahead of the reader there too.
    /// </summary>
    internal static FrameRange BufferPositionBackward(FrameRange request, int bufferFrames, int backFrames, long totalFrames) =>
        BufferPosition(request.Mirrored(totalFrames), bufferFrames, backFrames, totalFrames).Mirrored(totalFrames);

    /// <summary>
    /// The window for a scrolling reader: as it is when it holds the request, unless it follows and its place by <see cref="BufferPosition"/>
    /// is <paramref name="follow"/> frames or more from where it is, so that it moves once in so many frames and not at every step.
    /// </summary>
    /// <param name="request">Frames asked for, within the recording, not empty.</param>
    /// <param name="held">Frames that the window holds.</param>
    /// <param name="follow">Smallest distance in frames over which it moves; 0 to stay as long as it holds the request.</param>
    /// <param name="limits">Sizes.</param>
    internal static FrameRange ScrolledPosition(FrameRange request, FrameRange held, int follow, in AccessLimits limits)
    {
        bool holds = held.Contains(request);
        if (holds && follow == 0) return held;
        FrameRange place = BufferPosition(request, limits.BufferFrames, limits.BackFrames, limits.TotalFrames);
        return holds && Math.Abs(place.Start - held.Start) < follow ? held : place;
    }

    /// <summary>
    /// The window for a view: that of a scrolling reader where the view touches what the window holds; else, for a view that may be the only
    /// one there, the units of the source that it lies in.
    /// </summary>
    /// <inheritdoc cref="ScrolledPosition"/>
    internal static FrameRange ViewPosition(FrameRange request, FrameRange held, int follow, in AccessLimits limits)
    {
        bool isNear = !held.IsEmpty && request.Start - held.Stop < limits.NearFrames && held.Start - request.Stop < limits.NearFrames;
        if (isNear || follow > 0) return ScrolledPosition(request, held, follow, limits);
        FrameRange units = request.RoundedTo(limits.UnitFrames, limits.TotalFrames);
        return units.Count <= Math.Min(limits.BufferFrames, limits.SideFrames) ? units : request;
    }

    /// <summary>
    /// The window for a reader of blocks that lie one behind the other: the block and no more than is read at once at full speed, which stays
    /// in the caches of the processor. Where frames behind the reader are wished for, the usual window.
    /// </summary>
    /// <param name="block">The next block, within the recording, not empty.</param>
    /// <param name="stop">The frame after the last block.</param>
    /// <param name="overlaps">Whether the blocks share frames.</param>
    /// <param name="limits">Sizes.</param>
    internal static FrameRange OnwardPosition(FrameRange block, long stop, bool overlaps, in AccessLimits limits)
    {
        if (limits.BackFrames > 0) return BufferPosition(block, limits.BufferFrames, limits.BackFrames, limits.TotalFrames);
        // What blocks share is copied at each move: over twice a block, that is less than once for every frame.
        long frames = Math.Max(limits.OnwardFrames, overlaps ? 2 * block.Count : 0);
        frames = Math.Max(block.Count, Math.Min(frames, limits.BufferFrames));
        long end = block.Start + Math.Min(frames, stop - block.Start);
        // Up to a boundary between units, so that none is decoded twice.
        long unitEnd = end - end % limits.UnitFrames;
        return new FrameRange(block.Start, end < stop && unitEnd >= block.Stop ? unitEnd : end);
    }
}
