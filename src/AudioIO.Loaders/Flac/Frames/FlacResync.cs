namespace AudioIO;

/// <summary>
/// Finds where a recording goes on behind bytes that are no FlacFrame of it. FlacFrame i owns the frames from its number on; what follows
/// a damaged or missing one keeps its place, and what stands out of order, twice or renumbered has none and is passed over.
/// </summary>
/// <remarks>
/// A FlacFrame whose checksum is right up to the header that follows is stepped over, whether or not it decodes: nothing is looked for behind it.
/// What is found depends on the place of the trouble and on the bytes of the file alone, not on what was read before, so that every way
/// through the file meets the same frames and the same damage. The next run of sound FlacFrames is taken, unless
/// <list type="bullet">
/// <item>it jumps ahead, and what stands behind its end falls back to frames that it left out, and gives as many as it has itself
/// (<see cref="FlacOrder"/>): then it is a cluster of another place, or of another recording;</item>
/// <item>it is so short that the damaged FlacFrame can have hidden it in its samples, and what follows shows that this is all that is
/// damaged, or that its number cannot be right.</item>
/// </list>
/// </remarks>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="extent">Where the FlacFrames lie.</param>
internal sealed class FlacResync(FlacScanner scanner, FlacExtent extent)
{
    private readonly FlacRuns _runs = new(scanner);
    private readonly FlacOrder _order = new(scanner, extent);

    /// <summary>Finds where it goes on.</summary>
    /// <param name="trouble">Where the trouble begins.</param>
    /// <param name="blockSize">Frames in the damaged FlacFrame whose header stands there; 0 where there is none.</param>
    public FlacGap Find(FlacAnchor trouble, int blockSize)
    {
        // Who walks steps over a FlacFrame with a right checksum and does not know that it cannot be decoded; so it is all that is damaged.
        if (blockSize > 0 && trouble.Frame + blockSize < extent.TotalFrames
            && scanner.TryReadHeader(trouble.Position, out FlacFrameHeader damaged, out long number) && number == trouble.Frame
            && scanner.TryStep(trouble, damaged, out FlacAnchor stepped, out _))
            return new FlacGap(trouble, stepped, Resumes: true, HoldsFlacFrames: false, IsExplained: true);

        if (IsAnotherStream(scanner, trouble.Position)) return End(passed: false);
        bool passed = false;
        long from = trouble.Position + (blockSize > 0 ? 1 : 0), first = -1;
        // One of 256 damaged headers has a CRC-8 that fits by chance, and claims what it likes.
        if (blockSize > scanner.Format.MaxBlockSize) blockSize = 0;
        while (_runs.TryFind(from, extent.EndPosition, out FlacAnchor start, out FlacFrameHeader header))
        {
            if (first < 0) first = start.Position;
            FlacRun run;
            bool wasPassed = passed;
            passed = true;
            if (start.Frame < trouble.Frame)
            {
                run = _runs.Follow(start, header, 0, trouble.Frame - start.Frame);
                if (run.IsOpen && header.CodedNumber == 0)
                {
                    // A run from number 0 on is a recording of its own where it is longer than all that was before it, unless it can be a cluster.
                    bool isLong = trouble.Position - extent.StartPosition > FlacOrder.ClusterBytes;
                    if (isLong && start.Position == trouble.Position) break;
                    if (IsOther(start, header))
                    {
                        run = _runs.Follow(start, header, FlacOrder.LongBytes, 0);
                        if (run.IsOpen) break;
                    }
                }
            }
            else if (start.Frame + header.BlockSize > extent.TotalFrames)
            {
                run = _runs.Follow(start, header, FlacOrder.LongBytes, 0);
            }
            else if (Belongs(trouble, blockSize, first, start, header, out run))
            {
                return new FlacGap(trouble, start, Resumes: true, wasPassed, _order.IsExplained(trouble, start));
            }
            // A run goes on behind where following it was broken off.
            from = Math.Max(run.End.Position, start.Position + 1);
        }
        return End(passed);

        FlacGap End(bool passed) =>
            new(trouble, new FlacAnchor(extent.EndPosition, extent.TotalFrames), Resumes: false, passed, IsExplained: true);
    }

    /// <summary>The marker of a stream and the header of its STREAMINFO, 34 bytes, last block or not.</summary>
    public static bool IsAnotherStream(FlacScanner scanner, long position)
    {
        ReadOnlySpan<byte> bytes = scanner.Window.Get(position, 8);
        return bytes.Length >= 8 && bytes.StartsWith("fLaC"u8) && (bytes[4] & 0x7F) == 0 && bytes[5..8].SequenceEqual<byte>([0, 0, 34]);
    }

    /// <summary>True where a FlacFrame with number 0 is not the first one of the recording again, but that of another.</summary>
    private bool IsOther(FlacAnchor start, FlacFrameHeader header)
    {
        FlacRun one = _runs.Follow(start, header, 1, 0);
        int length = (int)Math.Min(one.Bytes, FlacOrder.ClusterBytes);
        bool hasFirst = length > 0 && scanner.TryReadHeader(extent.StartPosition, out FlacFrameHeader first, out long number) && number == 0
            && _runs.Follow(new FlacAnchor(extent.StartPosition, 0), first, 1, 0).Frames > 0;
        if (!hasFirst) return false;
        byte[] begin = scanner.Window.Get(start.Position, length)[..length].ToArray();
        return !scanner.Window.Get(extent.StartPosition, length).StartsWith(begin);
    }

    /// <summary>True when the run at <paramref name="start"/> is the one with which the recording goes on.</summary>
    /// <param name="trouble">Where the trouble begins.</param>
    /// <param name="blockSize">Frames in the damaged FlacFrame there, or 0.</param>
    /// <param name="first">Position of the first sound FlacFrame behind the trouble.</param>
    /// <param name="start">The first FlacFrame of the run.</param>
    /// <param name="header">Its header.</param>
    /// <param name="run">The run, as far as it was looked at.</param>
    private bool Belongs(FlacAnchor trouble, int blockSize, long first, FlacAnchor start, FlacFrameHeader header, out FlacRun run)
    {
        long jump = start.Frame - trouble.Frame;
        int hidable = scanner.Format.VerbatimFrameBytes;
        run = _runs.Follow(start, header, FlacOrder.LongBytes, jump);
        if (run.IsOpen) return true;
        bool isShort = run.Bytes <= hidable;
        if (isShort && start.Frame < trouble.Frame + blockSize) return IsWrittenAgain(trouble.Position, first, start.Position, header);
        if (_order.FallsBack(trouble, run, isShort)) return false;
        if (isShort) return Fits(trouble, run, header);
        return jump == 0 || !IsBeyondAnnounced(trouble, start);
    }

    /// <summary>
    /// Whether a short run has a number that can stand there: one FlacFrame can be missing altogether, and others have bytes; or it has two
    /// FlacFrames; or it ends the recording.
    /// </summary>
    private bool Fits(FlacAnchor trouble, FlacRun run, in FlacFrameHeader header)
    {
        long blocks = 1 + ((run.Start.Position - trouble.Position) / FlacFrameHeader.SmallestFrameBytes);
        // Up to 2^60 bytes hold fewer than 2^57 blocks: compared by division, as the product can be beyond 63 bits.
        bool isNear = (run.Start.Frame - trouble.Frame) / scanner.Format.MaxBlockSize <= blocks;
        if (IsBeyondAnnounced(trouble, run.Start)) return false;
        return isNear || run.Frames > header.BlockSize || run.End.Frame == extent.TotalFrames
            || run.End.Frame == scanner.Format.StreamInfo.TotalFrames;
    }

    /// <summary>
    /// True where a run that no bytes lead to would make the recording longer than STREAMINFO says, which the FlacFrames before agree with.
    /// </summary>
    private bool IsBeyondAnnounced(FlacAnchor trouble, FlacAnchor start)
    {
        long announced = scanner.Format.StreamInfo.TotalFrames;
        return announced > 0 && announced >= trouble.Frame && start.Frame >= announced && !_order.IsExplained(trouble, start);
    }

    /// <summary>
    /// True where the damaged FlacFrame is the beginning of the sound one: an encoder broke off and wrote it again. More than the header
    /// must agree, as one that is hidden in the samples can have the same header.
    /// </summary>
    private bool IsWrittenAgain(long trouble, long first, long again, in FlacFrameHeader header)
    {
        // At most one FlacFrame lies before the first sound one, below 2^23 bytes; two of them are asked for.
        int length = (int)Math.Min(first - trouble, scanner.Format.VerbatimFrameBytes);
        if (length <= header.Length) return false;
        byte[] begun = scanner.Window.Get(trouble, length)[..length].ToArray();
        return scanner.Window.Get(again, length).StartsWith(begun);
    }
}
