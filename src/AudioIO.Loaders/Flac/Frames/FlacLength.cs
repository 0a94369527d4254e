namespace AudioIO;

/// <summary>How the FlacFrames of a file end.</summary>
internal enum FlacEnding
{
    /// <summary>Behind the last FlacFrame there is nothing.</summary>
    Clean,

    /// <summary>Behind the last FlacFrame there are bytes that are none: a tag, zeros, remains.</summary>
    Trailer,

    /// <summary>The file ends within a FlacFrame, which is not counted.</summary>
    Truncated,

    /// <summary>The last FlacFrame is damaged; it keeps its place and is counted.</summary>
    Damaged,

    /// <summary>Another FLAC stream begins behind the last FlacFrame.</summary>
    AnotherStream,

    /// <summary>FlacFrames behind the last one have numbers that do not follow: another recording without a header, or its remains.</summary>
    OutOfOrder,

    /// <summary>FlacFrames of another format continue the stream to its end. They are counted, but cannot be read.</summary>
    Changed,
}

/// <summary>
/// Measures the length of a recording: the last FlacFrame is looked for from the end of the file, and STREAMINFO is asked what a damaged end
/// may have been. Where both agree that is the length, and whether the FlacFrames between are in order is left open; where they do not, that is
/// probed at once, as joined files look so.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="locator">Finds FlacFrames; it is told what is measured.</param>
/// <param name="fileLength">Length of the file in bytes.</param>
/// <param name="wholeWalkBytes">A file of at most so many bytes is walked from the first FlacFrame to the last.</param>
internal sealed class FlacLength(FlacScanner scanner, FlacFrameLocator locator, long fileLength, long wholeWalkBytes)
{
    /// <summary>Walking a file of so many bytes takes a fraction of a millisecond.</summary>
    public const long DefaultWholeWalkBytes = 1 << 18;

    /// <summary>So much before the end is walked where STREAMINFO does not vouch for the length: clusters of other files lie there.</summary>
    private const long EndWalkBytes = 1 << 20;

    /// <summary>Two FlacFrames of up to so many bytes are nearly always smaller than their samples, by a quarter.</summary>
    private const int UsualBytes = 40 << 10;

    private readonly FlacStreamFormat _format = scanner.Format;

    // The last FlacFrame, where it is damaged.
    private FlacUnsound? _last;

    // From here on there are zeros up to the end of the file.
    private long _zeros;

    /// <summary>Length in frames.</summary>
    public long TotalFrames { get; private set; }

    /// <summary>Byte behind the last FlacFrame, the damaged one included that is counted.</summary>
    public long EndPosition { get; private set; }

    public FlacEnding Ending { get; private set; }

    /// <summary>What is wrong with the last FlacFrame, where it is damaged.</summary>
    public FlacDamage? LastDamage { get; private set; }

    private bool IsThorough { get; init; }

    /// <summary>Measures, and tells the locator.</summary>
    /// <param name="scanner">As above.</param>
    /// <param name="locator">As above.</param>
    /// <param name="fileLength">As above.</param>
    /// <param name="wholeWalkBytes">As above.</param>
    /// <param name="isThorough">True to look from afar as in a local file.</param>
    public static FlacLength Measure(
        FlacScanner scanner, FlacFrameLocator locator, long fileLength, long wholeWalkBytes, bool isThorough = false)
    {
        var length = new FlacLength(scanner, locator, fileLength, wholeWalkBytes) { IsThorough = isThorough || !scanner.Source.IsRemote };
        bool isOrdered = length.Measure();
        locator.SetEnd(length.EndPosition, length.TotalFrames, isOrdered);
        // Where it goes on behind damage may depend on where it ends, which was not known in measuring.
        if (locator.HasPassed) locator.Index.Clear();
        if (length._last is { } last) length.LastDamage = length.Describe(last);
        return length;
    }

    /// <summary>True where nobody has looked yet whether the FlacFrames before the last ones are in order.</summary>
    public bool IsOrderOpen { get; private set; }

    /// <returns>True where the order of the FlacFrames was found sound wherever it was probed.</returns>
    private bool Measure()
    {
        var first = new FlacAnchor(locator.AudioPosition, 0);
        _zeros = fileLength;
        if (fileLength - locator.AudioPosition <= wholeWalkBytes || !TryMeasureFromEnd(first))
        {
            WalkToEnd(first);
            return false;
        }
        IsOrderOpen = _format.IsAnnouncedEnd(TotalFrames);
        // What was found at the end counts only when the order is known.
        if (IsOrderOpen) locator.Index.Clear();
        if (IsOrderOpen) return false;
        if (new FlacOrderProbe(scanner, locator.AudioPosition, EndPosition, TotalFrames).IsInOrder(wholeWalkBytes)) return true;
        locator.Index.Clear();
        WalkToEnd(first);
        return false;
    }

    /// <summary>Walks the last part of the file only; false where no place is found from which to walk.</summary>
    private bool TryMeasureFromEnd(FlacAnchor first)
    {
        if (!IsThorough && TryMeasureAnnounced()) return true;
        var reserved = new FlacReservedEnd(scanner, locator.AudioPosition, fileLength);
        if (reserved.TryFind(out long near))
        {
            WalkToEnd(TryFindTail(near, out FlacAnchor ahead) ? ahead : first);
            if (_format.IsAnnouncedEnd(TotalFrames)) return true;
        }
        _zeros = reserved.FindBegin();
        if (!TryFindTail(_zeros, out FlacAnchor tail)) return false;
        WalkToEnd(tail);
        if (_format.IsAnnouncedEnd(TotalFrames)) return true;
        // Where STREAMINFO does not vouch for the length, a jump into clusters of another recording is looked for.
        WalkToEnd(TryFindTail(tail.Position - EndWalkBytes, out FlacAnchor before) ? before : first);
        return true;
    }

    /// <summary>
    /// Looks from afar whether the file ends with the very frame that STREAMINFO announces: then it is not cut, and no FlacFrame hides the last
    /// one, as it would have to end behind it. That the last FlacFrames are of this recording is believed as of all others: where they are read.
    /// </summary>
    private bool TryMeasureAnnounced()
    {
        long from = Math.Max(fileLength - FlacFormatProbe.LargestBytes(_format.StreamInfo), locator.AudioPosition);
        var runs = new FlacRuns(scanner);
        while (scanner.MaySearch && scanner.TryFindHeader(from, fileLength, 0, long.MaxValue, out FlacAnchor start, out FlacFrameHeader header))
        {
            FlacRun run = runs.Follow(start, header, long.MaxValue, long.MaxValue);
            if (run.End.Position == fileLength && _format.IsAnnouncedEnd(run.End.Frame))
            {
                Finish(run.End, FlacEnding.Clean);
                return true;
            }
            from = Math.Max(run.End.Position, start.Position + 1);
        }
        return false;
    }

    /// <summary>
    /// Finds a FlacFrame ahead of a place that begins a run which is neither hidden nor a cluster of another place; false where there is
    /// none, so that the file is to be walked.
    /// </summary>
    private bool TryFindTail(long end, out FlacAnchor tail)
    {
        tail = default;
        var runs = new FlacRuns(scanner);
        long searched = end;
        for (long span = locator.TrustedBytes + LookBytes; end - span > locator.AudioPosition; span *= 4)
        {
            long from = end - span;
            // From here it is walked to the end: read at once what is no more than opening may cost.
            if (searched == end) scanner.Window.Get(from, (int)span);
            while (scanner.MaySearch
                && scanner.TryFindHeader(from, searched, long.MinValue, long.MaxValue, out tail, out FlacFrameHeader header))
            {
                if (runs.IsLongerThan(locator.TrustedBytes, tail, header, out FlacAnchor reached) && tail.Frame >= 0) return true;
                from = Math.Max(reached.Position, tail.Position + 1);
            }
            searched = end - span;
        }
        return false;
    }

    /// <summary>The FlacFrame in which the look at the end begins, and the one with which the run gets long enough.</summary>
    private int LookBytes => Math.Min(2 * _format.VerbatimFrameBytes, Math.Max(UsualBytes, _format.VerbatimFrameBytes / 2 * 3));

    private void WalkToEnd(FlacAnchor anchor)
    {
        scanner.ResetEffort();
        locator.SetEnd(_zeros);
        anchor = locator.Walk(scanner, anchor, long.MaxValue);
        long rest = fileLength - anchor.Position;
        long announced = _format.StreamInfo.TotalFrames - anchor.Frame;
        _last = null;
        if (scanner.TryReadHeader(anchor.Position, out FlacFrameHeader header, out long frame) && frame == anchor.Frame)
        {
            FlacFault fault = scanner.Measure(anchor.Position, header, out _);
            if (fault == FlacFault.OutOfData) Finish(anchor, FlacEnding.Truncated);
            else FinishDamaged(new FlacUnsound(anchor, fault, header.BlockSize), header.BlockSize);
        }
        else if (FlacResync.IsAnotherStream(scanner, anchor.Position))
        {
            Finish(anchor, FlacEnding.AnotherStream);
        }
        else if (FlacFormatChange.TryMeasure(scanner, anchor, _zeros, out FlacAnchor changed))
        {
            Finish(changed, FlacEnding.Changed);
        }
        else if (rest >= FlacFrameHeader.SmallestFrameBytes && announced > 0 && announced <= _format.MaxBlockSize && !IsTag(anchor.Position))
        {
            FinishDamaged(new FlacUnsound(anchor, FlacFault.None, 0), announced);
        }
        else
        {
            FlacEnding ending = rest == 0 ? FlacEnding.Clean
                : locator.Resume(scanner, anchor, 0).HoldsFlacFrames ? FlacEnding.OutOfOrder
                : FlacEnding.Trailer;
            Finish(anchor, ending);
        }
    }

    private void Finish(FlacAnchor end, FlacEnding ending) => (TotalFrames, EndPosition, Ending) = (end.Frame, end.Position, ending);

    /// <summary>The FlacFrame counts; of the bytes behind its beginning as many are its own as its samples can take.</summary>
    private void FinishDamaged(FlacUnsound last, long frames)
    {
        FlacAnchor start = last.Anchor;
        _last = last;
        Finish(new FlacAnchor(Math.Min(fileLength, start.Position + _format.VerbatimFrameBytes), start.Frame + frames), FlacEnding.Damaged);
    }

    /// <summary>As reading describes it, so that it is one entry.</summary>
    private FlacDamage Describe(FlacUnsound last)
    {
        bool holdsFlacFrames = locator.Resume(scanner, last.Anchor, last.BlockSize).HoldsFlacFrames;
        return FlacDamage.Describe(scanner, last.Anchor, last.Fault, TotalFrames, holdsFlacFrames);
    }

    /// <param name="Anchor">Where it stands.</param>
    /// <param name="Fault">What is wrong; none where no header stands there.</param>
    /// <param name="BlockSize">What its header says; 0 where none does.</param>
    private sealed record FlacUnsound(FlacAnchor Anchor, FlacFault Fault, int BlockSize);

    private bool IsTag(long position)
    {
        ReadOnlySpan<byte> bytes = scanner.Window.Get(position, 8);
        return bytes.StartsWith("TAG"u8) || bytes.StartsWith("APETAGEX"u8) || bytes.StartsWith("ID3"u8);
    }
}
