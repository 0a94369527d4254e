namespace AudioIO.Overviews;

/// <summary>
/// Which frames of a signal were damaged when something was computed from them: where they are no longer said to be, as when an end that was not
/// written yet has been written since, it has to be computed anew. For any number of threads.
/// </summary>
/// <param name="signal">The signal.</param>
internal sealed class SeenDamage(Signal signal)
{
    private readonly Lock _lock = new();
    private long _revision = signal.Revision;
    private IReadOnlyList<FrameRange> _seen = [];

    /// <summary>Up to which <see cref="Signal.Revision"/> it is known what has to be computed anew; asked before computing begins.</summary>
    public long Revision => Volatile.Read(ref _revision);

    /// <summary>Something was computed: what is damaged now may be in it.</summary>
    /// <param name="revision">That of before.</param>
    /// <returns>False where frames have become others meanwhile: what was computed may be of either, and is to be computed anew.</returns>
    public bool TryNote(long revision)
    {
        lock (_lock)
        {
            if (signal.Revision != revision) return false;
            _seen = signal.DamagedRanges;
            return true;
        }
    }

    /// <summary>
    /// The first frame that was damaged in what was computed and is not any more; long.MaxValue where there is none. What is known of those behind
    /// is forgotten: they are to be computed anew.
    /// </summary>
    public long Revised()
    {
        lock (_lock)
        {
            long revision = signal.Revision;
            if (revision == _revision) return long.MaxValue;
            IReadOnlyList<FrameRange> now = signal.DamagedRanges;
            long first = long.MaxValue;
            int next = 0;
            foreach (FrameRange seen in _seen)
            {
                while (next < now.Count && now[next].Stop < seen.Stop) next++;
                if (next < now.Count && now[next].Start <= seen.Start) continue;
                first = seen.Start;
                break;
            }
            _seen = [.. _seen.TakeWhile(range => range.Start < first)];
            Volatile.Write(ref _revision, revision);
            return first;
        }
    }
}
