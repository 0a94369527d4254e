namespace AudioIO;

/// <summary>
/// Probes whether FlacFrames further into the file have higher numbers. Where files were joined or parts repeated they have not.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="startPosition">Byte at which the FlacFrames begin.</param>
/// <param name="endPosition">Byte behind the last one.</param>
/// <param name="totalFrames">Length in frames.</param>
internal sealed class FlacOrderProbe(FlacScanner scanner, long startPosition, long endPosition, long totalFrames)
{
    /// <summary>Headers that stand out and are no FlacFrames are passed over, but not for ever.</summary>
    private const int MaxTries = 64;

    /// <summary>Where is probed when every place costs, as parts of the bytes.</summary>
    private static readonly double[] FewParts = [0.065, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875];

    /// <summary>The headers that were found, in ascending order; their FlacFrames were not looked at.</summary>
    public List<FlacAnchor> Found { get; } = [];

    /// <summary>
    /// Where is probed: spread evenly, and from the first one on each less than twice as far from the beginning as the one before. A recording
    /// of the same length that begins anew between two of them then has a lower number at the second than the first had, were all bytes spread
    /// evenly; one that begins before the first of them is not seen. When STREAMINFO announces another length, which is what joined files show, many more.
    /// </summary>
    /// <param name="format">Tells what is announced.</param>
    /// <param name="startPosition">Byte at which the FlacFrames begin.</param>
    /// <param name="endPosition">Byte behind the last one.</param>
    /// <param name="totalFrames">Length in frames.</param>
    /// <param name="firstOffset">
    /// Where the first one lies at most, in bytes from the first FlacFrame; 0 for few, of which the first lies at a 15th of the bytes.
    /// </param>
    public static List<long> Places(FlacStreamFormat format, long startPosition, long endPosition, long totalFrames, long firstOffset)
    {
        bool isSuspicious = !format.IsAnnouncedEnd(totalFrames);
        long bytes = endPosition - startPosition;
        long step = Math.Max(bytes / (isSuspicious ? 64 : 8), 1);
        if (!isSuspicious && firstOffset == 0) return At(FewParts.Select(part => (long)(bytes * part)));
        List<long> offsets = [];
        for (long offset = step * 2 / 3; firstOffset > 0 && offset >= firstOffset; offset = offset * 2 / 3) offsets.Add(offset);
        offsets.Reverse();
        if (offsets.Count > 0) offsets.AddRange([step, step + (step / 2)]);
        for (long offset = offsets.Count > 0 ? 2 * step : step; offset < bytes; offset += step) offsets.Add(offset);
        return At(offsets);

        List<long> At(IEnumerable<long> offsets) =>
            [.. offsets.Select(offset => FlacForesight.Page(startPosition + offset, new FlacAnchor(startPosition + (offset / 2), 0)))];
    }

    /// <summary>True where all probes are in order.</summary>
    /// <param name="firstOffset">As in <see cref="Places"/>.</param>
    /// <param name="hints">What is said of where FlacFrames are; null where nothing is.</param>
    public bool IsInOrder(long firstOffset, FlacHints? hints = null)
    {
        List<long> places = Places(scanner.Format, startPosition, endPosition, totalFrames, firstOffset);
        List<(long Position, long Count)> looks = hints is not null
            ? hints.Looks(scanner.Source, places, scanner.SearchBytes)
            : [.. places.Select(place => (place, (long)scanner.SearchBytes))];
        if (scanner.Source.IsRemote) scanner.Source.Expect([.. looks]);
        FlacAnchor last = new(startPosition, -1);
        foreach ((long place, long count) in looks)
        {
            // A header alone was brought: it is looked at before any is looked for.
            if (count == FlacFrameHeader.MaxLength && scanner.TryReadHeader(place, out _, out long frame) && Follows(new(place, frame), ref last))
            {
                Found.Add(last);
                continue;
            }
            if (!IsInOrder(place, ref last)) return false;
            if (last.Frame >= 0) Found.Add(last);
        }
        return true;
    }

    /// <summary>The first header that stands out is looked at again: it may be hidden in samples, so a chain must begin there.</summary>
    private bool IsInOrder(long from, ref FlacAnchor last)
    {
        var runs = new FlacRuns(scanner);
        int tries = 0;
        while (scanner.TryFindHeader(from, endPosition, long.MinValue, long.MaxValue, out FlacAnchor probe, out FlacFrameHeader header))
        {
            if (Follows(probe, ref last)) return true;
            if (tries++ == MaxTries || runs.IsLongerThan(scanner.Format.VerbatimFrameBytes, probe, header, out _)) return false;
            from = probe.Position + 1;
        }
        return true;
    }

    private bool Follows(FlacAnchor probe, ref FlacAnchor last)
    {
        if (probe == last) return true;
        if (probe.Position <= last.Position || probe.Frame <= last.Frame || probe.Frame >= totalFrames) return false;
        last = probe;
        return true;
    }
}
