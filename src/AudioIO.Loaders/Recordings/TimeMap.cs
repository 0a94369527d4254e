namespace AudioIO;

/// <summary>
/// The wall clock beside the frames: every file has its own start time, and the frames of a file follow it at the sampling rate.
/// </summary>
internal sealed class TimeMap
{
    private readonly FrameMap _frames;
    private readonly double _rate;
    private readonly DateTimeOffset[] _starts; // of every file; empty where no file states a time
    private readonly int[] _byStart; // the files that have frames, in ascending order of their start
    private readonly long[] _latestEnds; // UTC ticks of the latest end among the first i + 1 of them

    /// <param name="frames">Where the files' frames lie.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="stated">What every file says; null where it says nothing.</param>
    public TimeMap(FrameMap frames, double rate, IReadOnlyList<StartTime?> stated)
    {
        _frames = frames;
        _rate = rate;
        _starts = Continue(ClockStarts.Resolve(stated));
        _byStart = [.. Enumerable.Range(0, _starts.Length).Where(file => frames.FramesOf(file) > 0)
            .OrderBy(file => _starts[file].UtcTicks)];
        _latestEnds = new long[_byStart.Length];
        long latest = long.MinValue;
        for (int i = 0; i < _byStart.Length; i++)
        {
            int file = _byStart[i];
            latest = Math.Max(latest, TimeOf(file, frames.FramesOf(file)).UtcTicks);
            _latestEnds[i] = latest;
        }
    }

    /// <summary>Number of all frames.</summary>
    public long Frames => _frames.Frames;

    /// <summary>True where no file states a time.</summary>
    public bool IsEmpty => _starts.Length == 0;

    /// <summary>When a frame was recorded, to the nearest 100 ns.</summary>
    /// <param name="file">The file that holds it.</param>
    /// <param name="frame">The frame, counted from the start of that file.</param>
    public DateTimeOffset TimeOf(int file, long frame) => ClockStarts.Add(_starts[file], ClockStarts.Ticks(frame, _rate));

    /// <summary>
    /// The frame nearest to a time in the file that was recording then; of several files, the one that started last. Where there is none,
    /// the first frame recorded later, else <see cref="Frames"/>.
    /// </summary>
    public long FrameAt(DateTimeOffset time)
    {
        int next = StartedBy(time.UtcTicks);
        // A long file may still cover the time when a shorter one inside it has ended: go back as long as any can.
        for (int i = next - 1; i >= 0 && _latestEnds[i] >= time.UtcTicks; i--)
        {
            int file = _byStart[i];
            double frame = Math.Round((time.UtcTicks - _starts[file].UtcTicks) / (double)TimeSpan.TicksPerSecond * _rate);
            if (frame < _frames.FramesOf(file)) return _frames.FirstFrame(file) + (long)frame;
        }
        return next < _byStart.Length ? _frames.FirstFrame(_byStart[next]) : Frames;
    }

    /// <summary>Number of files that have frames and started at or before a time.</summary>
    private int StartedBy(long utcTicks)
    {
        int low = 0;
        int high = _byStart.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_starts[_byStart[middle]].UtcTicks <= utcTicks) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Files without a time continue from the one before; those before the first that has one are counted back from it.</summary>
    private DateTimeOffset[] Continue(DateTimeOffset?[] instants)
    {
        int first = Array.FindIndex(instants, instant => instant is not null);
        if (first < 0) return [];
        var starts = new DateTimeOffset[instants.Length];
        starts[first] = instants[first]!.Value;
        for (int i = first - 1; i >= 0; i--) starts[i] = ClockStarts.Add(starts[i + 1], -ClockStarts.Ticks(_frames.FramesOf(i), _rate));
        for (int i = first + 1; i < starts.Length; i++)
            starts[i] = instants[i] ?? ClockStarts.Add(starts[i - 1], ClockStarts.Ticks(_frames.FramesOf(i - 1), _rate));
        return starts;
    }
}
