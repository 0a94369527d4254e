namespace AudioIO;

/// <summary>
/// Something that has a value for every frame: shape, rate and life of a <see cref="Signal{T}"/>, whatever the type of its values.
/// <para>
/// A signal counts who uses it: arrays and streams over it, and the signals that stand on it. The last user closes it, in whatever order
/// they are disposed. One that stands on others keeps them open until it is disposed or, where nobody disposes of it, as of a step in the
/// middle of a chain, until the last thing that stood on it is. Whoever keeps such a step for later takes a <see cref="Use"/> of it.
/// </para>
/// </summary>
public abstract class Signal : IDisposable
{
    private readonly FrameLayout _layout;
    private readonly Signal[] _over;
    private readonly Lock _counting = new();
    private readonly Lock _refreshing = new();
    private long _frames;
    private long _revisions;
    private bool _isRevised; // since refreshing began
    private int _users;
    private bool _holds; // what it stands on
    private bool _isDisposed; // by its creator
    private bool _isClosed;

    /// <summary>Creates a signal.</summary>
    /// <remarks>
    /// From here on it uses what it stands on, until it is disposed or nobody uses it any more. A constructor of a subclass that throws
    /// afterwards disposes it first, as nobody else can: <c>catch { Dispose(); throw; }</c>.
    /// </remarks>
    /// <param name="rate">Frames per second in Hz, above 0.</param>
    /// <param name="frames">Number of frames, from 0.</param>
    /// <param name="frameShape">Number of channels and length of every further dimension, each from 1.</param>
    /// <param name="over">The signals that it stands on; they stay open for as long as it is used.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or one frame has more values than an array can hold.
    /// </exception>
    /// <exception cref="ObjectDisposedException">A signal that it stands on is closed.</exception>
    protected Signal(double rate, long frames, ReadOnlySpan<int> frameShape, params ReadOnlySpan<Signal> over)
    {
        FrameTime.ThrowIfNotRate(rate);
        _layout = new FrameLayout(rate, frameShape);
        _layout.ThrowIfTooLong(frames);
        _frames = frames;
        _over = over.ToArray();
        Hold();
    }

    /// <summary>The signals that it stands on: what it reads from; none for one that is a beginning itself.</summary>
    public IReadOnlyList<Signal> Over => field ??= Array.AsReadOnly(_over);

    /// <summary>Frames per second in Hz.</summary>
    public double Rate => _layout.Rate;

    /// <summary>Number of frames. It may grow, as that of a recording does which is still being written.</summary>
    public virtual long Frames => Volatile.Read(ref _frames);

    /// <summary>Number of channels.</summary>
    public int Channels => _layout.Channels;

    /// <summary>Number of channels and length of every further dimension, as a spectrogram's frequencies.</summary>
    public ReadOnlySpan<int> FrameShape => _layout.FrameShape;

    /// <summary>Lengths of all dimensions: frames, channels, and any further one.</summary>
    /// <returns>An array of your own.</returns>
    public long[] GetShape() => _layout.Shape(Frames);

    /// <summary>Number of dimensions: 2 for frames × channels.</summary>
    public int Rank => _layout.Rank;

    /// <summary>Number of values of one frame: the product of <see cref="FrameShape"/>.</summary>
    public int ValuesPerFrame => _layout.ValuesPerFrame;

    /// <summary>Number of frames that are computed at once, from 1: reads aligned to it waste nothing.</summary>
    public virtual int FramesPerUnit => 1;

    /// <summary>
    /// The stretches within which frames follow each other without a break, as a gap of the clock between two files is one: in ascending
    /// order, without gap or overlap, together all frames. Empty where there are none.
    /// </summary>
    public virtual IReadOnlyList<FrameRange> ContinuousRanges => Frames == 0 ? [] : [new FrameRange(0, Frames)];

    /// <summary>
    /// The frames that are known not to be what was recorded, such as silence in the place of frames that a file has lost, and those that are
    /// computed from such frames: in ascending order, ranges that touch merged. It grows while reading finds more.
    /// </summary>
    public virtual IReadOnlyList<FrameRange> DamagedRanges => [];

    /// <summary>
    /// True where frames near the end may get other values when the signal grows, as those of a filter do that looks ahead: arrays over it
    /// forget what they hold then. A recording's frames stay what they are.
    /// </summary>
    protected internal virtual bool ChangesAsItGrows => false;

    /// <summary>Length of the signal, at most <see cref="TimeSpan.MaxValue"/>.</summary>
    public TimeSpan Duration => TimeAt(Frames);

    /// <summary>
    /// Grows whenever frames that were there have become others, as silence in the place of what a file had not whole becomes sound when the rest
    /// is written; not when frames are added. Whoever keeps values forgets them then, as arrays and derived signals do.
    /// </summary>
    public long Revision
    {
        get
        {
            long revisions = Volatile.Read(ref _revisions);
            foreach (Signal signal in _over) revisions += signal.Revision;
            return revisions;
        }
    }

    internal FrameLayout Layout => _layout;

    /// <summary><see cref="FramesPerUnit"/>, checked, for it is a subclass that says so.</summary>
    internal int UnitFrames
    {
        get
        {
            int frames = FramesPerUnit;
            return frames >= 1 ? frames : throw UnitFault(this, frames);
        }
    }

    /// <summary>Time of a frame from the beginning, to the nearest 100 ns; the longest <see cref="TimeSpan"/> for what is beyond.</summary>
    /// <param name="frame">Frame; it need not exist.</param>
    public TimeSpan TimeAt(long frame) => FrameTime.TimeAt(frame, Rate);

    /// <summary>Time of a frame from the beginning at any rate, as of <see cref="TimeAt(long)"/>.</summary>
    /// <remarks>Two roundings of 2^−53 each: exact to a tick for 2^51 ticks, 7 years.</remarks>
    /// <param name="frame">Frame; it need not exist.</param>
    /// <param name="rate">Frames per second in Hz, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is no finite number above 0.</exception>
    public static TimeSpan TimeAt(long frame, double rate)
    {
        FrameTime.ThrowIfNotRate(rate);
        return FrameTime.TimeAt(frame, rate);
    }

    /// <summary>The frame nearest to a time; it need not exist.</summary>
    /// <param name="time">Time from the beginning.</param>
    public long FrameAt(TimeSpan time) => FrameTime.FrameAt(time.Ticks / (double)TimeSpan.TicksPerSecond, Rate);

    /// <inheritdoc cref="FrameAt(TimeSpan)"/>
    /// <param name="seconds">Time in seconds from the beginning.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not a number, or its frame beyond the range of long.</exception>
    public long FrameAt(double seconds) => FrameTime.FrameAt(seconds, Rate);

    /// <summary>
    /// Looks whether what the signal stands on has become longer, as a recording that is still being written does. What was there keeps its
    /// place.
    /// </summary>
    /// <returns>
    /// The number of frames that were added; 0 where it does not grow, negative where frames at the end turned out to have been none.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    public long Refresh()
    {
        ThrowIfClosed();
        lock (_refreshing)
        {
            long before = Frames;
            foreach (Signal signal in _over) signal.Refresh();
            try
            {
                RefreshFrames();
            }
            finally
            {
                if (_isRevised) Interlocked.Increment(ref _revisions);
                _isRevised = false;
            }
            return Frames - before;
        }
    }

    /// <summary>
    /// Brings <see cref="Frames"/> up to date, after those of the signals it stands on; called by one thread at a time. Nothing to do for a
    /// signal that cannot grow, or whose <see cref="Frames"/> follow from those it stands on.
    /// </summary>
    protected virtual void RefreshFrames()
    {
    }

    /// <summary>
    /// Says that frames that were there have become others: <see cref="Revision"/> grows. Said while <see cref="RefreshFrames"/> is at work, it grows
    /// when that is done, so that nobody takes what was read meanwhile for what is there after it.
    /// </summary>
    protected void Revise()
    {
        if (_refreshing.IsHeldByCurrentThread) _isRevised = true;
        else Interlocked.Increment(ref _revisions);
    }

    /// <summary>Sets <see cref="Frames"/>, for a signal that grows by itself.</summary>
    /// <param name="frames">New number of frames, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or that of all values too large for a long.</exception>
    protected void Extend(long frames)
    {
        _layout.ThrowIfTooLong(frames);
        Volatile.Write(ref _frames, frames);
    }

    /// <summary>Keeps the signal, and so all that it stands on, open, whoever else disposes of it.</summary>
    /// <returns>Ends this use when it is disposed.</returns>
    /// <exception cref="ObjectDisposedException">The signal, or one that it stands on, is closed.</exception>
    public IDisposable Use()
    {
        BeginUse();
        return new SignalUse(this);
    }

    /// <summary>
    /// Gives up the creator's use of the signal: it is closed when nobody uses it any more, and reading it throws then. A second call does
    /// nothing.
    /// </summary>
    public void Dispose()
    {
        lock (_counting)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            if (_users == 0) Close();
        }
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the signal holds itself, such as a file; called once, when it is disposed and its last user gone.</summary>
    /// <param name="disposing">Always true: signals have no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Throws when the signal is closed.</summary>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    protected void ThrowIfClosed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), this);

    internal static InvalidOperationException UnitFault(object source, int frames) =>
        new($"{source.GetType().Name} says that it computes {frames} frames at once (FramesPerUnit): expected 1 or more.");

    internal void BeginUse()
    {
        lock (_counting)
        {
            ThrowIfClosed();
            if (!_holds) Hold();
            _users++;
        }
    }

    internal void EndUse()
    {
        lock (_counting)
        {
            if (--_users > 0) return;
            if (_isDisposed) Close();
            else LetGo();
        }
    }

    private void Close()
    {
        Volatile.Write(ref _isClosed, true);
        LetGo();
        Dispose(true);
    }

    private void Hold()
    {
        int held = 0;
        try
        {
            for (; held < _over.Length; held++) _over[held].BeginUse();
            _holds = true;
        }
        catch
        {
            while (held > 0) _over[--held].EndUse();
            throw;
        }
    }

    private void LetGo()
    {
        if (!_holds) return;
        _holds = false;
        foreach (Signal signal in _over) signal.EndUse();
    }

    private sealed class SignalUse(Signal signal) : IDisposable
    {
        private Signal? _signal = signal;

        public void Dispose() => Interlocked.Exchange(ref _signal, null)?.EndUse();
    }
}
