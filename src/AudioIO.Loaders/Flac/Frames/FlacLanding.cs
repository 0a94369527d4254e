namespace AudioIO;

/// <summary>Comes down ahead of a frame, so far that the run of FlacFrames from there to it can be trusted.</summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="low">A FlacFrame that begins before the frame.</param>
/// <param name="below">Where interpolation begins: the same, or a place nearer to the frame that somebody names.</param>
/// <param name="above">A place behind the frame, where it ends.</param>
/// <param name="foresight">Announces what is looked at, where bytes come from afar.</param>
internal readonly ref struct FlacLanding(
    FlacScanner scanner, FlacAnchor low, FlacAnchor below, FlacAnchor above, FlacForesight? foresight = null)
{
    /// <summary>Frames of sound that are walked rather than searched, in blocks.</summary>
    public const int NearBlocks = 4;

    /// <summary>Places tried before the walk from the last known FlacFrame, each twice as far ahead of the frame as the one before.</summary>
    private const int MaxRetreats = 6;

    /// <summary>The same for places so far ahead that more of them cost as much as walking.</summary>
    private const int MaxFarRetreats = 3;

    /// <summary>Finds the last FlacFrame at a frame or before it on a run that is longer than so many bytes, and may break before the frame.</summary>
    public bool TryLand(long frame, long trustedBytes, out FlacAnchor landed) =>
        TryLand(frame, trustedBytes, MaxRetreats, isWithin: false, out landed);

    /// <summary>Finds a FlacFrame at a frame or before it that stands more than so many bytes behind the beginning of an unbroken run.</summary>
    public bool TryLandWithin(long frame, long trustedBytes, out FlacAnchor landed) =>
        TryLand(frame, trustedBytes, MaxFarRetreats, isWithin: true, out landed);

    private bool TryLand(long frame, long trustedBytes, int maxRetreats, bool isWithin, out FlacAnchor landed)
    {
        var runs = new FlacRuns(scanner);
        FlacStreamFormat format = scanner.Format;
        landed = default;
        FlacAnchor nearest = new FlacInterpolation(scanner, NearBlocks * (long)format.MaxBlockSize, foresight).Find(frame, below, above);
        if (foresight is not null && !isWithin && TryLandOn(nearest, frame, trustedBytes, out landed)) return true;
        long near = nearest.Position, retreat = trustedBytes + format.VerbatimFrameBytes;
        for (int i = 0; i < maxRetreats; i++, retreat *= 2)
        {
            long from = near - retreat, to = near - (i == 0 ? 0 : retreat / 2);
            if (from <= low.Position) return false;
            // All that the first landing needs, read at once: at most twice 2^22 bytes, and a little.
            if (i == 0 && !isWithin) scanner.Window.Get(from, (int)retreat + FlacFrameHeader.MaxLength);
            while (scanner.MaySearch && scanner.TryFindHeader(from, to, low.Frame + 1, frame, out FlacAnchor start, out FlacFrameHeader header))
            {
                if (runs.IsLongerThan(trustedBytes, start, header, frame, out landed, out FlacAnchor end))
                {
                    if (!isWithin) return true;
                    landed = end;
                    if (end.Frame <= frame) return true;
                    // Farther ahead of the frame.
                    break;
                }
                // What a run has passed needs no look: another one that begins within it is hidden in its FlacFrames.
                from = Math.Max(end.Position, start.Position + 1);
            }
        }
        return false;
    }

    /// <summary>
    /// Follows the run from the nearest header on, through the frames that are wanted: bytes from afar that are read anyway. Where it breaks too
    /// early, it is landed ahead of the frame.
    /// </summary>
    private bool TryLandOn(FlacAnchor nearest, long frame, long trustedBytes, out FlacAnchor landed)
    {
        landed = default;
        if (nearest.Position <= low.Position) return false;
        foresight!.AnnounceReading(nearest);
        if (!scanner.TryReadHeader(nearest.Position, out FlacFrameHeader header, out long start) || start != nearest.Frame) return false;
        scanner.Window.Get(nearest.Position, (int)trustedBytes + scanner.Format.VerbatimFrameBytes + FlacFrameHeader.MaxLength);
        return new FlacRuns(scanner).IsLongerThan(trustedBytes, nearest, header, frame, out landed, out _);
    }
}
