namespace AudioIO;

/// <summary>Where the window lies for a request: pure, so that a viewer's scrolling can be followed on paper.</summary>
internal static class WindowPlacement
{
    /// <summary>
    /// True when the window should be placed anew: the request leaves it, or <paramref name="follow"/> is set and the request
    /// has drifted that far from its usual place, <paramref name="backFrames"/> behind the beginning of the window.
    /// </summary>
    /// <param name="request">Frames asked for, not empty.</param>
    /// <param name="window">Frames held.</param>
    /// <param name="backFrames">Wished number of frames before the request.</param>
    /// <param name="follow">Largest drift in frames; 0 for any.</param>
    public static bool NeedsMove(FrameRange request, FrameRange window, int backFrames, int follow) =>
        !window.Contains(request) || (follow > 0 && Math.Abs(request.Start - window.Start - backFrames) >= follow);

    /// <summary>
    /// The frames that the window should hold: always the request, and less than 1.5 × <paramref name="bufferFrames"/> for requests
    /// below it.
    /// </summary>
    /// <param name="request">Frames asked for, within the recording, not empty.</param>
    /// <param name="bufferFrames">Usual size of the window.</param>
    /// <param name="backFrames">Wished number of frames before the request.</param>
    /// <param name="totalFrames">Length of the recording.</param>
    public static FrameRange BufferPosition(FrameRange request, int bufferFrames, int backFrames, long totalFrames)
    {
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
    public static FrameRange BufferPositionBackward(FrameRange request, int bufferFrames, int backFrames, long totalFrames) =>
        BufferPosition(request.Mirrored(totalFrames), bufferFrames, backFrames, totalFrames).Mirrored(totalFrames);
}
