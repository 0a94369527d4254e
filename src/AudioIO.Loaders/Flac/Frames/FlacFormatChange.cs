namespace AudioIO;

/// <summary>
/// Measures what follows where rate, channels or depth change within a stream (FLAC allows it, the fixed shape of a recording does
/// not): these frames keep their places, so that the length is true, but reading them is refused.
/// </summary>
internal static class FlacFormatChange
{
    /// <param name="scanner">Looks at the bytes for FlacFrames of the stream's format.</param>
    /// <param name="anchor">Where FlacFrames of that format end.</param>
    /// <param name="endPosition">End of the file.</param>
    /// <param name="end">Where FlacFrames of other formats end that continue the numbers.</param>
    /// <returns>False where there are none.</returns>
    public static bool TryMeasure(FlacScanner scanner, FlacAnchor anchor, long endPosition, out FlacAnchor end)
    {
        end = anchor;
        while (FlacFrameHeader.TryParse(scanner.Window.Get(end.Position, FlacFrameHeader.MaxLength), out FlacFrameHeader header))
        {
            FlacStreamFormat format = scanner.Format with
            {
                StreamInfo = scanner.Format.StreamInfo with { Channels = header.Channels },
                BitsPerSample = scanner.Format.BitsOf(header),
                FrameRate = scanner.Format.RateOf(header),
                MaxBlockSize = Math.Max(scanner.Format.MaxBlockSize, header.BlockSize),
            };
            if (!format.Accepts(header) || format.StartFrame(header) != end.Frame) break;
            var changed = new FlacScanner(scanner.Source, format, scanner.Checker);
            var locator = new FlacFrameLocator(format, end.Position);
            locator.SetEnd(endPosition);
            FlacAnchor reached = locator.Walk(changed, end, long.MaxValue);
            if (reached == end) break;
            end = reached;
        }
        return end != anchor;
    }
}
