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

    /// <summary>FlacFrames of another format continue the stream to its end. They are counted, but cannot be read.</summary>
    Changed,
}

/// <summary>
/// Measures the length of a recording: the last FlacFrame is looked for from the end of the file, and STREAMINFO is only asked what a
/// damaged end may have been.
/// </summary>
internal sealed class FlacLength(FlacScanner scanner, FlacFrameLocator locator, long wholeWalkBytes)
{
    /// <summary>A file of so many bytes is walked from the first FlacFrame to the last: it takes a fraction of a millisecond.</summary>
    public const long DefaultWholeWalkBytes = 1 << 18;

    /// <summary>Header 6, one constant subframe of 8 bits 2, footer 2.</summary>
    private const int SmallestFrameBytes = 10;

    private readonly FlacStreamFormat _format = scanner.Format;

    /// <summary>Length in frames.</summary>
    public long TotalFrames { get; private set; }

    /// <summary>Byte behind the last FlacFrame, the damaged one included that is counted.</summary>
    public long EndPosition { get; private set; }

    public FlacEnding Ending { get; private set; }

    /// <summary>True where the order of the FlacFrames was found sound wherever it was probed.</summary>
    public bool IsOrdered { get; private set; } = true;

    public static FlacLength Measure(FlacScanner scanner, FlacFrameLocator locator, long wholeWalkBytes)
    {
        var length = new FlacLength(scanner, locator, wholeWalkBytes);
        length.Measure();
        return length;
    }

    private void Measure()
    {
        locator.EndPosition = scanner.Window.SourceLength;
        var first = new FlacAnchor(locator.AudioPosition, 0);
        if (!TryFindTail(out FlacAnchor tail))
        {
            WalkToEnd(first);
            IsOrdered = false;
            return;
        }
        WalkToEnd(tail);
        if (ProbeOrder()) return;
        IsOrdered = false;
        locator.Index.Clear();
        WalkToEnd(first);
    }

    /// <summary>
    /// Finds a FlacFrame near the end that begins a chain no hidden FlacFrame can form; false where the file is to be walked.
    /// </summary>
    private bool TryFindTail(out FlacAnchor tail)
    {
        tail = default;
        long end = scanner.Window.SourceLength;
        if (end - locator.AudioPosition <= wholeWalkBytes) return false;
        long searched = end;
        for (long span = (2L * _format.VerbatimFrameBytes) + (1 << 15); end - span > locator.AudioPosition; span *= 4)
        {
            long from = end - span;
            while (scanner.MaySearch && scanner.TryFindHeader(from, searched, 0, long.MaxValue, out tail, out FlacFrameHeader header))
            {
                if (FlacResync.IsConfirmed(scanner, locator.Index, tail, header)) return true;
                from = tail.Position + 1;
            }
            searched = end - span;
        }
        return false;
    }

    private void WalkToEnd(FlacAnchor anchor)
    {
        scanner.ResetEffort();
        locator.EndPosition = scanner.Window.SourceLength;
        anchor = locator.Walk(scanner, anchor, long.MaxValue);
        long end = locator.EndPosition, rest = end - anchor.Position;
        long announced = _format.StreamInfo.TotalFrames - anchor.Frame;
        if (scanner.TryReadHeader(anchor.Position, out FlacFrameHeader header, out long frame) && frame == anchor.Frame)
        {
            if (scanner.Measure(anchor.Position, header, out _) == FlacFault.OutOfData) Finish(anchor, FlacEnding.Truncated);
            else Finish(new FlacAnchor(end, anchor.Frame + header.BlockSize), FlacEnding.Damaged);
        }
        else if (FlacFrameLocator.IsAnotherStream(scanner, anchor.Position))
        {
            Finish(anchor, FlacEnding.AnotherStream);
        }
        else if (FlacFormatChange.TryMeasure(scanner, anchor, out FlacAnchor changed))
        {
            Finish(changed, FlacEnding.Changed);
        }
        else if (rest >= SmallestFrameBytes && announced > 0 && announced <= _format.MaxBlockSize && !IsTag(anchor.Position))
        {
            Finish(new FlacAnchor(end, anchor.Frame + announced), FlacEnding.Damaged);
        }
        else
        {
            Finish(anchor, rest == 0 ? FlacEnding.Clean : FlacEnding.Trailer);
        }
    }

    private void Finish(FlacAnchor end, FlacEnding ending) => (TotalFrames, EndPosition, Ending) = (end.Frame, end.Position, ending);

    private bool IsTag(long position)
    {
        ReadOnlySpan<byte> bytes = scanner.Window.Get(position, 8);
        return bytes.StartsWith("TAG"u8) || bytes.StartsWith("APETAGEX"u8) || bytes.StartsWith("ID3"u8);
    }

    /// <summary>
    /// FlacFrames further into the file must have higher numbers. Where files were joined or parts repeated they have not. Probes are
    /// spread evenly, and when STREAMINFO announces another length, which is what joined files show, many more, closer at the beginning.
    /// </summary>
    private bool ProbeOrder()
    {
        bool suspicious = _format.StreamInfo.TotalFrames != TotalFrames;
        long bytes = EndPosition - locator.AudioPosition;
        FlacAnchor last = new(locator.AudioPosition, -1);
        long step = bytes / (suspicious ? 64 : 8);
        for (long offset = suspicious ? wholeWalkBytes : step; offset > 0 && offset < bytes; offset = Math.Min(offset * 2, offset + step))
        {
            if (!IsInOrder(locator.AudioPosition + offset, ref last)) return false;
        }
        return true;
    }

    /// <summary>The first header that stands out is looked at again: it may be hidden in samples, so a chain must begin there.</summary>
    private bool IsInOrder(long from, ref FlacAnchor last)
    {
        int tries = 0;
        while (scanner.TryFindHeader(from, EndPosition, 0, long.MaxValue, out FlacAnchor probe, out FlacFrameHeader header))
        {
            bool inOrder = probe == last || (probe.Position > last.Position && probe.Frame > last.Frame && probe.Frame < TotalFrames);
            if (inOrder)
            {
                last = probe;
                return true;
            }
            if (tries++ == 64 || FlacResync.IsConfirmed(scanner, locator.Index, probe, header)) return false;
            from = probe.Position + 1;
        }
        return true;
    }
}
