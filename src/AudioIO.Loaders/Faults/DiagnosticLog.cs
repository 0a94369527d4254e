namespace AudioIO;

/// <summary>The growing list behind <see cref="AudioSource.Diagnostics"/>: bounded, without repetitions, safe to use from several threads.</summary>
internal sealed class DiagnosticLog
{
    /// <summary>
    /// A hostile file could produce an entry for every few bytes; beyond this many of a kind they are only counted. Of a kind, so that ten
    /// thousand files without a start time do not hide the one that is damaged.
    /// </summary>
    public const int MaxEntries = 1000;

    private readonly Lock _lock = new();
    private readonly HashSet<Diagnostic> _known = [];
    private readonly List<Diagnostic> _entries = [];
    private readonly Dictionary<DiagnosticKind, int> _counts = [];
    private Diagnostic[]? _snapshot;
    private long _dropped;

    /// <summary>The frames that entries of damage name, however many of these are listed.</summary>
    public DamagedFrames Damage { get; } = new();

    public void Add(Diagnostic entry)
    {
        if (entry is { Kind: DiagnosticKind.Damaged, StartFrame: { } start, FrameCount: { } frames })
            Damage.Add(new FrameRange(start, start + frames));
        lock (_lock)
        {
            if (_known.Contains(entry)) return;
            _snapshot = null;
            int count = _counts.GetValueOrDefault(entry.Kind);
            if (count >= MaxEntries)
            {
                _dropped++;
                return;
            }
            _counts[entry.Kind] = count + 1;
            _known.Add(entry);
            _entries.Add(entry);
        }
    }

    /// <summary>The entries so far, in the order they were found; when entries were dropped, the last one says how many.</summary>
    public IReadOnlyList<Diagnostic> Snapshot()
    {
        lock (_lock)
        {
            return _snapshot ??= _dropped == 0
                ? [.. _entries]
                : [.. _entries, new Diagnostic(DiagnosticKind.Ignored, $"{_dropped} further entries are not listed.")];
        }
    }
}
