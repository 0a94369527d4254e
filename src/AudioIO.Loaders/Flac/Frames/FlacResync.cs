namespace AudioIO;

/// <summary>
/// Finds the FlacFrame after bytes that are none. FlacFrame i owns the frames from its number on; what follows a damaged or missing one
/// keeps its place, and what stands out of order, twice or renumbered has none and is passed over.
/// </summary>
internal static class FlacResync
{
    /// <summary>
    /// First the place is looked for where a chain begins that no single FlacFrame can hide; what is taken before it must end before its
    /// number. A FlacFrame is taken when it decodes, its CRC-16 fits, and either its number is the one after a single lost FlacFrame, or
    /// the next header continues it, or it ends the recording.
    /// </summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="index">Knows FlacFrames.</param>
    /// <param name="from">First byte that can belong to it.</param>
    /// <param name="to">End of the bytes that can.</param>
    /// <param name="expectedFrame">The frame at which what is lost begins.</param>
    /// <param name="minFrame">Least first frame: the expected one, or one more when a FlacFrame with that number was found damaged.</param>
    /// <param name="totalFrames">Length of the recording; long.MaxValue while it is not known.</param>
    /// <param name="found">Where the FlacFrame is.</param>
    public static bool TryFind(
        FlacScanner scanner, FlacFrameIndex index, long from, long to, long expectedFrame, long minFrame, long totalFrames,
        out FlacAnchor found)
    {
        FlacStreamFormat format = scanner.Format;
        if (TryFindConfirmed(scanner, index, from, to, minFrame, totalFrames, out FlacAnchor confirmed)) to = confirmed.Position;
        long maxEnd = confirmed.Position > 0 ? confirmed.Frame : totalFrames;
        long reach = expectedFrame + (format.NumberedBlockSize > 0 ? format.NumberedBlockSize : format.MaxBlockSize);
        while (scanner.MaySearch && scanner.TryFindHeader(from, to, minFrame, maxEnd - 1, out found, out FlacFrameHeader header))
        {
            from = found.Position + 1;
            long following = found.Frame + header.BlockSize;
            if (following > maxEnd || scanner.Measure(found.Position, header, out int length) != FlacFault.None) continue;
            if (found.Frame <= reach || following == totalFrames || following == format.StreamInfo.TotalFrames) return true;
            if (scanner.TryReadHeader(found.Position + length, out _, out long next) && next == following) return true;
        }
        found = confirmed;
        return confirmed.Position > 0;
    }

    /// <summary>True when the header at <paramref name="anchor"/> begins a chain that no single FlacFrame can hide.</summary>
    public static bool IsConfirmed(FlacScanner scanner, FlacFrameIndex index, FlacAnchor anchor, FlacFrameHeader header)
    {
        FlacAnchor last = anchor;
        while (last.Position - anchor.Position <= scanner.Format.VerbatimFrameBytes)
        {
            if (index.Contains(last.Frame, last.Position)) return true;
            if (!scanner.TryStep(last, header, out last, out header)) return false;
        }
        return true;
    }

    private static bool TryFindConfirmed(
        FlacScanner scanner, FlacFrameIndex index, long from, long to, long minFrame, long totalFrames, out FlacAnchor found)
    {
        while (scanner.MaySearch && scanner.TryFindHeader(from, to, minFrame, totalFrames - 1, out found, out FlacFrameHeader header))
        {
            if (IsConfirmed(scanner, index, found, header)) return true;
            from = found.Position + 1;
        }
        found = default;
        return false;
    }
}
