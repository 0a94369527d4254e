namespace AudioIO;

/// <summary>
/// Finds the FlacFrame that holds a frame. What was found before is the start; from there it walks from FlacFrame to FlacFrame, or, when
/// that is far, lands near the frame by interpolation and walks the rest.
/// </summary>
/// <remarks>
/// A landing is believed only when a chain of FlacFrames begins there, each with the right CRC-16 up to a header with the number that
/// follows, and the chain is longer than any single FlacFrame, or meets one already known. Complete FlacFrames hidden in the samples of
/// another cannot form such a chain, because the FlacFrame that hides them ends before. Where no landing holds, the walk from the last
/// known FlacFrame decides, which nothing hidden can mislead as it never looks into a sound FlacFrame.
/// </remarks>
internal sealed class FlacFrameLocator(FlacStreamFormat format, FlacFrameIndex index, long audioPosition)
{
    /// <summary>
    /// Landings tried before the walk from the last known FlacFrame, each twice as far ahead of the frame as the one before.
    /// </summary>
    private const int MaxRetreats = 6;

    private const int MaxProbes = 32;

    /// <summary>Frames of sound that are walked rather than searched, in blocks.</summary>
    private const int NearBlocks = 4;

    public FlacStreamFormat Format => format;

    public FlacFrameIndex Index => index;

    /// <summary>Byte at which the FlacFrames begin.</summary>
    public long AudioPosition => audioPosition;

    /// <summary>Byte behind the last FlacFrame.</summary>
    public long EndPosition { get; set; }

    /// <summary>Length of the recording in frames; long.MaxValue while it is measured.</summary>
    public long TotalFrames { get; set; } = long.MaxValue;

    /// <summary>False where FlacFrames are out of order, so that only the walk from the beginning tells the true one.</summary>
    public bool CanLand { get; set; }

    /// <summary>True when the FlacFrame of a frame is found by a walk so short that searching would cost more.</summary>
    public bool IsNear(long frame) => index.TryFindAtOrBelow(frame, out FlacAnchor known) && frame - known.Frame <= NearBlocks * (long)format.MaxBlockSize;

    /// <summary>Finds where the decoding of a frame begins: at its FlacFrame, or where the bytes before it stop making sense.</summary>
    public FlacAnchor Locate(FlacScanner scanner, long frame)
    {
        if (!index.TryFindAtOrBelow(frame, out FlacAnchor known)) known = new FlacAnchor(audioPosition, 0);
        if (CanLand && frame - known.Frame > NearBlocks * (long)format.MaxBlockSize
            && TryLand(scanner, frame, known, out FlacAnchor landed))
            known = landed;
        return Walk(scanner, known, frame);
    }

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
                index.Add(anchor.Frame, anchor.Position);
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
            if (!TryResume(scanner, anchor, known ? header.BlockSize : 0, out FlacAnchor resumed) || resumed.Frame > frame) return anchor;
            anchor = resumed;
        }
    }

    /// <summary>Finds the FlacFrame behind a damaged one, or behind bytes that are none.</summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="anchor">Where the trouble begins.</param>
    /// <param name="blockSize">Frames in the damaged FlacFrame whose header stands there; 0 where there is none.</param>
    /// <param name="resumed">The next FlacFrame that can be trusted.</param>
    public bool TryResume(FlacScanner scanner, FlacAnchor anchor, int blockSize, out FlacAnchor resumed) => FlacResync.TryFind(
        scanner,
        index,
        anchor.Position + (blockSize > 0 ? 1 : 0),
        EndPosition,
        anchor.Frame,
        anchor.Frame + (blockSize > 0 ? 1 : 0),
        TotalFrames,
        out resumed);

    /// <summary>The marker of a stream and the header of its STREAMINFO, 34 bytes, last block or not.</summary>
    public static bool IsAnotherStream(FlacScanner scanner, long position)
    {
        ReadOnlySpan<byte> bytes = scanner.Window.Get(position, 8);
        return bytes.Length >= 8 && bytes.StartsWith("fLaC"u8) && (bytes[4] & 0x7F) == 0 && bytes[5..8].SequenceEqual<byte>([0, 0, 34]);
    }

    private bool TryLand(FlacScanner scanner, long frame, FlacAnchor low, out FlacAnchor landed)
    {
        if (!index.TryFindAbove(frame, out FlacAnchor high)) high = new FlacAnchor(EndPosition, TotalFrames);
        long retreat = 0;
        for (int i = 0; i < MaxRetreats; i++)
        {
            if (!TrySearch(scanner, frame, retreat, low, high, out landed, out FlacFrameHeader header)) break;
            if (FlacResync.IsConfirmed(scanner, index, landed, header))
            {
                index.Add(landed.Frame, landed.Position);
                return true;
            }
            retreat = Math.Max(2 * retreat, 2L * format.VerbatimFrameBytes);
        }
        landed = default;
        return false;
    }

    /// <summary>
    /// Interpolates between headers that are not verified yet: they only direct the search, within the bounds of what is.
    /// </summary>
    private bool TrySearch(
        FlacScanner scanner, long frame, long retreat, FlacAnchor low, FlacAnchor high, out FlacAnchor landed, out FlacFrameHeader header)
    {
        FlacAnchor below = low, above = high;
        (landed, header) = (default, default);
        bool found = false;
        for (int probe = 0; probe < MaxProbes && above.Position - below.Position > format.VerbatimFrameBytes; probe++)
        {
            long guess = Math.Clamp(Guess(frame, below, above, probe) - retreat, below.Position + 1, above.Position - 1);
            long minFrame = low.Frame + 1, maxFrame = high.Frame - 1;
            if (!scanner.TryFindHeader(guess, above.Position, minFrame, maxFrame, out FlacAnchor candidate, out FlacFrameHeader parsed)
                || candidate.Frame > frame)
            {
                above = new FlacAnchor(guess, candidate.Frame > frame ? Math.Min(candidate.Frame, above.Frame) : above.Frame);
                continue;
            }
            (landed, header, found) = (candidate, parsed, true);
            if (retreat > 0 || frame - candidate.Frame <= NearBlocks * (long)format.MaxBlockSize) break;
            below = candidate;
        }
        return found;
    }

    /// <summary>
    /// Where the search for a frame should begin: a good block before it, assuming that bytes are spread evenly; every third time just
    /// in the middle, should they not be.
    /// </summary>
    private long Guess(long frame, FlacAnchor below, FlacAnchor above, int probe)
    {
        long bytes = above.Position - below.Position;
        if (probe % 3 == 2) return below.Position + (bytes / 2);
        double fraction = (frame - below.Frame - (1.25 * format.MaxBlockSize)) / Math.Max(above.Frame - below.Frame, 1);
        return below.Position + (long)(Math.Clamp(fraction, 0, 1) * bytes);
    }
}
