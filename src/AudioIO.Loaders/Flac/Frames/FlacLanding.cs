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

    /// <summary>
    /// Storages give clusters of this size or a part of it, and files begin with one: a larger one begins at a multiple of it, too.
    /// </summary>
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
    /// False also where FlacFrames break within that many bytes ahead of it, or, in a local file, behind the beginning of the cluster in which it
    /// is: what begins behind a break may be of another recording, which only the walk tells.
    /// </returns>
    public bool TryLand(long frame, long trustedBytes, out FlacAnchor landed)
    {
        landed = default;
        long near = Interpolate(frame);
        // From afar more bytes cost more than they tell.
        long aligned = foresight is null ? near / AlignedBytes * AlignedBytes : near;
        long from = Math.Min(near - trustedBytes, aligned) - _format.VerbatimFrameBytes;
        if (from <= low.Position) return false;
        // All that it needs, read at once: at most twice 2^22 bytes, and a little.
        scanner.Window.Get(from, (int)(near - from) + FlacFrameHeader.MaxLength);
        // The FlacFrame into which it has come down is passed, no more; where it is sound, the next one begins within its samples.
        for (long to = from + _format.VerbatimFrameBytes; scanner.MaySearch; from++)
        {
            if (!scanner.TryFindHeader(from, to, low.Frame + 1, frame, out FlacAnchor start, out FlacFrameHeader header)) return false;
            if (_runs.IsLongerThan(trustedBytes, start, header, frame, out landed, out _)) return true;
            from = start.Position;
        }
        return false;
    }

    /// <summary>Finds a FlacFrame at a frame or before it that stands more than so many bytes behind the beginning of an unbroken run.</summary>
    public bool TryLandWithin(long frame, long trustedBytes, out FlacAnchor landed)
    {
        landed = default;
        long near = Interpolate(frame), retreat = trustedBytes + _format.VerbatimFrameBytes;
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

    /// <summary>Where a header near the frame is.</summary>
    private long Interpolate(long frame) =>
        new FlacInterpolation(scanner, NearBlocks * (long)_format.MaxBlockSize, foresight).Find(frame, below, above);
}
