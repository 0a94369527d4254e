namespace AudioIO;

/// <summary>
/// Announces what finding and reading frames of a file far away will touch, so that it comes in few trips: places to look at together, then all
/// that is read in a row.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="landingBytes">Bytes ahead of a place that landing there reads.</param>
internal sealed class FlacForesight(FlacScanner scanner, long landingBytes)
{
    /// <summary>A place is guessed to a sixteenth of what lies between the places that are known.</summary>
    private const int GuessParts = 16;

    /// <summary>Blocks by which interpolation stays before a frame, and those that a window reads behind the last one.</summary>
    private const int SpareBlocks = 6;

    private readonly FlacStreamFormat _format = scanner.Format;

    /// <summary>Announces a search: what is to be looked at besides, and the frames themselves where their place is known nearly enough.</summary>
    /// <param name="places">What is to be looked at besides.</param>
    /// <param name="frame">First frame.</param>
    /// <param name="frames">Number of frames that will be read.</param>
    /// <param name="low">A place before them.</param>
    /// <param name="high">A place behind their first.</param>
    public void AnnounceSearch(IEnumerable<long> places, long frame, long frames, FlacAnchor low, FlacAnchor high)
    {
        List<(long Position, long Count)> ranges = [.. places.Select(place => (place, (long)scanner.SearchBytes))];
        double bytesPerFrame = BytesPerFrame(low, high);
        long between = high.Position - low.Position, wanted = Bytes(frames, bytesPerFrame);
        long guess = low.Position + (long)((frame - low.Frame) * bytesPerFrame);
        long slack = (between / GuessParts) + Bytes(SpareBlocks * (long)_format.MaxBlockSize, bytesPerFrame);
        // Where it can be far off, a look comes first: frames that are not the ones would cost more than the trip.
        if (slack <= (wanted / 4) + landingBytes) ranges.Add((guess - landingBytes - slack, landingBytes + wanted + (2 * slack)));
        else ranges.Add((FlacInterpolation.FirstGuess(frame, low, high, _format), scanner.SearchBytes));
        scanner.Source.Expect([.. ranges]);
    }

    /// <summary>Announces frames whose place is known.</summary>
    /// <param name="start">The FlacFrame in which they begin.</param>
    /// <param name="frames">Number of frames from its first on.</param>
    /// <param name="low">A place before them.</param>
    /// <param name="high">A place behind their first.</param>
    public void AnnounceReading(FlacAnchor start, long frames, FlacAnchor low, FlacAnchor high)
    {
        long bytes = Bytes(frames + _format.MaxBlockSize, BytesPerFrame(low, high));
        // Two FlacFrames are read in turns, whether they are wanted or not.
        scanner.Source.Expect((start.Position, bytes + scanner.SearchBytes + (2L * _format.VerbatimFrameBytes)));
    }

    private static double BytesPerFrame(FlacAnchor low, FlacAnchor high) =>
        (high.Position - low.Position) / (double)Math.Max(high.Frame - low.Frame, 1);

    private static long Bytes(long frames, double bytesPerFrame) => (long)(frames * bytesPerFrame);
}
