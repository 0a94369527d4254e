namespace AudioIO;

/// <summary>The growing list behind <see cref="AudioSource.Diagnostics"/>: bounded, without repetitions, safe to use from several threads.</summary>
internal sealed class DiagnosticLog
{
    /// <summary>
    /// A hostile file could produce an entry for every few bytes; beyond this many of a kind they are only counted. Of a kind, so that ten
    /// thousand files without a start time do not hide the one that is damaged.
    /// </summary>
    public const int MaxEntries = 1000;

    /// <summary>Entries that are counted, but not kept, are known by 64 bits each, so that none counts twice: at most 16 MiB.</summary>
    private const int MaxCounted = 1 << 20;

    private readonly Lock _lock = new();
    private readonly HashSet<Diagnostic> _known = [];
    private readonly HashSet<long> _dropped = [];
    private readonly List<Diagnostic> _entries = [];
    private readonly Dictionary<DiagnosticKind, int> _counts = [];
    private readonly Dictionary<string, long> _droppedByOthers = [];
    private Diagnostic[]? _snapshot;
    private DiagnosticLog? _onward;

    /// <summary>The frames that entries of damage name, however many of these are listed.</summary>
    public DamagedFrames Damage { get; } = new();

    /// <summary>
    /// What is added from now on goes to another log: a file that has grown was looked at with a log of its own, and what turns out later, as it
    /// is read, belongs to the recording.
    /// </summary>
    public void ContinueIn(DiagnosticLog other) => Volatile.Write(ref _onward, other);

    public void Add(Diagnostic entry)
    {
        if (Volatile.Read(ref _onward) is { } onward)
        {
            onward.Add(entry);
            return;
        }
        if (entry is { Kind: DiagnosticKind.Damaged, StartFrame: { } start, FrameCount: { } frames })
            Damage.Add(new FrameRange(start, start + frames));
        lock (_lock)
        {
            if (entry.Further > 0) Count(entry);
            else if (!_known.Contains(entry)) Keep(entry);
        }
    }

    /// <summary>
    /// Takes back what an earlier look at the file said and a later one does not say any more, and adds what is new: a file that grows may be
    /// odd in another way than it was. What stays keeps its place.
    /// </summary>
    /// <param name="before">All that the earlier look said.</param>
    /// <param name="now">All that the later one says.</param>
    public void Exchange(IReadOnlyList<Diagnostic> before, IReadOnlyList<Diagnostic> now)
    {
        HashSet<Diagnostic> kept = [.. now];
        lock (_lock)
        {
            foreach (Diagnostic entry in before)
                if (!kept.Contains(entry) || !_known.Contains(entry)) Forget(entry);
        }
        foreach (Diagnostic entry in now) Add(entry);
    }

    /// <summary>
    /// The entries so far, in the order they were found; when entries were dropped, the last one says how many, as a number in
    /// <see cref="Diagnostic.Further"/>, too.
    /// </summary>
    public IReadOnlyList<Diagnostic> Snapshot()
    {
        lock (_lock)
        {
            long dropped = _dropped.Count + _droppedByOthers.Values.Sum();
            return _snapshot ??= dropped == 0 ? [.. _entries] : [.. _entries, Summary(dropped)];
        }
    }

    private static Diagnostic Summary(long dropped)
    {
        string least = dropped < MaxCounted ? "" : "At least ";
        return new Diagnostic(DiagnosticKind.Ignored, $"{least}{dropped} further entries are not listed.") { Further = dropped };
    }

    private void Keep(Diagnostic entry)
    {
        int count = _counts.GetValueOrDefault(entry.Kind);
        if (count >= MaxEntries)
        {
            if (_dropped.Count < MaxCounted && _dropped.Add(HashOf(entry))) _snapshot = null;
            return;
        }
        // Where others were taken back there is room for one that was only counted.
        if (_dropped.Count > 0) _dropped.Remove(HashOf(entry));
        _counts[entry.Kind] = count + 1;
        _known.Add(entry);
        _entries.Add(entry);
        _snapshot = null;
    }

    private void Forget(Diagnostic entry)
    {
        if (_known.Remove(entry))
        {
            _entries.Remove(entry);
            _counts[entry.Kind]--;
            _snapshot = null;
        }
        else if (_dropped.Remove(HashOf(entry)))
        {
            _snapshot = null;
        }
    }

    /// <summary>Another log, of a file of this recording, has so many entries more than it lists: its last number counts.</summary>
    private void Count(Diagnostic summary)
    {
        string path = summary.Path ?? "";
        if (summary.Further <= _droppedByOthers.GetValueOrDefault(path)) return;
        _droppedByOthers[path] = summary.Further;
        _snapshot = null;
    }

    // Two hashes of 32 bits, the second one of what the first does not see alone: a million entries collide once in millions of logs.
    private static long HashOf(Diagnostic entry) =>
        ((long)entry.GetHashCode() << 32) | (uint)HashCode.Combine(entry.Position, entry.StartFrame, entry.FrameCount, entry.Message, 1);
}
