namespace AudioIO;

/// <summary>Comes down ahead of a frame, so far that the run of FlacFrames from there to it can be trusted.</summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="low">A FlacFrame that begins before the frame.</param>
/// <param name="below">Where interpolation begins: the same, or a place nearer to the frame that somebody names.</param>
/// <param name="above">A place behind the frame, where it ends.</param>
/// <param name="foresight">Announces what is looked at, where bytes come from afar.</param>
/// <param name="borders">Where clusters of a storage begin; null where they are not looked at: from afar more bytes cost more than they tell.</param>
internal readonly ref struct FlacLanding(
    FlacScanner scanner, FlacAnchor low, FlacAnchor below, FlacAnchor above, FlacForesight? foresight = null, FlacClusterBorders? borders = null)
{
    /// <summary>Frames of sound that are walked rather than searched, in blocks.</summary>
    public const int NearBlocks = 4;

    /// <summary>A cluster of this size or smaller that holds the place is passed by the run from its beginning on; for larger ones there are the borders.</summary>
    private const long AlignedBytes = 64 << 10;

    /// <summary>
    /// Places tried before the walk from the last known FlacFrame, each twice as far ahead of the frame as the one before: more of them cost as
    /// much as walking.
    /// </summary>
    private const int MaxFarRetreats = 3;

    private readonly FlacRuns _runs = new(scanner);
    private readonly FlacStreamFormat _format = scanner.Format;

    /// <summary>
    /// Finds the last FlacFrame at a frame or before it on a run that is longer than so many bytes, and may break before the frame.
    /// </summary>
    /// <returns>
    /// False also where FlacFrames break within that many bytes ahead of it, or, in a local file, at or behind the beginning of the cluster in
    /// which it is: what begins behind a break may be of another recording, which only the walk tells.
    /// </returns>
    public bool TryLand(long frame, long trustedBytes, out FlacAnchor landed)
    {
        landed = default;
        FlacAnchor nearest = Interpolate(frame);
        if (foresight is not null && TryLandOn(nearest, frame, trustedBytes, out landed)) return true;
        long near = nearest.Position;
        long aligned = borders is null ? near : near / AlignedBytes * AlignedBytes;
        long from = Math.Min(near - trustedBytes, aligned) - _format.VerbatimFrameBytes;
        if (from <= low.Position) return false;
        // Looked at first: what the run reads is what is decoded.
        if (borders?.AreSeamless(scanner, near, low.Position) == false) return false;
        // All that it needs, read at once: at most twice 2^22 bytes, and a little.
        scanner.Window.Get(from, (int)(near - from) + FlacFrameHeader.MaxLength);
        // The FlacFrame into which it has come down is passed, no more; where it is sound, the next one begins within its samples.
        for (long to = from + _format.VerbatimFrameBytes; scanner.MaySearch; from++)
        {
            if (!scanner.TryFindHeader(from, to, low.Frame + 1, frame, out FlacAnchor start, out FlacFrameHeader header)) return false;
            if (_runs.IsLongerThan(trustedBytes, start, header, frame, out landed, out _))
                return borders?.AreSeamless(scanner, landed.Position, low.Position) != false;
            from = start.Position;
        }
        return false;
    }

    /// <summary>Finds a FlacFrame at a frame or before it that stands more than so many bytes behind the beginning of an unbroken run.</summary>
    public bool TryLandWithin(long frame, long trustedBytes, out FlacAnchor landed)
    {
        landed = default;
        long near = Interpolate(frame).Position, retreat = trustedBytes + _format.VerbatimFrameBytes;
        for (int i = 0; i < MaxFarRetreats; i++, retreat *= 2)
        {
            long from = near - retreat, to = near - (i == 0 ? 0 : retreat / 2);
            if (from <= low.Position) return false;
            while (scanner.MaySearch && scanner.TryFindHeader(from, to, low.Frame + 1, frame, out FlacAnchor start, out FlacFrameHeader header))
            {
                if (_runs.IsLongerThan(trustedBytes, start, header, out FlacAnchor end))
                {
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

    /// <summary>A header near the frame.</summary>
    private FlacAnchor Interpolate(long frame) =>
        new FlacInterpolation(scanner, NearBlocks * (long)_format.MaxBlockSize, foresight).Find(frame, below, above);

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
        scanner.Window.Get(nearest.Position, (int)trustedBytes + _format.VerbatimFrameBytes + FlacFrameHeader.MaxLength);
        return _runs.IsLongerThan(trustedBytes, nearest, header, frame, out landed, out _);
    }
}
