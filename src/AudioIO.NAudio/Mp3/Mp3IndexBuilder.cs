namespace AudioIO;

/// <summary>Collects runs and positions as a walk finds them, in memory that the length of the file does not change.</summary>
/// <param name="path">Path of the file, for messages.</param>
internal sealed class Mp3IndexBuilder(string? path)
{
    /// <summary>Positions that are kept: 1 MiB. Where a recording has more Mp3Frames, every second, fourth, … one is.</summary>
    private const int MaxPositions = 1 << 16;

    /// <summary>Breaks of a file that is read at all: another 2 MiB.</summary>
    private const int MaxRuns = 1 << 16;

    private readonly List<Mp3Run> _runs = [];
    private readonly List<long> _frames = [];
    private readonly List<long> _positions = [];
    private long _stride = 16;
    private long _runStart;
    private long _runPosition;
    private int _sinceThinning; // positions that are not the beginnings of runs, roughly

    /// <summary>Number of the next Mp3Frame.</summary>
    public long Count { get; private set; }

    /// <summary>Adds an Mp3Frame.</summary>
    /// <param name="position">Where it begins.</param>
    public void Add(long position)
    {
        if (Count == _runStart)
        {
            _runPosition = position;
            Keep(position);
        }
        else if ((Count - _runStart) % _stride == 0)
        {
            Keep(position);
            if (++_sinceThinning > MaxPositions) Thin();
        }
        Count++;
    }

    /// <summary>Takes the last Mp3Frame back: it was none.</summary>
    /// <param name="position">Where it began.</param>
    public void TakeBack(long position)
    {
        Count--;
        if (_positions.Count > 0 && _positions[^1] == position)
        {
            _positions.RemoveAt(_positions.Count - 1);
            _frames.RemoveAt(_frames.Count - 1);
        }
    }

    /// <summary>Ends a run.</summary>
    /// <param name="endPosition">Where its last Mp3Frame ends.</param>
    /// <param name="lost">Mp3Frames that are lost behind it.</param>
    /// <exception cref="AudioFormatException">The file has too many breaks.</exception>
    public void Break(long endPosition, long lost)
    {
        if (Count > _runStart) _runs.Add(new Mp3Run(_runStart, Count - _runStart, _runPosition, endPosition));
        if (_runs.Count >= MaxRuns)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.LimitExceeded, $"Breaks between Mp3Frames up to byte {endPosition}: expected at most {MaxRuns}, found more",
                endPosition, path);
        }
        Count += lost;
        _runStart = Count;
    }

    /// <summary>The index of what was found so far.</summary>
    /// <param name="endPosition">Where the last Mp3Frame ends.</param>
    public Mp3Index ToIndex(long endPosition)
    {
        Mp3Run[] last = Count > _runStart ? [new Mp3Run(_runStart, Count - _runStart, _runPosition, endPosition)] : [];
        return new Mp3Index([.. _runs, .. last], [.. _frames], [.. _positions]);
    }

    private void Keep(long position)
    {
        _frames.Add(Count);
        _positions.Add(position);
    }

    /// <summary>Drops every second position within the runs.</summary>
    private void Thin()
    {
        _stride *= 2;
        int kept = 0, run = 0;
        long start = _runs.Count > 0 ? _runs[0].Start : _runStart;
        for (int i = 0; i < _frames.Count; i++)
        {
            while (run < _runs.Count && _frames[i] >= _runs[run].Stop) start = ++run < _runs.Count ? _runs[run].Start : _runStart;
            if ((_frames[i] - start) % _stride != 0) continue;
            (_frames[kept], _positions[kept++]) = (_frames[i], _positions[i]);
        }
        _frames.RemoveRange(kept, _frames.Count - kept);
        _positions.RemoveRange(kept, _positions.Count - kept);
        _sinceThinning = kept;
    }
}
