namespace AudioIO;

/// <summary>
/// Announces what finding and reading frames of a file far away will touch, so that it comes in few trips: places to look at together, then all
/// that is read in a row.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="landingBytes">Bytes ahead of a place that landing there reads.</param>
/// <param name="frame">First frame that will be read.</param>
/// <param name="frames">Number of frames that will be read.</param>
internal sealed class FlacForesight(FlacScanner scanner, long landingBytes, long frame, long frames)
{
    /// <summary>A place is guessed to a sixteenth of what lies between the places that are known, or to a quarter of the way from the nearer one.</summary>
    private const int GuessParts = 16, NearParts = 4;

    /// <summary>Blocks by which interpolation stays before a frame.</summary>
    private const int SpareBlocks = 6;

    private readonly FlacStreamFormat _format = scanner.Format;

    /// <summary>Two FlacFrames are read in turns, whether they are wanted or not.</summary>
    private long ReadBehindBytes => 2L * _format.VerbatimFrameBytes;

    /// <summary>Announces a search: what is to be looked at besides, and the frames themselves where their place is known nearly enough.</summary>
    /// <param name="places">What is to be looked at besides.</param>
    /// <param name="guess">Where the search looks, shortly before the first frame.</param>
    /// <param name="low">A place before it.</param>
    /// <param name="high">A place behind it.</param>
    public void AnnounceSearch(IEnumerable<long> places, long guess, FlacAnchor low, FlacAnchor high)
    {
        List<(long Position, long Count)> ranges = [.. places.Select(place => (place, (long)scanner.SearchBytes))];
        double bytesPerFrame = BytesPerFrame(low, high);
        long wanted = Bytes(frames, bytesPerFrame), near = Math.Min(guess - low.Position, high.Position - guess);
        long slack = Math.Min((high.Position - low.Position) / GuessParts, near / NearParts);
        long before = landingBytes + slack + Bytes(SpareBlocks * (long)_format.MaxBlockSize, bytesPerFrame);
        // Where it can be far off, a look comes first: frames that are not the ones would cost more than the trip.
        if (slack <= (wanted / 4) + landingBytes) ranges.Add((guess - before, before + wanted + slack + ReadBehindBytes));
        else ranges.Add((guess, scanner.SearchBytes));
        scanner.Source.Expect([.. ranges]);
    }

    /// <summary>Announces the frames, whose place is known.</summary>
    /// <param name="start">The FlacFrame in which they begin.</param>
    /// <param name="low">A place before them.</param>
    /// <param name="high">A place behind their first.</param>
    public void AnnounceReading(FlacAnchor start, FlacAnchor low, FlacAnchor high)
    {
        long bytes = Bytes(frame - start.Frame + frames + _format.MaxBlockSize, BytesPerFrame(low, high));
        scanner.Source.Expect((start.Position, bytes + ReadBehindBytes));
    }

    private static double BytesPerFrame(FlacAnchor low, FlacAnchor high) =>
        (high.Position - low.Position) / (double)Math.Max(high.Frame - low.Frame, 1);

    private static long Bytes(long frames, double bytesPerFrame) => (long)(frames * bytesPerFrame);
}
