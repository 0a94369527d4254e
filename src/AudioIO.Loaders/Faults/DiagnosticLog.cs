namespace AudioIO;

/// <summary>The growing list behind <see cref="AudioSource.Diagnostics"/>: bounded, without repetitions, safe to use from several threads.</summary>
internal sealed class DiagnosticLog
{
    /// <summary>
    /// A hostile file could produce an entry for every few bytes; beyond this many of a kind they are only counted. Of a kind, so that ten
    /// thousand files without a start time do not hide the one that is damaged.
    /// </summary>
    public const int MaxEntries = 1000;

    /// <summary>Entries beyond those listed that are told apart, so that each is counted once however often it is met.</summary>
    private const int MaxCounted = 1 << 17;

    private readonly Lock _lock = new();
    private readonly HashSet<Diagnostic> _known = [];
    private readonly List<Diagnostic> _entries = [];
    private readonly Dictionary<DiagnosticKind, int> _counts = [];
    private readonly HashSet<(DiagnosticKind Kind, string? Path, long? Position, long? StartFrame)> _further = [];
    private Diagnostic[]? _snapshot;

    public void Add(Diagnostic entry)
    {
        lock (_lock)
        {
            if (_known.Contains(entry)) return;
            _snapshot = null;
            int count = _counts.GetValueOrDefault(entry.Kind);
            if (count >= MaxEntries)
            {
                if (_further.Count < MaxCounted) _further.Add((entry.Kind, entry.Path, entry.Position, entry.StartFrame));
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
            if (_snapshot is not null) return _snapshot;
            if (_further.Count == 0) return _snapshot = [.. _entries];
            string number = _further.Count < MaxCounted ? $"{_further.Count}" : $"{_further.Count} or more";
            return _snapshot = [.. _entries, new Diagnostic(DiagnosticKind.Ignored, $"{number} further entries are not listed.")];
        }
    }
}
