namespace AudioIO;

/// <summary>
/// Gaps whose answer rests on the end of the file, as it was found: what is written behind it may tell another one. They are remembered, so
/// that the answer stays the same as long as the file is not measured anew, and so that it can be compared with the one told then.
/// </summary>
internal sealed class FlacProvisionalGaps
{
    /// <summary>A file with more of them near its end is not refreshed, but opened again.</summary>
    private const int MaxGaps = 1 << 12;

    // A gap, its key, and their places in the table.
    private const int GapBytes = 160;

    private readonly Lock _lock = new();
    private readonly Dictionary<FlacAnchor, FlacGap> _gaps = [];
    private bool _isIncomplete;
    private long _doubtfulFrame = long.MaxValue;

    /// <summary>Memory that they take.</summary>
    public long HeldBytes => (long)_gaps.Count * GapBytes;

    /// <summary>The first frame of which was told what rests on the end of the file; long.MaxValue where there is none.</summary>
    public long DoubtfulFrame
    {
        get
        {
            lock (_lock) return _doubtfulFrame;
        }
    }

    /// <summary>What was told of a place since the end is known; null where nothing was, or where it does not rest on the end.</summary>
    public FlacGap? Find(FlacAnchor trouble)
    {
        lock (_lock) return _gaps.GetValueOrDefault(trouble);
    }

    /// <summary>Takes one in: its frames are doubtful, and where the recording goes on behind it, that is remembered.</summary>
    public void Add(FlacGap gap)
    {
        lock (_lock)
        {
            _doubtfulFrame = Math.Min(_doubtfulFrame, gap.Trouble.Frame);
            if (!gap.Resumes) return;
            if (_gaps.Count < MaxGaps || _gaps.ContainsKey(gap.Trouble)) _gaps[gap.Trouble] = gap;
            else _isIncomplete = true;
        }
    }

    /// <summary>What was told of frames from this one on rests on the end, too, as another one has told it.</summary>
    public void Doubt(long frame)
    {
        lock (_lock) _doubtfulFrame = Math.Min(_doubtfulFrame, frame);
    }

    /// <summary>Forgets them, as another end is known.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _gaps.Clear();
            _isIncomplete = false;
        }
    }

    /// <summary>All that were answered, in the order of the file.</summary>
    /// <param name="isComplete">False where there were too many to be remembered.</param>
    public IReadOnlyList<FlacGap> Snapshot(out bool isComplete)
    {
        lock (_lock)
        {
            isComplete = !_isIncomplete;
            return [.. _gaps.Values.OrderBy(gap => gap.Trouble.Position)];
        }
    }
}
