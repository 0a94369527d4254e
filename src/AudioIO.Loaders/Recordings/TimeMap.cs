namespace AudioIO;

/// <summary>
/// The wall clock beside the frames: every piece (a file, or a stretch of one that says so) has its own start time, and its frames follow
/// it at the sampling rate. Time advances as UTC does; the clock shown is that of the recorder's zone, where it is known, with its changes
/// between winter and summer. Without any zone all times are readings of one clock that is never changed.
/// </summary>
internal sealed class TimeMap
{
    private readonly FrameMap _frames;
    private readonly double _rate;
    private readonly TimeZoneInfo? _recorderZone;
    private readonly DateTimeOffset[] _starts; // of every piece, offset zero without a zone; empty where no piece states a time
    private readonly ClockAxis _instants;
    private readonly ClockAxis _clocks;

    /// <param name="frames">Where the pieces' frames lie.</param>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="stated">What every piece says; null where it says nothing.</param>
    /// <param name="recorderZone">The zone of times that name none; null where it is not known.</param>
    public TimeMap(FrameMap frames, double rate, IReadOnlyList<StartTime?> stated, TimeZoneInfo? recorderZone = null)
    {
        _frames = frames;
        _rate = rate;
        _recorderZone = recorderZone;
        _starts = Continue(ClockStarts.Resolve(stated, recorderZone));
        IsZoneKnown = _starts.Length > 0 && (recorderZone is not null || stated.Any(time => time?.UtcOffset is not null));
        _instants = new ClockAxis(frames, rate, [.. _starts.Select(start => start.UtcTicks)]);
        _clocks = new ClockAxis(frames, rate, [.. _starts.Select(start => start.Ticks)]);
    }

    /// <summary>The pieces: every file, or in its place every stretch of one that has several.</summary>
    public FrameMap Pieces => _frames;

    /// <summary>Number of all frames.</summary>
    public long Frames => _frames.Frames;

    /// <summary>True where no piece states a time.</summary>
    public bool IsEmpty => _starts.Length == 0;

    /// <summary>False where times are readings of a clock of which nobody says where it hangs.</summary>
    public bool IsZoneKnown { get; }

    /// <summary>
    /// When a frame was recorded, to the nearest 100 ns, with the offset of its zone; offset zero where none is known.
    /// </summary>
    /// <param name="frame">0 to <see cref="Frames"/>; the last is the end.</param>
    public DateTimeOffset InstantAt(long frame)
    {
        int piece = _frames.FileAt(frame);
        DateTimeOffset instant = ClockStarts.Add(_starts[piece], Signal.TimeAt(frame - _frames.StartFrameOf(piece), _rate).Ticks);
        return _recorderZone is null ? instant : TimeZoneInfo.ConvertTime(instant, _recorderZone);
    }

    /// <summary>What the recorder's clock showed at a frame.</summary>
    public DateTime ClockAt(long frame) => InstantAt(frame).DateTime;

    /// <summary>The frame recorded at an instant, or the next one after it.</summary>
    public long FrameAtInstant(DateTimeOffset instant) => _instants.FrameAt(instant.UtcTicks);

    /// <summary>
    /// The frame recorded when the clock showed a time, or the next one after it. Of an hour that the clock showed twice, the one in which
    /// something was recorded, else the first one.
    /// </summary>
    public long FrameAtClock(DateTime clock)
    {
        if (_recorderZone is null) return _clocks.FrameAt(clock.Ticks);
        long[] instants = [.. ClockStarts.OffsetsOf(clock, _recorderZone).Select(offset => clock.Ticks - offset.Ticks)];
        foreach (long instant in instants)
        {
            if (_instants.TryFind(instant, out long frame)) return frame;
        }
        return _instants.FrameAt(instants[0]);
    }

    /// <summary>Pieces without a time continue from the one before; those before the first that has one are counted back from it.</summary>
    private DateTimeOffset[] Continue(DateTimeOffset?[] instants)
    {
        int first = Array.FindIndex(instants, instant => instant is not null);
        if (first < 0) return [];
        var starts = new DateTimeOffset[instants.Length];
        starts[first] = instants[first]!.Value;
        for (int i = first - 1; i >= 0; i--) starts[i] = ClockStarts.Add(starts[i + 1], -Signal.TimeAt(_frames.FramesOf(i), _rate).Ticks);
        for (int i = first + 1; i < starts.Length; i++)
            starts[i] = instants[i] ?? ClockStarts.Add(starts[i - 1], Signal.TimeAt(_frames.FramesOf(i - 1), _rate).Ticks);
        return starts;
    }
}
