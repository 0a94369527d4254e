namespace AudioIO;

/// <summary>
/// Announces what finding and reading frames of a file far away will touch, so that it comes in few trips: places to look at together, then all
/// that is read in a row.
/// </summary>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="trustedBytes">Bytes of a run that landing follows.</param>
/// <param name="frame">First frame that will be read.</param>
/// <param name="frames">Number of frames that will be read.</param>
internal sealed class FlacForesight(FlacScanner scanner, long trustedBytes, long frame, long frames)
{
    /// <summary>
    /// Looks begin at multiples of so many bytes: storages and caches fetch whole pages, and the last part of one that is cut costs another.
    /// </summary>
    public const int PageBytes = 1 << 13;

    /// <summary>
    /// A place is guessed to a sixteenth of what lies between the places that are known, or to a quarter of the way from the nearer one.
    /// </summary>
    private const int GuessParts = 16, NearParts = 4;

    /// <summary>Looks of one trip may cost that part of what is wanted, and so may reading a little more than is expected: a trip costs more.</summary>
    private const int LookParts = 16, SpareParts = 16;

    /// <summary>Blocks by which interpolation stays before a frame: what it aims at, and the page that it begins in.</summary>
    private const int SpareBlocks = 2;

    /// <summary>Looks of one trip, in parts of what the guess may be wrong by: the guess itself, then around it.</summary>
    private static readonly double[] LookOffsets = [0, 1, -1, 0.25, -0.25, 4, -4];

    private readonly FlacStreamFormat _format = scanner.Format;
    private double _bytesPerFrame;

    // What was announced for reading.
    private long _start, _stop;

    /// <summary>Two FlacFrames are read in turns, whether they are wanted or not.</summary>
    private long ReadBehindBytes => 2L * _format.VerbatimFrameBytes;

    /// <summary>Takes where reading begins and ends, each between two places, for how many bytes frames take.</summary>
    public void Learn(FlacAnchor low, FlacAnchor high, FlacAnchor lastLow, FlacAnchor lastHigh) =>
        _bytesPerFrame = Math.Max(0, Between(frame + frames, lastLow, lastHigh) - Between(frame, low, high)) / frames;

    /// <summary>Announces a search: looks, or the frames themselves where their place is known nearly enough.</summary>
    /// <param name="guess">Where the search looks first, shortly before the first frame.</param>
    /// <param name="low">A place before it.</param>
    /// <param name="high">A place behind it.</param>
    /// <param name="places">What is to be looked at before anything is searched; then looks wait for what it tells.</param>
    /// <returns>Where to look, in this order.</returns>
    public IReadOnlyList<long> AnnounceSearch(long guess, FlacAnchor low, FlacAnchor high, IReadOnlyList<long> places)
    {
        if (high.Frame >= frame + frames) Learn(low, high, low, high);
        if (guess >= _start && guess < _stop) return [guess];
        List<(long Position, long Count)> ranges = [.. places.Select(place => (place, (long)scanner.SearchBytes))];
        List<long> looks = [guess];
        long wanted = Bytes(frames), near = Math.Min(guess - low.Position, high.Position - guess);
        long slack = Math.Min((high.Position - low.Position) / GuessParts, near / NearParts);
        // Where it can be far off, looks come first: frames that are not the ones would cost more than the trip.
        if (slack <= (wanted / 4) + trustedBytes)
        {
            long before = slack + Bytes(SpareBlocks * (long)_format.MaxBlockSize);
            _start = Math.Max(guess - before, low.Position);
            _stop = guess + Math.Max(wanted, trustedBytes) + Math.Max(slack, wanted / SpareParts) + ReadBehindBytes;
            ranges.Add((_start, _stop - _start));
        }
        else if (places.Count == 0)
        {
            int count = (int)Math.Clamp(wanted / LookParts / scanner.SearchBytes, 3, LookOffsets.Length);
            looks = [.. LookOffsets.Take(count).Select(offset => Page(guess + (long)(offset * slack), low))
                .Where(place => place > low.Position && place < high.Position).Distinct()];
            ranges.AddRange(looks.Select(place => (place, (long)scanner.SearchBytes)));
        }
        scanner.Source.Expect([.. ranges]);
        return looks;
    }

    /// <summary>Announces the frames, whose place is known, and what has to be followed to believe it.</summary>
    /// <param name="start">The FlacFrame in which they begin, or shortly before it.</param>
    public void AnnounceReading(FlacAnchor start)
    {
        if (start.Position >= _start && start.Position < _stop) return;
        long bytes = Bytes(frame - start.Frame + frames + _format.MaxBlockSize);
        bytes += bytes / SpareParts;
        scanner.Source.Expect((start.Position, Math.Max(bytes, trustedBytes) + ReadBehindBytes));
    }

    /// <summary>A place at the beginning of a page, where that is still behind what is known.</summary>
    public static long Page(long place, FlacAnchor low)
    {
        long page = place / PageBytes * PageBytes;
        return page > low.Position ? page : place;
    }

    private static double Between(long frame, FlacAnchor low, FlacAnchor high) =>
        low.Position + ((frame - low.Frame) * ((high.Position - low.Position) / (double)Math.Max(high.Frame - low.Frame, 1)));

    // Whatever a table says, no more than there is.
    private long Bytes(long count) => (long)Math.Min(count * _bytesPerFrame, scanner.Source.Length);
}
