namespace AudioIO;

/// <summary>
/// Guesses where in the file a frame is, by interpolating between headers. They are not verified: they only direct the search, within the
/// bounds of what is.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="nearFrames">So many frames before the one that is looked for are near enough.</param>
/// <param name="foresight">Announces what will be looked at, where bytes come from afar; null where a look is cheap.</param>
internal sealed class FlacInterpolation(FlacScanner scanner, long nearFrames, FlacForesight? foresight = null)
{
    private const int MaxProbes = 32;

    // From afar a look far away costs as much as one close by, and only a file made for it needs many.
    private readonly int _halvingProbes = foresight is null ? 3 : 8;

    private readonly FlacStreamFormat _format = scanner.Format;

    /// <summary>
    /// A header at most so many frames before the frame, or the nearest before it that was found; nobody has looked whether it holds.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="low">A FlacFrame that begins before it.</param>
    /// <param name="high">One that begins behind it.</param>
    public FlacAnchor Find(long frame, FlacAnchor low, FlacAnchor high)
    {
        FlacAnchor below = low, above = high;
        for (int probe = 0; probe < MaxProbes && above.Position - below.Position > _format.VerbatimFrameBytes; probe++)
        {
            bool isHalving = probe % _halvingProbes == _halvingProbes - 1;
            long guess = isHalving ? below.Position + ((above.Position - below.Position) / 2)
                : foresight is null ? FirstGuess(frame, below, above)
                : foresight.Search(ref below, ref above);
            Look(Math.Clamp(guess, below.Position + 1, above.Position - 1));
            if (below.Position > low.Position && frame - below.Frame <= nearFrames) break;
        }
        return below;

        void Look(long place)
        {
            bool isBelow = scanner.TryFindHeader(place, above.Position, low.Frame + 1, high.Frame - 1, out FlacAnchor found, out _)
                && found.Frame <= frame;
            if (isBelow) below = found;
            else above = new FlacAnchor(place, found.Frame > frame ? Math.Min(found.Frame, above.Frame) : above.Frame);
        }
    }

    /// <summary>A good block before the frame, assuming that bytes are spread evenly.</summary>
    private long FirstGuess(long frame, FlacAnchor low, FlacAnchor high)
    {
        double fraction = (frame - low.Frame - (FlacForesight.SpareBlocks * _format.MaxBlockSize)) / Math.Max(high.Frame - low.Frame, 1);
        return low.Position + (long)(Math.Clamp(fraction, 0, 1) * (high.Position - low.Position));
    }
}
