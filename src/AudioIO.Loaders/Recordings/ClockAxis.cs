namespace AudioIO;

/// <summary>Finds frames by a time, in 100 ns, along which pieces of a recording lie: in any order, with gaps and overlaps.</summary>
internal sealed class ClockAxis
{
    private readonly FrameMap _frames;
    private readonly double _rate;
    private readonly long[] _starts; // of every piece
    private readonly int[] _byStart; // the pieces that have frames, in ascending order of their start
    private readonly long[] _latestEnds; // the latest end among the first i + 1 of them

    /// <param name="frames">Where the pieces lie.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="starts">Start of every piece, within the ticks of a <see cref="DateTime"/>.</param>
    public ClockAxis(FrameMap frames, double rate, long[] starts)
    {
        _frames = frames;
        _rate = rate;
        _starts = starts;
        _byStart = [.. Enumerable.Range(0, starts.Length).Where(piece => frames.FramesOf(piece) > 0).OrderBy(piece => starts[piece])];
        _latestEnds = new long[_byStart.Length];
        long latest = long.MinValue;
        for (int i = 0; i < _byStart.Length; i++)
        {
            int piece = _byStart[i];
            // Saturates: a claimed number of frames can last any time.
            long ticks = Signal.TimeAt(frames.FramesOf(piece), rate).Ticks;
            long end = ticks > long.MaxValue - starts[piece] ? long.MaxValue : starts[piece] + ticks;
            latest = Math.Max(latest, end);
            _latestEnds[i] = latest;
        }
    }

    /// <summary>The frame nearest to a time in the piece that was recorded then; of several, the one that started last.</summary>
    /// <returns>False where nothing was recorded then.</returns>
    public bool TryFind(long ticks, out long frame)
    {
        // A long piece may still cover the time when a shorter one inside it has ended: go back as long as any can.
        for (int i = StartedBy(ticks) - 1; i >= 0 && _latestEnds[i] >= ticks; i--)
        {
            int piece = _byStart[i];
            double nearest = Math.Round((ticks - _starts[piece]) / (double)TimeSpan.TicksPerSecond * _rate);
            if (nearest >= _frames.FramesOf(piece)) continue;
            frame = _frames.StartFrameOf(piece) + (long)nearest;
            return true;
        }
        frame = 0;
        return false;
    }

    /// <summary>As <see cref="TryFind"/>; where nothing was recorded then, the first frame recorded later, else the end.</summary>
    public long FrameAt(long ticks)
    {
        if (TryFind(ticks, out long frame)) return frame;
        int next = StartedBy(ticks);
        return next < _byStart.Length ? _frames.StartFrameOf(_byStart[next]) : _frames.Frames;
    }

    /// <summary>Number of pieces that have frames and started at or before a time.</summary>
    private int StartedBy(long ticks)
    {
        int low = 0;
        int high = _byStart.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_starts[_byStart[middle]] <= ticks) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
