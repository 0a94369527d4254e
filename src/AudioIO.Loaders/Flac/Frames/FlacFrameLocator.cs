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
/// <para>
/// A place is <b>certain</b> when the walk from the first FlacFrame passes it; what the walk finds depends on the bytes of the file alone
/// (<see cref="FlacResync"/>). A landing is no certain place: it is believed where an unbroken run of FlacFrames begins that is longer than
/// any single FlacFrame, each with the right CRC-16 up to a header with the number that follows, and it is believed up to where this run
/// breaks, no further. Complete FlacFrames hidden in the samples of another cannot form such a run; a cluster of the same file in a wrong
/// place can, and its frames are the right ones, but what follows it is not. So wherever a run breaks ahead of a frame or behind a landing, the
/// place is looked for again from a certain one: every way to a frame finds the same damage.
/// </para>
/// <para>
/// What a first look at a place cannot tell from sound is the inside of a cluster of another recording whose numbers are nearly those of the
/// place. Where they are so exactly, nobody can, and the walk takes them too; where they jump back or are there twice at an end of the cluster,
/// the walk passes them over, and a landing that has seen neither end does not. A landing looks at <see cref="TrustedBytes"/> ahead of a frame,
/// in a local file from the last multiple of 64 KiB on at least and where larger clusters may begin (<see cref="FlacClusterBorders"/>), and reading
/// goes on to the end of the request. So what is read is what the walk has there wherever the cluster has at most 40 KiB, or, in a local file,
/// begins at a multiple of its size, as file systems place it: up to 1 MiB by its borders, and a longer one the walk believes as well (tried up to
/// 4 MiB). One of 64 KiB to 1 MiB elsewhere, or far away, is told where the request reaches one of its ends. Once a whole read or
/// <see cref="FlacSource.Verify"/> has met one, no landing is believed any more. To be sure at once, as much would have to be summed up everywhere.
/// </para>
/// </remarks>
/// <param name="format">What the FlacFrames of the stream have in common.</param>
/// <param name="audioPosition">Byte at which the FlacFrames begin.</param>
internal sealed class FlacFrameLocator(FlacStreamFormat format, long audioPosition)
{
    private bool _isSuspect;
    private readonly Lock _orderLock = new();
    private Func<FlacScanner, long?>? _orderCheck;
    private bool _canLand;

    private readonly FlacGap?[] _gaps = new FlacGap?[64]; // asked for again by whoever reads in small steps across long damage
    private readonly FlacClusterBorders _borders = new();

    public FlacStreamFormat Format => format;

    /// <summary>What is said of where FlacFrames are; null where nothing is.</summary>
    public FlacHints? Hints { get; set; }

    /// <summary>Where the check of the order will look, while it is open.</summary>
    public IReadOnlyList<long> OrderPlaces { get; private set; } = [];

    private IReadOnlyList<long>? OpenOrder => Volatile.Read(ref _orderCheck) is null ? null : OrderPlaces;

    /// <summary>Memory that it takes now.</summary>
    public long HeldBytes => Index.HeldBytes + Provisional.HeldBytes;

    /// <summary>What was told of places near the end, where more bytes may tell otherwise.</summary>
    public FlacProvisionalGaps Provisional { get; } = new();

    public FlacFrameIndex Index { get; } = new(format.MaxBlockSize, format.StreamInfo.TotalFrames);

    /// <summary>Byte at which the FlacFrames begin.</summary>
    public long AudioPosition => audioPosition;

    /// <summary>Byte behind the last FlacFrame; behind the last one in order once that is settled.</summary>
    public long EndPosition { get; private set; }

    /// <summary>Length of the recording in frames; long.MaxValue while it is measured.</summary>
    public long TotalFrames { get; private set; } = long.MaxValue;

    /// <summary>Told of every gap that is passed by walking or reading, again each time; null for nobody.</summary>
    public Action<FlacGap>? Passing { get; set; }

    /// <summary>True where a walk has passed a gap.</summary>
    public bool HasPassed { get; private set; }

    /// <summary>True where FlacFrames were met that are out of order: no landing is believed any more.</summary>
    public bool IsSuspect
    {
        get => Volatile.Read(ref _isSuspect);
        set => Volatile.Write(ref _isSuspect, value);
    }

    /// <summary>Bytes of an unbroken run that make it one of this place: longer than a cluster, and than any single FlacFrame.</summary>
    public long TrustedBytes => Math.Max(FlacOrder.ClusterBytes, format.VerbatimFrameBytes);

    /// <summary>Bytes of a look far away, in which there is nearly always a header.</summary>
    public int FarSearchBytes => FlacForesight.LookBytes(format.StreamInfo, format.MaxBlockSize, EndPosition - audioPosition, TotalFrames);

    private FlacAnchor Beginning => new(audioPosition, 0);

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
        Provisional.Clear();
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
            var scanner = new FlacScanner(asking.Source, format, asking.Checker) { SearchBytes = asking.SearchBytes };
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
        Index.TryFindAtOrBelow(frame, out FlacAnchor known) && frame - known.Frame <= FlacLanding.NearBlocks * (long)format.MaxBlockSize;

    /// <summary>Finds where the decoding of a frame begins: at its FlacFrame, or where the bytes before it stop making sense.</summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="frames">How many will be read from there on, for bytes that come from afar.</param>
    /// <param name="isCertain">False where the place is believed up to where the FlacFrames break: then it has to be located certainly.</param>
    public FlacAnchor Locate(FlacScanner scanner, long frame, long frames, out bool isCertain)
    {
        if (!Index.TryFindAtOrBelow(frame, out FlacAnchor known, out isCertain)) (known, isCertain) = (Beginning, true);
        FlacForesight? foresight = Hints is { } hints
            ? new FlacForesight(scanner, hints, TrustedBytes, frame, frames, Above(frame + frames))
            : null;
        if (foresight is not null && IsFar(known, frame))
            foresight.Begin(known, Above(frame), OpenOrder is { } places ? Hints!.Looks(scanner.Source, places, scanner.SearchBytes) : []);
        if (IsFar(known, frame) && !IsSuspect && SettleOrder(scanner)
            && TryLand(scanner, frame, known, foresight, out FlacAnchor landed))
            (known, isCertain) = (landed, false);
        if (isCertain || !TryFollow(scanner, ref known, frame, isCertain: false, out _))
        {
            isCertain = true;
            known = LocateCertainly(scanner, frame);
        }
        foresight?.AnnounceReading(known);
        return known;
    }

    /// <summary>As <see cref="Locate"/>, by the walk from the first FlacFrame, or from what it is known to pass.</summary>
    public FlacAnchor LocateCertainly(FlacScanner scanner, long frame)
    {
        if (!Index.TryFindCertainAtOrBelow(frame, out FlacAnchor known)) known = Beginning;
        if (IsFar(known, frame) && SettleOrder(scanner)
            && new FlacLanding(scanner, known, known, Above(frame)).TryLandWithin(frame, FlacOrder.CertainBytes, out FlacAnchor landed))
            known = landed;
        return Walk(scanner, known, frame, isCertain: true);
    }

    /// <summary>As <see cref="Walk(FlacScanner, FlacAnchor, long)"/>, from the first byte behind the metadata on, whatever is known.</summary>
    public FlacAnchor WalkFromStart(FlacScanner scanner, long frame) => Walk(scanner, Beginning, frame, isCertain: true);

    /// <summary>Follows the FlacFrames from a known one to the one that holds <paramref name="frame"/>.</summary>
    /// <returns>
    /// The FlacFrame, or where the chain is broken and the frame is among what is lost, with the number that should stand there.
    /// </returns>
    public FlacAnchor Walk(FlacScanner scanner, FlacAnchor anchor, long frame) => Walk(scanner, anchor, frame, isCertain: false);

    private FlacAnchor Walk(FlacScanner scanner, FlacAnchor anchor, long frame, bool isCertain)
    {
        while (!TryFollow(scanner, ref anchor, frame, isCertain, out int blockSize))
        {
            FlacGap gap = Resume(scanner, anchor, blockSize);
            if (!gap.Resumes || gap.Next.Frame > frame) return anchor;
            Passing?.Invoke(gap);
            HasPassed = true;
            anchor = gap.Next;
        }
        return anchor;
    }

    /// <summary>Follows the FlacFrames to the one that holds a frame, or to where they break.</summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="anchor">Where it begins; where it ends.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="isCertain">What the index is told of the FlacFrames.</param>
    /// <param name="blockSize">Frames in the damaged FlacFrame at which they break; 0 where none stands there.</param>
    private bool TryFollow(FlacScanner scanner, ref FlacAnchor anchor, long frame, bool isCertain, out int blockSize)
    {
        blockSize = 0;
        while (scanner.TryReadHeader(anchor.Position, out FlacFrameHeader header, out long startFrame) && startFrame == anchor.Frame)
        {
            Index.Add(anchor.Frame, anchor.Position, isCertain);
            bool isLast = anchor.Frame + header.BlockSize > Math.Min(frame, TotalFrames - 1);
            // A block larger than others is a damaged header's claim unless it holds together.
            if (isLast && header.BlockSize <= format.MaxBlockSize) return true;
            if (!isLast && scanner.TryStep(anchor, header, out FlacAnchor next, out _))
            {
                anchor = next;
                continue;
            }
            if (scanner.Measure(anchor.Position, header, out int length) != FlacFault.None)
            {
                blockSize = header.BlockSize;
                return false;
            }
            if (isLast) return true;
            anchor = new FlacAnchor(anchor.Position + length, anchor.Frame + header.BlockSize);
        }
        return false;
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
        if (Provisional.Find(trouble) is { } told) return told;
        // Behind the frames that STREAMINFO announces nothing is expected: tags, or gigabytes that were reserved and never written.
        bool isComplete = blockSize == 0 && format.IsAnnouncedEnd(trouble.Frame);
        long end = isComplete ? Math.Min(EndPosition, trouble.Position + (2L * format.VerbatimFrameBytes)) : EndPosition;
        scanner.Window.Reach = 0;
        FlacGap gap = new FlacResync(scanner, new FlacExtent(audioPosition, end, TotalFrames)).Find(trouble, blockSize);
        if (scanner.Window.Reach >= EndPosition) Provisional.Add(gap);
        if (gap.HoldsFlacFrames) IsSuspect = true;
        // What was given up for its cost may be found by a request that spends less before, what is cut may grow again.
        if (scanner.MaySearch && (gap.Resumes || !IsCut(scanner))) Volatile.Write(ref slot, gap);
        return gap;
    }

    /// <summary>
    /// True where a later measurement of the file, which has grown, passes every FlacFrame that this one went on with behind damage.
    /// </summary>
    /// <param name="later">The later one.</param>
    /// <param name="scanner">Looks at its bytes.</param>
    /// <param name="known">A FlacFrame that it does not pass, or behind which it is not known.</param>
    public bool IsKeptBy(FlacFrameLocator later, FlacScanner scanner, out FlacAnchor known)
    {
        known = default;
        IReadOnlyList<FlacGap> told = Provisional.Snapshot(out bool isComplete);
        foreach (FlacGap gap in told)
        {
            known = gap.Next;
            if (later.Walk(scanner, gap.Trouble, known.Frame) != known) return false;
        }
        return isComplete;
    }

    /// <summary>True where the file has lost its end since it was opened.</summary>
    public bool IsCut(FlacScanner scanner) => EndPosition > 0 && scanner.Window.Get(EndPosition - 1, 1).IsEmpty;

    private bool TryLand(FlacScanner scanner, long frame, FlacAnchor low, FlacForesight? foresight, out FlacAnchor landed)
    {
        FlacAnchor high = Above(frame), below = low, above = high;
        // What is said of a local file is not asked: looking is as cheap. Where it was wrong, it is as if nothing had been said.
        bool isSaid = foresight is not null && Hints?.TryNarrow(scanner.Source, frame, ref below, ref above) == true;
        if (isSaid && new FlacLanding(scanner, low, below, above, foresight).TryLand(frame, TrustedBytes, out landed)) return true;
        if (isSaid) foresight!.Distrust(audioPosition);
        return new FlacLanding(scanner, low, low, high, foresight, foresight is null ? _borders : null).TryLand(frame, TrustedBytes, out landed);
    }

    private bool IsFar(FlacAnchor known, long frame) => frame - known.Frame > FlacLanding.NearBlocks * (long)format.MaxBlockSize;
}
