namespace AudioIO;

/// <summary>
/// Announces what finding and reading frames of a file far away will touch, so that it comes in few trips: places to look at together, then all
/// that is read in a row.
/// </summary>
/// <remarks>
/// Without a seek table the first trip looks at the places that tell the order, and closely around where the frames should be; the looks on
/// both sides of the frames and their neighbours say how bytes rise there (<see cref="FlacCurve"/>), and the second trip brings the frames, with
/// what the guess may be wrong by on both sides. Where that is too much, it is looked once more.
/// </remarks>
/// <param name="scanner">Looks at the bytes.</param>
/// <param name="hints">What is said of where FlacFrames are, and takes what is met.</param>
/// <param name="trustedBytes">Bytes of a run that landing follows.</param>
/// <param name="frame">First frame that will be read.</param>
/// <param name="frames">Number of frames that will be read.</param>
/// <param name="end">A place behind them.</param>
internal sealed class FlacForesight(FlacScanner scanner, FlacHints hints, long trustedBytes, long frame, long frames, FlacAnchor end)
{
    /// <summary>
    /// Looks begin at multiples of so many bytes: storages and caches fetch whole pages, and the last part of one that is cut costs another.
    /// </summary>
    public const int PageBytes = BlockCache.PageBytes;

    /// <summary>Frames are fetched where both ends together may be wrong by that part of them; else looks come first.</summary>
    private const int RunParts = 4;

    /// <summary>Looks of one trip may cost that part of what is wanted: a trip costs more.</summary>
    private const int LookParts = 8;

    private const int MinLooks = 7;

    /// <summary>What one trip may ask for, all together: more would wait for each other.</summary>
    private const int MaxRanges = 16;

    /// <summary>Looks reach so many times as far as the guess may be wrong: those behind the frames and before them tell how it bends.</summary>
    private const int LookReach = 2;

    /// <summary>Trips for looks within one search; only a file made for it needs more.</summary>
    private const int MaxLookTrips = 4;

    /// <summary>Blocks by which a search stays before a frame: what it aims at, and the one that it comes down in.</summary>
    public const double SpareBlocks = 1.25;

    /// <summary>Reading a little more than is expected costs less than another trip: in parts of it, for one who jumps and for one who reads on.</summary>
    private const int SpareParts = 48, SpareReadParts = 16;

    private readonly FlacStreamFormat _format = scanner.Format;
    private FlacHints _hints = hints;
    private List<(long Position, long Count)> _looks = [];

    // What else is to be looked at before the frames are believed; nothing once it was announced.
    private List<(long Position, long Count)> _places = [];

    private bool _hasLooked;
    private int _fetches;

    // What was announced for reading.
    private long _start, _stop;

    /// <summary>Two FlacFrames are read in turns, and tried with so many bytes as they may have.</summary>
    private long ReadBehindBytes => scanner.SearchBytes;

    /// <summary>Bytes that are followed to believe a landing.</summary>
    private long FollowedBytes => trustedBytes + _format.VerbatimFrameBytes;

    /// <summary>
    /// Bytes in which there is nearly always a header: those of the largest FlacFrame, where one is said to be not much larger than others, else of
    /// one and a half of average length; in pages.
    /// </summary>
    /// <param name="streamInfo">What the header of the file says.</param>
    /// <param name="blockSize">Frames in a FlacFrame.</param>
    /// <param name="bytes">Bytes of all FlacFrames.</param>
    /// <param name="frames">Frames of all.</param>
    public static int LookBytes(FlacStreamInfo streamInfo, int blockSize, long bytes, long frames)
    {
        double average = bytes / (double)Math.Max(frames, 1) * blockSize;
        int largest = streamInfo.MaxFrameBytes;
        bool isEven = largest >= average && largest <= 2 * average;
        // At most 2^17.
        int wanted = (int)Math.Clamp((isEven ? largest : 1.5 * average) + FlacFrameHeader.MaxLength, FlacFrameHeader.MaxLength, 1 << 17);
        return (wanted + PageBytes - 1) / PageBytes * PageBytes;
    }

    /// <summary>Forgets what was said: it was wrong.</summary>
    public void Distrust(long audioPosition) => _hints = new FlacHints(null, audioPosition);

    /// <summary>
    /// Looks around until the place of the frames is known nearly enough, and announces them, together with what else is to be looked at before
    /// they are believed. The nearest of that tell of the recording as well, and are among the first looks.
    /// </summary>
    /// <param name="low">A FlacFrame before the first frame.</param>
    /// <param name="high">A place behind it.</param>
    /// <param name="places">What else: position and number of bytes.</param>
    public void Begin(FlacAnchor low, FlacAnchor high, List<(long Position, long Count)> places)
    {
        _places = places;
        Search(ref low, ref high);
    }

    /// <summary>Says where a search looks next, and has it brought: the frames themselves where their place is known nearly enough.</summary>
    /// <param name="below">A header before the frame; comes closer to it where looks tell.</param>
    /// <param name="above">A place behind it; the same.</param>
    public long Search(ref FlacAnchor below, ref FlacAnchor above)
    {
        for (int trip = 0; ; trip++)
        {
            FlacGuess guess = Guess(below, above);
            if (guess.Position >= _start && guess.Position < _stop) return guess.Position;
            List<(long Position, long Count)> ranges = [];
            bool isNear = TryFetch(guess, below, ranges);
            if (isNear) ranges.AddRange(_places);
            else if (trip < MaxLookTrips) PlanLooks(guess, below, ranges);
            _places = [];
            scanner.Source.Expect([.. ranges]);
            (FlacAnchor, FlacAnchor) last = (below, above);
            TakeLooks(ref below, ref above);
            if (isNear || last == (below, above)) return guess.Position;
        }
    }

    /// <summary>Announces the frames, whose place is known, and what has to be followed to believe it.</summary>
    /// <param name="start">The FlacFrame in which they begin, or shortly before it.</param>
    public void AnnounceReading(FlacAnchor start)
    {
        if (start.Position >= _start && start.Position < _stop)
        {
            AnnounceRest(start);
            return;
        }
        FlacGuess stop = _hints.Guess(scanner.Source, frame + frames + _format.MaxBlockSize, start, end);
        long bytes = stop.Position - start.Position;
        bytes += Math.Max(bytes / SpareReadParts, Math.Min(stop.Slack, bytes / RunParts));
        scanner.Source.Expect((start.Position, Math.Max(bytes, FollowedBytes) + ReadBehindBytes));
    }

    /// <summary>Announces the end of the frames where what was brought does not reach it: a header near its end says so.</summary>
    private void AnnounceRest(FlacAnchor start)
    {
        long near = _stop - ReadBehindBytes - scanner.SearchBytes;
        if (near <= start.Position || !scanner.TryFindHeader(near, _stop, start.Frame + 1, end.Frame, out FlacAnchor last, out _)) return;
        long missing = frame + frames - last.Frame;
        if (missing <= 0) return;
        double bytesPerFrame = (last.Position - start.Position) / (double)(last.Frame - start.Frame);
        // Below 2^62: no more than what was brought, whatever a header says that is none.
        long bytes = (long)Math.Min(missing * bytesPerFrame * (1 + (1.0 / SpareReadParts)), _stop - _start);
        scanner.Source.Expect((last.Position, bytes + ReadBehindBytes));
    }

    /// <summary>A place at the beginning of a page, where that is still behind what is known.</summary>
    public static long Page(long place, FlacAnchor low)
    {
        long page = place / PageBytes * PageBytes;
        return page > low.Position ? page : place;
    }

    private FlacGuess Guess(FlacAnchor low, FlacAnchor high) =>
        _hints.Guess(scanner.Source, Math.Max(frame - (long)(SpareBlocks * _format.MaxBlockSize), low.Frame), low, high);

    /// <summary>Adds the frames to what is to be brought, where their place is known nearly enough.</summary>
    private bool TryFetch(FlacGuess guess, FlacAnchor low, List<(long Position, long Count)> ranges)
    {
        FlacGuess stop = _hints.Guess(scanner.Source, frame + frames, low, end);
        long wanted = Math.Max(stop.Position - guess.Position, 0);
        if (guess.Slack + stop.Slack > (wanted / RunParts) + trustedBytes) return false;
        // Between points of a table it is known better than between looks; where it was missed, not as well as it seemed.
        long spare = _hasLooked ? (1L << _fetches) * scanner.SearchBytes : scanner.SearchBytes / 2;
        _fetches = Math.Min(_fetches + 1, MaxLookTrips);
        _start = Math.Max(guess.Position - Math.Max(guess.Slack, wanted / SpareParts) - spare, low.Position);
        long last = Math.Max(stop.Position + Math.Max(stop.Slack, wanted / SpareParts) + spare, guess.Position + guess.Slack + FollowedBytes);
        _stop = last + ReadBehindBytes;
        ranges.Add((_start, _stop - _start));
        return true;
    }

    /// <summary>Adds looks: evenly from before the beginning of the frames to behind their end, as both may lie.</summary>
    private void PlanLooks(FlacGuess guess, FlacAnchor low, List<(long Position, long Count)> ranges)
    {
        FlacGuess stop = _hints.Guess(scanner.Source, frame + frames, low, end);
        long affordable = (stop.Position - guess.Position) / LookParts / scanner.SearchBytes;
        // An odd number, so that one is near the guess itself.
        int count = ((int)Math.Clamp(affordable, MinLooks, Math.Max(MinLooks, MaxRanges - _places.Count)) - 1) / 2 * 2 + 1;
        long from = guess.Position - (LookReach * guess.Slack), to = stop.Position + (LookReach * stop.Slack);
        double step = (to - from) / (count - 1.0);
        _looks = [.. Enumerable.Range(0, count).Select(look => Page(from + (long)(look * step), low))
            .Where(place => place > low.Position && place < end.Position).Distinct().Select(place => (place, (long)scanner.SearchBytes)), .. _places];
        _hasLooked = true;
        ranges.AddRange(_looks);
    }

    /// <summary>Looks where it was announced, remembers what is there, and comes closer from both sides.</summary>
    private void TakeLooks(ref FlacAnchor below, ref FlacAnchor above)
    {
        if (_looks.Count == 0) return;
        List<FlacAnchor> met = [];
        foreach ((long place, long count) in _looks.Order())
        {
            // Not beyond what was brought: where there is no header, another look tells as much.
            long stop = place + Math.Max(count - FlacFrameHeader.MaxLength, 1);
            if (scanner.TryFindHeader(place, stop, 0, long.MaxValue, out FlacAnchor found, out _)) met.Add(found);
        }
        _looks = [];
        _hints.Add(met);
        _hints.TryNarrow(scanner.Source, frame, ref below, ref above);
    }
}
