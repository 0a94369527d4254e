namespace AudioIO;

/// <summary>
/// Finds the FlacFrame that holds a frame. What was found before is the start; from there it walks from FlacFrame to FlacFrame, or, when
/// that is far, lands near the frame by interpolation and walks the rest.
/// </summary>
/// <remarks>
/// <para>
/// The first page of this folder. <see cref="FlacScanner"/> looks at bytes: is here a header, a FlacFrame, the next one; <see cref="FlacRuns"/>
/// follows FlacFrames as long as they are sound; <see cref="FlacFrameIndex"/> remembers a bounded number of those found;
/// <see cref="FlacInterpolation"/> guesses where a frame is; <see cref="FlacResync"/> and <see cref="FlacOrder"/> say where it goes on behind
/// damage. Opening asks <see cref="FlacFormatProbe"/> what the FlacFrames have in common, and <see cref="FlacLength"/> how many there are.
/// Nothing here decodes: whether a FlacFrame holds together is asked of <see cref="IFlacFrameCheck"/>.
/// </para>
/// A landing is believed only when a run of FlacFrames begins there, each with the right CRC-16 up to a header with the number that
/// follows, and the run is longer than any single FlacFrame and than a cluster of a storage, or meets one already known. Complete
/// FlacFrames hidden in the samples of another cannot form such a run, because the FlacFrame that hides them ends before; nor can a
/// cluster that lies in a wrong place. Where no landing holds, the walk from the last known FlacFrame decides, which nothing hidden can
/// mislead as it never looks into a sound FlacFrame. Where the walk breaks, <see cref="FlacResync"/> says where it goes on, which
/// depends on the bytes of the file alone: every way to a frame finds the same.
/// </remarks>
/// <param name="format">What the FlacFrames of the stream have in common.</param>
/// <param name="audioPosition">Byte at which the FlacFrames begin.</param>
internal sealed class FlacFrameLocator(FlacStreamFormat format, long audioPosition)
{
    /// <summary>
    /// Landings tried before the walk from the last known FlacFrame, each twice as far ahead of the frame as the one before.
    /// </summary>
    private const int MaxRetreats = 6;

    /// <summary>Frames of sound that are walked rather than searched, in blocks.</summary>
    private const int NearBlocks = 4;

    private readonly Lock _orderLock = new();
    private Func<FlacScanner, long?>? _orderCheck;
    private bool _canLand;

    // A place is asked about again by whoever reads in small steps across a long stretch of damage.
    private readonly FlacGap?[] _gaps = new FlacGap?[64];

    public FlacStreamFormat Format => format;

    /// <summary>What is said of where FlacFrames are; null where nothing is.</summary>
    public FlacHints? Hints { get; set; }

    /// <summary>Where the check of the order will look, while it is open.</summary>
    public IReadOnlyList<long> OrderPlaces { get; private set; } = [];

    public FlacFrameIndex Index { get; } = new(format.MaxBlockSize, format.StreamInfo.TotalFrames);

    /// <summary>Byte at which the FlacFrames begin.</summary>
    public long AudioPosition => audioPosition;

    /// <summary>Byte behind the last FlacFrame; behind the last one in order once that is settled.</summary>
    public long EndPosition { get; private set; }

    /// <summary>Length of the recording in frames; long.MaxValue while it is measured.</summary>
    public long TotalFrames { get; private set; } = long.MaxValue;

    /// <summary>Told of every gap that is passed by walking or reading, again each time; null for nobody.</summary>
    public Action<FlacGap>? Passing { get; set; }

    /// <summary>Bytes of an unbroken run that make it one of this place: longer than a cluster, and than any single FlacFrame.</summary>
    public long TrustedBytes => Math.Max(FlacOrder.ClusterBytes, format.VerbatimFrameBytes);

    private FlacAnchor Beginning => new(audioPosition, 0);

    private long LandingBytes => TrustedBytes + format.VerbatimFrameBytes;

    private FlacAnchor Above(long frame) =>
        Index.TryFindAbove(frame, out FlacAnchor high) ? high : new FlacAnchor(EndPosition, TotalFrames);

    /// <summary>Sets where the FlacFrames end; called while the file is opened, by one thread.</summary>
    /// <param name="endPosition">Byte behind the last one.</param>
    /// <param name="totalFrames">Length in frames; long.MaxValue where it is to be measured.</param>
    /// <param name="canLand">False where only the walk from the beginning tells the true order.</param>
    public void SetEnd(long endPosition, long totalFrames = long.MaxValue, bool canLand = false)
    {
        (EndPosition, TotalFrames, _canLand) = (endPosition, totalFrames, canLand);
        Array.Clear(_gaps);
    }

    /// <summary>
    /// Leaves open whether the FlacFrames are in order throughout: it is found out when somebody first needs it, to land far from what is known,
    /// to pass damage, or to verify. Called at the end of opening, by one thread, while only FlacFrames are known that were reached from the
    /// beginning: those are in order whatever lies behind.
    /// </summary>
    /// <param name="check">Gives null where they are, else the byte behind the last one in order; the length stays.</param>
    /// <param name="places">Where it will look.</param>
    public void LeaveOrderOpen(Func<FlacScanner, long?> check, IReadOnlyList<long> places) => (_orderCheck, OrderPlaces) = (check, places);

    /// <summary>Finds out whether the FlacFrames are in order, where that is still open. Safe from any thread.</summary>
    /// <returns>False where they are not, so that only the walk from the beginning tells the true order.</returns>
    public bool SettleOrder(FlacScanner asking)
    {
        if (Volatile.Read(ref _orderCheck) is null) return _canLand;
        lock (_orderLock)
        {
            if (_orderCheck is not { } check) return _canLand;
            // A scanner of its own: what this costs must not be missing to the request that happens to be the first.
            var scanner = new FlacScanner(asking.Source, format, asking.Checker);
            long? brokenEnd = check(scanner);
            // A file that has lost its end says nothing for good.
            if (IsCut(scanner)) return false;
            EndPosition = brokenEnd ?? EndPosition;
            _canLand = brokenEnd is null;
            Volatile.Write(ref _orderCheck, null);
            return _canLand;
        }
    }

    /// <summary>True when the FlacFrame of a frame is found by a walk so short that searching would cost more.</summary>
    public bool IsNear(long frame) =>
        Index.TryFindAtOrBelow(frame, out FlacAnchor known) && frame - known.Frame <= NearBlocks * (long)format.MaxBlockSize;

    /// <summary>Finds where the decoding of a frame begins: at its FlacFrame, or where the bytes before it stop making sense.</summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="frames">How many will be read from there on, for bytes that come from afar.</param>
    public FlacAnchor Locate(FlacScanner scanner, long frame, long frames)
    {
        if (!Index.TryFindAtOrBelow(frame, out FlacAnchor known)) known = Beginning;
        FlacAnchor low = known, high = default;
        bool isFar = frame - known.Frame > NearBlocks * (long)format.MaxBlockSize;
        FlacForesight? foresight = scanner.Source.IsRemote ? new FlacForesight(scanner, LandingBytes, frame, frames) : null;
        if (foresight is not null)
        {
            high = Above(frame);
            Hints?.TryNarrow(scanner.Source, frame, ref low, ref high);
            IReadOnlyList<long> places = Volatile.Read(ref _orderCheck) is null ? [] : OrderPlaces;
            if (isFar) foresight.AnnounceSearch(places, FlacInterpolation.FirstGuess(frame, low, high, format), low, high);
        }
        if (isFar && SettleOrder(scanner) && TryLand(scanner, frame, known, foresight, out FlacAnchor landed)) known = landed;
        FlacAnchor anchor = Walk(scanner, known, frame);
        foresight?.AnnounceReading(anchor, low, high);
        return anchor;
    }

    /// <summary>As <see cref="Walk"/>, from the first byte behind the metadata on, whatever is known.</summary>
    public FlacAnchor WalkFromStart(FlacScanner scanner, long frame) => Walk(scanner, Beginning, frame);

    /// <summary>Follows the FlacFrames from a known one to the one that holds <paramref name="frame"/>.</summary>
    /// <returns>
    /// The FlacFrame, or where the chain is broken and the frame is among what is lost, with the number that should stand there.
    /// </returns>
    public FlacAnchor Walk(FlacScanner scanner, FlacAnchor anchor, long frame)
    {
        while (true)
        {
            bool known = scanner.TryReadHeader(anchor.Position, out FlacFrameHeader header, out long startFrame)
                && startFrame == anchor.Frame;
            if (known)
            {
                Index.Add(anchor.Frame, anchor.Position);
                if (anchor.Frame + header.BlockSize > frame || anchor.Frame + header.BlockSize >= TotalFrames) return anchor;
                if (scanner.TryStep(anchor, header, out FlacAnchor next, out _))
                {
                    anchor = next;
                    continue;
                }
                if (scanner.Measure(anchor.Position, header, out int length) == FlacFault.None)
                {
                    anchor = new FlacAnchor(anchor.Position + length, anchor.Frame + header.BlockSize);
                    continue;
                }
            }
            if (IsAnotherStream(scanner, anchor.Position)) return anchor;
            FlacGap gap = Resume(scanner, anchor, known ? header.BlockSize : 0);
            if (!gap.Resumes || gap.Next.Frame > frame) return anchor;
            Passing?.Invoke(gap);
            anchor = gap.Next;
        }
    }

    /// <summary>Finds the FlacFrame behind a damaged one, or behind bytes that are none.</summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="trouble">Where the trouble begins.</param>
    /// <param name="blockSize">Frames in the damaged FlacFrame whose header stands there; 0 where there is none.</param>
    public FlacGap Resume(FlacScanner scanner, FlacAnchor trouble, int blockSize)
    {
        SettleOrder(scanner);
        ref FlacGap? slot = ref _gaps[(uint)trouble.GetHashCode() % (uint)_gaps.Length];
        if (Volatile.Read(ref slot) is { } known && known.Trouble == trouble) return known;
        // Behind the frames that STREAMINFO announces nothing is expected: tags, or gigabytes that were reserved and never written.
        bool isComplete = blockSize == 0 && format.IsAnnouncedEnd(trouble.Frame);
        long end = isComplete ? Math.Min(EndPosition, trouble.Position + (2L * format.VerbatimFrameBytes)) : EndPosition;
        FlacGap gap = new FlacResync(scanner, new FlacExtent(audioPosition, end, TotalFrames)).Find(trouble, blockSize);
        // What was given up for its cost may be found by a request that spends less before, what is cut may grow again.
        if (scanner.MaySearch && (gap.Resumes || !IsCut(scanner))) Volatile.Write(ref slot, gap);
        return gap;
    }

    /// <summary>True where the file has lost its end since it was opened.</summary>
    public bool IsCut(FlacScanner scanner) => EndPosition > 0 && scanner.Window.Get(EndPosition - 1, 1).IsEmpty;

    /// <summary>The marker of a stream and the header of its STREAMINFO, 34 bytes, last block or not.</summary>
    public static bool IsAnotherStream(FlacScanner scanner, long position)
    {
        ReadOnlySpan<byte> bytes = scanner.Window.Get(position, 8);
        return bytes.Length >= 8 && bytes.StartsWith("fLaC"u8) && (bytes[4] & 0x7F) == 0 && bytes[5..8].SequenceEqual<byte>([0, 0, 34]);
    }

    /// <summary>
    /// Comes down ahead of a frame, so far that the run from there to it can be trusted; farther where it cannot.
    /// </summary>
    private bool TryLand(FlacScanner scanner, long frame, FlacAnchor low, FlacForesight? foresight, out FlacAnchor landed)
    {
        FlacAnchor high = Above(frame), below = low, above = high;
        // What is said of a local file is not asked: looking is as cheap. Where it was wrong, it is as if nothing had been said.
        return (foresight is not null && Hints?.TryNarrow(scanner.Source, frame, ref below, ref above) == true
                && TryLand(scanner, frame, low, below, above, foresight, out landed))
            || TryLand(scanner, frame, low, low, high, foresight, out landed);
    }

    private bool TryLand(
        FlacScanner scanner, long frame, FlacAnchor low, FlacAnchor below, FlacAnchor above, FlacForesight? foresight, out FlacAnchor landed)
    {
        var runs = new FlacRuns(scanner);
        landed = default;
        long near = new FlacInterpolation(scanner, NearBlocks * (long)format.MaxBlockSize, foresight).Find(frame, below, above);
        long retreat = LandingBytes;
        for (int i = 0; i < MaxRetreats; i++, retreat *= 2)
        {
            long from = near - retreat, to = near - (i == 0 ? 0 : retreat / 2);
            if (from <= low.Position) return false;
            // All that the first landing needs, read at once: at most twice 2^22 bytes, and a little.
            if (i == 0) scanner.Window.Get(from, (int)retreat + FlacFrameHeader.MaxLength);
            while (scanner.MaySearch && scanner.TryFindHeader(from, to, low.Frame + 1, frame, out FlacAnchor start, out FlacFrameHeader header))
            {
                if (runs.IsLongerThan(TrustedBytes, start, header, frame, out landed, out FlacAnchor end)) return true;
                // What a run has passed needs no look: another one that begins within it is hidden in its FlacFrames.
                from = Math.Max(end.Position, start.Position + 1);
            }
        }
        return false;
    }
}
