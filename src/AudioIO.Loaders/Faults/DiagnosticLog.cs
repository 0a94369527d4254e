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
    private DiagnosticLog? _target;

    /// <summary>The frames that entries of damage name, however many of these are listed.</summary>
    public DamagedFrames Damage { get; } = new();

    public void Add(Diagnostic entry)
    {
        if (entry is { Kind: DiagnosticKind.Damaged, StartFrame: { } start, FrameCount: { } frames })
            Damage.Add(new FrameRange(start, start + frames));
        lock (_lock)
        {
            if (entry.Further > 0) Count(entry);
            else if (!_known.Contains(entry)) Keep(entry);
        }
        Volatile.Read(ref _target)?.Add(entry);
    }

    /// <summary>What this log says from now on, the other one says, too; null for nobody.</summary>
    public void TellAlso(DiagnosticLog? target) => Volatile.Write(ref _target, target);

    /// <summary>Takes entries back that are not true any more.</summary>
    public void Forget(IEnumerable<Diagnostic> entries)
    {
        lock (_lock)
        {
            foreach (Diagnostic entry in entries)
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
        }
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
