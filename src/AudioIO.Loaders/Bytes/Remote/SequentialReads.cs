namespace AudioIO;

/// <summary>
/// Tells readers who go on from those who jump, and says how much to fetch: for a jump what it asks for, for who goes on 256 KiB, doubled
/// up to 4 MiB, and twice as much ahead of them. It knows what they have yet to come by, which the cache keeps: all of that together has a
/// bound, so that nothing that was fetched ahead is let go of before its reader has passed it. Not safe for several threads: whoever has it
/// locks it.
/// </summary>
internal sealed class SequentialReads
{
    /// <summary>What the first read that goes on fetches.</summary>
    public const int FirstBytes = 1 << 18;

    /// <summary>What a jump fetches at least that nobody has announced: what is read next is often close behind.</summary>
    public const int LeastBytes = 1 << 13;

    /// <summary>Most that one request asks for.</summary>
    public const int MaxBytes = 1 << 22;

    /// <summary>Readers that are told apart; of more, the one that was away for longest is forgotten.</summary>
    private const int MaxRuns = 16;

    /// <summary>What those who go on fetch in one stretch each, together.</summary>
    private const int SharedBytes = 1 << 22;

    /// <summary>What they have yet to come by, together: the stretch that is read, and two ahead. The cache has room for it.</summary>
    private const int MaxAwaitedBytes = 3 * SharedBytes;

    /// <summary>Who has not read for so many reads has stopped.</summary>
    private const int ActiveReads = 256;

    private readonly List<Run> _runs = [];
    private long _reads;

    /// <summary>A read begins behind what is here: says how much to fetch.</summary>
    /// <param name="start">First byte to fetch.</param>
    /// <param name="asked">Bytes that are needed, above 0.</param>
    /// <returns>Bytes to fetch, <paramref name="asked"/> or more, at most <see cref="MaxBytes"/> where that suffices.</returns>
    public long Miss(long start, long asked)
    {
        if (_runs.Find(run => run.Next == start) is not { } known)
        {
            Begin(start + asked);
            return asked;
        }
        // Whoever is here has read what lies before it, or will not.
        known.Passed = start;
        return GoOn(known, asked);
    }

    /// <summary>Whether somebody who goes on has yet to come by a block that was fetched for him.</summary>
    public bool Awaits(long block) =>
        _runs.Exists(run => IsActive(run) && run.Passed < (block + 1) * BlockCache.BlockBytes && run.Next > block * BlockCache.BlockBytes);

    /// <summary>
    /// Bytes are announced: says up to where to fetch. Who announces what follows on what was fetched for him goes on; any other announcement is
    /// noted, so that who reads on behind it goes on.
    /// </summary>
    /// <param name="start">First byte announced.</param>
    /// <param name="stop">Byte behind the last one, where a page ends.</param>
    /// <returns>The byte behind the last one to fetch, <paramref name="stop"/> or behind it.</returns>
    public long Announce(long start, long stop)
    {
        if (_runs.Find(run => start <= run.Next && start > run.FirstAnnounced) is not { } known)
        {
            Begin(stop);
            return stop;
        }
        // What lies within that was fetched is served as it is read, and has the next fetched ahead.
        if (stop <= known.Next) return stop;
        long next = known.Next;
        return next + GoOn(known, stop - next);
    }

    private long GoOn(Run known, long asked)
    {
        known.Size = Grown(known.Size);
        // Without room for more a trip brings a little at least.
        long start = known.Next, count = Math.Max(asked, Math.Clamp(RoomBytes(), FirstBytes, known.Size));
        known.Next = start + count;
        // The first time may be a little that was missing; the second time somebody goes on.
        (known.LastStart, known.AheadFrom) = (start, known.Size > FirstBytes ? start : long.MaxValue);
        known.LastRead = ++_reads;
        return count;
    }

    /// <summary>Notes what was fetched: who reads on behind it goes on.</summary>
    public void Begin(long next)
    {
        if (_runs.Exists(run => run.Next == next)) return;
        // Those who jump do not have those forgotten who go on.
        if (_runs.Count == MaxRuns) _runs.Remove(_runs.MinBy(run => (IsActive(run), run.LastRead))!);
        _runs.Add(new Run { Next = next, Passed = next, LastRead = ++_reads });
    }

    /// <summary>A read was served, or waits: says what to fetch ahead of it, once for each stretch.</summary>
    /// <param name="position">First byte read.</param>
    /// <param name="stop">Byte behind the last one served; <paramref name="position"/> while it waits.</param>
    /// <param name="start">First byte to fetch ahead.</param>
    /// <param name="count">Number of bytes.</param>
    public bool TryAhead(long position, long stop, out long start, out long count)
    {
        _reads++;
        foreach (Run run in _runs)
        {
            // Who jumps into what is another's has not read it for him.
            if (position >= run.Next || position > run.Passed + FirstBytes || stop < run.Passed) continue;
            (run.Passed, run.LastRead) = (Math.Min(stop, run.Next), _reads);
        }
        foreach (Run run in _runs)
        {
            if (Math.Max(stop, position + 1) <= run.AheadFrom || position >= run.Next) continue;
            int size = Math.Min(run.Size, Share());
            if (RoomBytes() < size) continue;
            run.LastRead = _reads;
            (start, count) = (run.Next, size);
            // Two stretches are on their way: while one comes, the next is asked for, and the line is not idle for the time of a trip.
            (run.AheadFrom, run.LastStart) = (run.LastStart, run.Next);
            run.Size = Grown(size);
            run.Next = start + count;
            return true;
        }
        (start, count) = (0, 0);
        return false;
    }

    private bool IsActive(Run run) => run.Size > 0 && _reads - run.LastRead < ActiveReads;

    /// <summary>What may be fetched ahead beside all that is awaited; in whole pages, as no others are kept.</summary>
    private long RoomBytes()
    {
        long awaited = _runs.Sum(run => IsActive(run) ? run.Next - run.Passed : 0);
        return (MaxAwaitedBytes - awaited) / BlockCache.PageBytes * BlockCache.PageBytes;
    }

    private int Share() => Math.Max(FirstBytes, SharedBytes / Math.Max(1, _runs.Count(IsActive)) / FirstBytes * FirstBytes);

    private int Grown(int size) => Math.Clamp(2 * size, FirstBytes, Math.Min(MaxBytes, Share()));

    private sealed class Run
    {
        /// <summary>Byte behind what was fetched for this reader.</summary>
        public long Next { get; set; }

        /// <summary>Byte behind what this reader has read of it.</summary>
        public long Passed { get; set; }

        /// <summary>Bytes fetched last; 0 before anybody went on.</summary>
        public int Size { get; set; }

        /// <summary>First byte of what was fetched last.</summary>
        public long LastStart { get; set; }

        /// <summary>Where reading starts the next fetch ahead.</summary>
        public long AheadFrom { get; set; } = long.MaxValue;

        public long LastRead { get; set; }

        /// <summary>Byte before the first one whose announcement is this reader's.</summary>
        public long FirstAnnounced => Math.Min(Passed - LeastBytes, Next - (3L * Size));
    }
}
