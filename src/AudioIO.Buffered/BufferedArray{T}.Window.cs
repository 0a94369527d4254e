namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    private FrameBuffer<T> _window;
    private bool[] _bufferChanged;

    /// <summary>First frame in the window.</summary>
    public long Offset => _window.Held.Start;

    /// <summary>
    /// The window: all values of the frames from <see cref="Offset"/> on, empty before the first access and after a failed load.
    /// Valid until the window moves.
    /// </summary>
    public ReadOnlySpan<T> Buffer => _window.Values;

    /// <summary>
    /// The same as frames × channels, wherever they lie: <c>a.Window.StartFrame</c>, <c>a.Window[frame, channel]</c>. Looking at it never moves
    /// it. Valid until the window moves.
    /// </summary>
    public FrameSpan<T> Window => new(_layout, Offset, Buffer);

    /// <summary>
    /// Wished size of the window in frames, from 0. It takes effect when the window moves next, for requests below it, and as far
    /// as <see cref="MaxBufferBytes"/> allows; it is never changed but by you.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int BufferFrames
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>
    /// Wished number of frames that the window holds before the frames asked for, from 0. When the window is too small for as many
    /// on both sides, the rest of it is split evenly.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int BackFrames
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>
    /// The window follows <see cref="View(long, long)"/> and <see cref="UpdateBuffer"/> when the place that a request would give it is that many
    /// frames or more from where it is, so that a viewer that scrolls has frames on both sides and yet loads once in so many frames; 0 (the
    /// default): it moves when they leave it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int Follow
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Largest size in bytes to which a request may enlarge the window, from 1. Default 1 GiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long MaxBufferBytes
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1L << 30;

    /// <summary>
    /// A flag for every channel, set whenever the content of the window changes. Clear those of the channels that you have dealt
    /// with, for instance drawn.
    /// </summary>
    public Span<bool> BufferChanged => _bufferChanged;

    /// <summary>Grows with every change of the window's content or position.</summary>
    public long Version { get; private set; }

    /// <summary>Largest number of frames in the window: what <see cref="MaxBufferBytes"/> and the length of an array allow.</summary>
    private unsafe int MaxWindowFrames => (int)(Math.Min(MaxBufferBytes / sizeof(T), Array.MaxLength) / ValuesPerFrame);

    /// <summary><see cref="BufferFrames"/>, small enough that the half more, which placement may add, stays within the limit.</summary>
    private int EffectiveBufferFrames => Math.Min(BufferFrames, MaxWindowFrames - MaxWindowFrames / 3);

    /// <summary>Largest number of frames in the window for requests below its usual size.</summary>
    private int UsualWindowFrames => EffectiveBufferFrames + EffectiveBufferFrames / 2;

    /// <summary>Sees to it that the window holds some frames, as a viewer does before it draws.</summary>
    /// <param name="start">First frame; before the first frame of the array counts as there.</param>
    /// <param name="stop">The frame after the last one, at least <paramref name="start"/>; beyond the end counts as there.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="stop"/> is below <paramref name="start"/>, or the frames need more than <see cref="MaxBufferBytes"/>.
    /// </exception>
    public void UpdateBuffer(long start, long stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stop, start);
        long first = Math.Clamp(start, 0, Frames);
        var request = new FrameRange(first, Math.Clamp(stop, first, Frames));
        if (request.IsEmpty) return;
        ThrowIfTooManyForWindow(request.Count, nameof(stop));
        MoveWindow(WindowPlacement.ScrolledPosition(request, _window.Held, Follow, Limits), request);
    }

    /// <summary>Makes the window hold exactly these frames, loading only those that it does not hold yet.</summary>
    /// <param name="offset">First frame.</param>
    /// <param name="frames">Number of frames; 0 leaves the window as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The frames do not all lie within the array, or need more than <see cref="MaxBufferBytes"/>.
    /// </exception>
    public void MoveBuffer(long offset, int frames)
    {
        FrameRange wanted = RangeOf(offset, frames);
        ThrowIfTooManyForWindow(wanted.Count, nameof(frames));
        if (!wanted.IsEmpty) MoveWindow(wanted, wanted);
    }

    /// <summary>Loads what the window holds once more, for instance after the source has changed.</summary>
    public void ReloadBuffer()
    {
        FrameRange held = _window.Held;
        ReleaseBuffer();
        MoveWindow(held, held);
    }

    /// <summary>
    /// Allocates now what the window needs at its wished size, and gives back what a large request has left behind. What the window
    /// holds stays.
    /// </summary>
    public void AllocateBuffer()
    {
        BeginUse();
        try
        {
            _window.Allocate((int)Math.Min(UsualWindowFrames, Frames));
            _kept = new FrameBuffer<T>(_layout, LoadBeside);
        }
        finally
        {
            EndUse();
        }
    }

    /// <summary>
    /// Forgets everything in memory, for a subclass whose source was changed or closed: the next access loads again.
    /// </summary>
    protected void ReleaseBuffer()
    {
        BeginUse();
        ForgetFrames();
        EndUse();
    }

    private void ForgetFrames()
    {
        _window.Clear();
        _recentSide.Clear();
        _olderSide.Clear();
        _kept.Clear();
        NoteChange();
    }

    /// <summary>Has the window hold frames around those asked for; it stays when it holds just them.</summary>
    private void MoveWindow(FrameRange wanted, FrameRange request)
    {
        if (wanted == _window.Held) return;
        BeginUse();
        try
        {
            PlaceWindow(wanted, request);
        }
        finally
        {
            EndUse();
        }
    }

    private void PlaceWindow(FrameRange wanted, FrameRange request)
    {
        _window.ForgetRequests();
        NoteChange();
        Hold(ref _window, wanted, request, UsualWindowFrames);
    }

    /// <summary>
    /// Has a buffer hold frames around those asked for. Where some of them are damaged, it may be frames that nobody asked for: fewer and fewer
    /// are tried, so that only a failure of those asked for is one.
    /// </summary>
    private static void Hold(ref FrameBuffer<T> buffer, FrameRange wanted, FrameRange request, int usualFrames)
    {
        while (true)
        {
            try
            {
                buffer.Hold(wanted, usualFrames);
                return;
            }
            catch (Exception fault) when (wanted != request && fault is IFrameDamage { StartFrame: not null })
            {
                wanted = wanted.ShrunkTo(request);
            }
        }
    }

    private void NoteChange()
    {
        Version++;
        _bufferChanged.AsSpan().Fill(true);
    }

    private void ThrowIfTooManyForWindow(long frames, string name)
    {
        if (frames > MaxWindowFrames)
        {
            throw new ArgumentOutOfRangeException(name, frames,
                $"{frames} frames of {ValuesPerFrame} values do not fit into a window of at most {MaxBufferBytes} bytes: " +
                "read them in blocks, or raise MaxBufferBytes.");
        }
    }
}
