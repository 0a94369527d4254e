namespace AudioIO;

/// <summary>
/// Gaps whose answer rests on the end of the file, as it was found: what is written behind it may tell another one. They are remembered, so
/// that the answer stays the same as long as the file is not measured anew, and so that it can be compared with the one told then.
/// </summary>
internal sealed class FlacProvisionalGaps
{
    /// <summary>A file with more of them near its end is not refreshed, but opened again.</summary>
    private const int MaxGaps = 1 << 12;

    // A gap, its key, and their places in both tables.
    private const int GapBytes = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<FlacAnchor, FlacGap> _gaps = [];

    // Those that were answered with the end that is known now.
    private readonly HashSet<FlacAnchor> _settled = [];
    private bool _isIncomplete;

    /// <summary>Memory that they take.</summary>
    public long HeldBytes => (long)_gaps.Count * GapBytes;

    /// <summary>What was told of a place since the end is known; null where nothing was, or where it does not rest on the end.</summary>
    public FlacGap? Find(FlacAnchor trouble)
    {
        lock (_lock) return _settled.Contains(trouble) ? _gaps[trouble] : null;
    }

    public void Add(FlacGap gap)
    {
        lock (_lock)
        {
            if (_gaps.Count >= MaxGaps && !_gaps.ContainsKey(gap.Trouble))
            {
                _isIncomplete = true;
                return;
            }
            _gaps[gap.Trouble] = gap;
            _settled.Add(gap.Trouble);
        }
    }

    /// <summary>Has every place asked about anew, as another end is known; what was found is still compared.</summary>
    public void MoveEnd()
    {
        lock (_lock) _settled.Clear();
    }

    /// <summary>Compares with a later measurement: every FlacFrame at which it went on has to be met there, too.</summary>
    /// <param name="later">The same recording, longer.</param>
    /// <param name="scanner">Looks at its bytes.</param>
    /// <param name="known">A FlacFrame that is not, or of which nothing is known.</param>
    /// <returns>False where there is one.</returns>
    public bool AreKept(FlacFrameLocator later, FlacScanner scanner, out FlacAnchor known)
    {
        FlacGap[] gaps;
        lock (_lock) gaps = [.. _gaps.Values.OrderBy(gap => gap.Trouble.Position)];
        foreach (FlacGap gap in gaps)
        {
            known = gap.Next;
            if (later.Walk(scanner, gap.Trouble, known.Frame) != known) return false;
        }
        known = gaps.Length == 0 ? default : gaps[^1].Next;
        return !_isIncomplete;
    }
}
