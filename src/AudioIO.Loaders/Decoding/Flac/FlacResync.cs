namespace AudioIO.Decoding.Flac;

/// <summary>
/// Finds the FlacFrame after bytes that are none. FlacFrame i owns the frames from its number on; what follows a damaged or missing one
/// keeps its place, and what stands out of order, twice or renumbered has none and is passed over.
/// </summary>
internal static class FlacResync
{
    /// <summary>Values decoded in search of one FlacFrame before the rest of the file is given up: a file of headers alone must not take hours.</summary>
    private const long Effort = 1L << 28;

    /// <summary>
    /// A FlacFrame is taken when it decodes, its CRC-16 fits, and either its number is the one after a single lost FlacFrame, or the next
    /// header continues it, or it ends the recording.
    /// </summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="from">First byte that can belong to it.</param>
    /// <param name="to">End of the bytes that can.</param>
    /// <param name="expectedFrame">The frame at which what is lost begins.</param>
    /// <param name="minFrame">Least first frame: the expected one, or one more when a FlacFrame with that number was found damaged.</param>
    /// <param name="totalFrames">Length of the recording; long.MaxValue while it is not known.</param>
    /// <param name="found">Where the FlacFrame is.</param>
    public static bool TryFind(
        FlacScanner scanner, long from, long to, long expectedFrame, long minFrame, long totalFrames, out FlacAnchor found)
    {
        FlacStreamFormat format = scanner.Format;
        long reach = expectedFrame + (format.NumberedBlockSize > 0 ? format.NumberedBlockSize : format.MaxBlockSize);
        long effort = 0;
        while (effort < Effort && scanner.TryFindHeader(from, to, minFrame, totalFrames - 1, out found, out FlacFrameHeader header))
        {
            from = found.Position + 1;
            effort += 64 + ((long)header.BlockSize * header.Channels);
            if (scanner.Measure(found.Position, header, out int length) != FlacFault.None) continue;
            long following = found.Frame + header.BlockSize;
            if (found.Frame <= reach || following == totalFrames || following == format.StreamInfo.TotalFrames) return true;
            if (scanner.TryReadHeader(found.Position + length, out _, out long next) && next == following) return true;
        }
        found = default;
        return false;
    }
}
