namespace AudioIO;

/// <summary>The frames of a recording that are known to be damaged: ranges that grow together. Safe to use from several threads.</summary>
internal sealed class DamagedFrames
{
    /// <summary>Ranges that are kept; a file made of damage has no more than it has FlacFrames, but may be made for it. At most 16 MiB.</summary>
    private const int MaxRanges = 1 << 20;

    private readonly Lock _lock = new();
    private readonly List<FrameRange> _ranges = []; // ascending, neither overlapping nor touching
    private IReadOnlyList<FrameRange>? _snapshot = [];

    /// <summary>Adds frames; what is known already changes nothing.</summary>
    public void Add(FrameRange range)
    {
        if (range.IsEmpty) return;
        lock (_lock)
        {
            int first = FirstEndingAtOrBehind(range.Start);
            int next = first;
            while (next < _ranges.Count && _ranges[next].Start <= range.Stop) next++;
            if (next == first + 1 && _ranges[first].Contains(range)) return;
            if (next == first && _ranges.Count == MaxRanges) return;
            if (next > first) range = new FrameRange(Math.Min(range.Start, _ranges[first].Start), Math.Max(range.Stop, _ranges[next - 1].Stop));
            _ranges.RemoveRange(first, next - first);
            _ranges.Insert(first, range);
            _snapshot = null;
        }
    }

    /// <summary>Forgets what is known of the frames from one on.</summary>
    /// <returns>True where something was.</returns>
    public bool Forget(long fromFrame)
    {
        lock (_lock)
        {
            int first = FirstEndingAtOrBehind(fromFrame);
            if (first < _ranges.Count && _ranges[first].Stop == fromFrame) first++;
            if (first == _ranges.Count) return false;
            long start = _ranges[first].Start;
            _ranges.RemoveRange(first, _ranges.Count - first);
            if (start < fromFrame) _ranges.Add(new FrameRange(start, fromFrame));
            _snapshot = null;
            return true;
        }
    }

    /// <summary>The ranges so far, merged, in ascending order; the same list until there are more.</summary>
    public IReadOnlyList<FrameRange> Snapshot()
    {
        lock (_lock) return _snapshot ??= [.. _ranges];
    }

    private int FirstEndingAtOrBehind(long frame)
    {
        int low = 0;
        int high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_ranges[middle].Stop < frame) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
