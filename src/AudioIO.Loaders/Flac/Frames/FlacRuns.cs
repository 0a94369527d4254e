namespace AudioIO;

/// <summary>FlacFrames that follow each other without a break, as far as they were followed.</summary>
/// <param name="Start">The first one.</param>
/// <param name="End">Where the next one stands, or would stand.</param>
/// <param name="IsOpen">True where the following was broken off because it had led far enough; false where the run ends.</param>
internal readonly record struct FlacRun(FlacAnchor Start, FlacAnchor End, bool IsOpen)
{
    public long Bytes => End.Position - Start.Position;

    public long Frames => End.Frame - Start.Frame;
}

/// <summary>Finds where a run of sound FlacFrames begins, and follows it. What it finds depends on the bytes alone.</summary>
internal sealed class FlacRuns(FlacScanner scanner)
{
    /// <summary>Finds the first sound FlacFrame.</summary>
    /// <param name="from">First byte at which it may begin.</param>
    /// <param name="to">First byte at which it may no longer begin.</param>
    /// <param name="start">Where it is.</param>
    /// <param name="header">Its header.</param>
    public bool TryFind(long from, long to, out FlacAnchor start, out FlacFrameHeader header)
    {
        while (scanner.MaySearch && scanner.TryFindHeader(from, to, long.MinValue, long.MaxValue, out start, out header))
        {
            if (IsSound(start, header)) return true;
            from = start.Position + 1;
        }
        (start, header) = (default, default);
        return false;
    }

    /// <summary>
    /// A shorter block than the others is the last one (RFC 9639 §9.1): one that another FlacFrame follows belongs to another stream.
    /// </summary>
    private bool IsSound(FlacAnchor start, in FlacFrameHeader header)
    {
        bool isLast = header.BlockSize < scanner.Format.NumberedBlockSize;
        if (!isLast && scanner.TryStep(start, header, out _, out _)) return true;
        return scanner.Measure(start.Position, header, out int length) == FlacFault.None
            && !(isLast && scanner.TryReadHeader(start.Position + length, out _, out _));
    }

    /// <summary>Follows the FlacFrames from one on until they have led far enough, or until one is not sound or not the one that follows.</summary>
    /// <param name="start">The first one, which may be unsound: then the run is empty.</param>
    /// <param name="header">Its header.</param>
    /// <param name="minBytes">So many bytes are far enough, when they have also</param>
    /// <param name="minFrames">so many frames.</param>
    public FlacRun Follow(FlacAnchor start, FlacFrameHeader header, long minBytes, long minFrames)
    {
        FlacAnchor end = start;
        while (end.Position - start.Position < minBytes || end.Frame - start.Frame < minFrames)
        {
            if (scanner.TryStep(end, header, out FlacAnchor next, out FlacFrameHeader nextHeader))
            {
                (end, header) = (next, nextHeader);
                continue;
            }
            if (scanner.Measure(end.Position, header, out int length) != FlacFault.None) return new FlacRun(start, end, IsOpen: false);
            end = new FlacAnchor(end.Position + length, end.Frame + header.BlockSize);
            if (!scanner.TryReadHeader(end.Position, out header, out long frame) || frame != end.Frame)
                return new FlacRun(start, end, IsOpen: false);
        }
        return new FlacRun(start, end, IsOpen: true);
    }

    /// <summary>True where a run begins here that is longer than so many bytes: no FlacFrame of at most so many can hide it.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="start">The first FlacFrame.</param>
    /// <param name="header">Its header.</param>
    /// <param name="end">Where the run was left, or ends.</param>
    public bool IsLongerThan(long bytes, FlacAnchor start, FlacFrameHeader header, out FlacAnchor end) =>
        IsLongerThan(bytes, start, header, long.MaxValue, out _, out end);

    /// <summary>As above, and tells the last FlacFrame on the way that begins at a frame or before.</summary>
    public bool IsLongerThan(
        long bytes, FlacAnchor start, FlacFrameHeader header, long frame, out FlacAnchor last, out FlacAnchor end)
    {
        (last, end) = (start, start);
        while (end.Position - start.Position <= bytes)
        {
            FlacRun one = Follow(end, header, 1, 0);
            if (!one.IsOpen) return false;
            end = one.End;
            if (end.Frame <= frame) last = end;
            scanner.TryReadHeader(end.Position, out header, out _);
        }
        return true;
    }
}
