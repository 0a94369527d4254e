using System.Diagnostics.CodeAnalysis;

namespace AudioIO;

/// <summary>
/// A very long recording as one array of frames × channels (× further dimensions), of which only a window is in memory. The window
/// moves by itself, and what it held already is not loaded again.
/// <para>
/// Indexing and <see cref="Read(long, long)"/> return values that the caller owns. <see cref="View(long, long)"/>, <see cref="Frame"/>,
/// <c>foreach</c> and <see cref="Blocks"/> show the window itself, without a copy: what they return is valid until the next
/// call of a member of this array that may move the window.
/// </para>
/// <para>
/// An array is for one thread at a time: a second one is told by an <see cref="InvalidOperationException"/> when both load or move the window.
/// Any number of arrays may lie over one <see cref="Signal"/>.
/// </para>
/// </summary>
/// <remarks>
/// What is in memory, and why. The ratios were measured in one run each, on two cores, with the files in the page cache.
/// <list type="bullet">
/// <item>
/// The window: less than 1.5 × <see cref="BufferFrames"/>. A loop over values runs from it, forward or backward, and so does a viewer that
/// scrolls; what it held already is moved, not loaded (<see cref="WindowPlacement"/>, <see cref="WindowRecycling"/>). A value in it costs 1.6
/// times one of a plain array (where floats are summed more, see <see cref="GetEnumerator"/>).
/// </item>
/// <item>
/// Two side buffers of 65 536 values or two units of the source. A jump loads its own frames into one of them and leaves the window where it
/// is: a value at random in two hours of WAV costs 1.3 times a bare read of it, 4096 frames 1.3 times, where loading a window of ten seconds
/// for each would cost some 500 times. Two readers at once, and strided loops, are recognised there as what they are.
/// </item>
/// <item>
/// One larger request, up to twice the window: channel by channel, repeated and overlapping ranges are loaded once (eight channels: 1.0 instead of
/// 8.0 frames read for every one wanted). Where such requests do not come again, they go straight into the result.
/// </item>
/// <item>
/// For <see cref="Blocks"/> and <c>foreach</c> the window is the block and what is read at once at full speed, which stays in the caches of the
/// processor: 32-bit WAV by blocks 1.0 of reading it bare, 0.85 with a window of ten seconds; 24 bit 2.8 and 2.3 times libsndfile.
/// </item>
/// <item>A view far from the window loads just itself; the window is placed around it when the reader goes on from there.</item>
/// </list>
/// A load that fails leaves nothing stale. Where the failure is damage (<see cref="IFrameDamage"/>), fewer frames around those asked for are
/// tried; any other is thrown at once.
/// </remarks>
/// <typeparam name="T">Type of a value.</typeparam>
public abstract partial class BufferedArray<T> : IDisposable
    where T : unmanaged
{
    private FrameLayout _layout;
    private long[] _shape;

    /// <summary>Creates an array of frames × channels.</summary>
    /// <param name="rate">Frames per second in Hz, above 0.</param>
    /// <param name="frames">Number of frames, from 0.</param>
    /// <param name="channels">Number of channels, from 1.</param>
    /// <param name="bufferFrames">Wished size of the window in frames, from 0.</param>
    /// <param name="backFrames">Wished number of frames that the window holds before the frames asked for, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    protected BufferedArray(double rate, long frames, int channels, int bufferFrames, int backFrames = 0)
        : this(rate, frames, [channels], bufferFrames, backFrames)
    {
    }

    /// <summary>Creates an array whose frames have further dimensions, as the frequencies of a spectrogram.</summary>
    /// <param name="rate">Frames per second in Hz, above 0.</param>
    /// <param name="frames">Number of frames, from 0.</param>
    /// <param name="frameShape">Number of channels and length of every further dimension, each from 1.</param>
    /// <param name="bufferFrames">Wished size of the window in frames, from 0.</param>
    /// <param name="backFrames">Wished number of frames that the window holds before the frames asked for, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or one frame has more values than an array can hold.
    /// </exception>
    protected BufferedArray(double rate, long frames, ReadOnlySpan<int> frameShape, int bufferFrames, int backFrames = 0)
    {
        BufferFrames = bufferFrames;
        BackFrames = backFrames;
        _closed = _closing.Token;
        Take(rate, frames, frameShape);
    }

    /// <summary>Creates an array over a signal, which stays open until the array and everybody else who uses it have been disposed.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="bufferFrames">Wished size of the window in frames, from 0.</param>
    /// <param name="backFrames">Wished number of frames that the window holds before the frames asked for, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The signal is closed.</exception>
    protected BufferedArray(Signal<T> signal, int bufferFrames, int backFrames = 0)
        : this(ThrowIfNull(signal).Rate, signal.Frames, signal.FrameShape, bufferFrames, backFrames)
    {
        _use = signal.Use();
        _signal = signal;
        _revision = signal.Revision;
    }

    /// <summary>Frames per second in Hz.</summary>
    public double Rate => _layout.Rate;

    /// <summary>Number of frames. Grows while a recording is still being written, if the subclass lets it.</summary>
    public long Frames => _shape[0];

    /// <summary>Number of channels.</summary>
    public int Channels => _layout.Channels;

    /// <summary>Lengths of all dimensions: frames, channels, and any further one.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    internal FrameLayout Layout => _layout;

    /// <summary>Number of dimensions: 2 for frames × channels.</summary>
    public int Rank => _layout.Rank;

    /// <summary>Number of values of one frame: the product of <see cref="Shape"/> without the frames.</summary>
    public int ValuesPerFrame => _layout.ValuesPerFrame;

    /// <summary>Number of all values: the product of <see cref="Shape"/>.</summary>
    public long Size => Frames * ValuesPerFrame;

    /// <summary>Number of frames that the source decodes at once, from 1: random reads are rounded to it.</summary>
    protected virtual int FramesPerUnit => _signal?.FramesPerUnit ?? 1;

    /// <summary>Fills the whole of <paramref name="buffer"/>. An exception is a failed load: nothing of the buffer is used then.</summary>
    /// <param name="offset">First frame.</param>
    /// <param name="buffer">
    /// Room for whole frames, all of them within the array, one after the other; it may hold anything before.
    /// </param>
    protected abstract void LoadBuffer(long offset, Span<T> buffer);

    /// <summary>Makes the array longer, as a recording that is still being written becomes; the window stays.</summary>
    /// <param name="frames">New number of frames, at least <see cref="Frames"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The array would become shorter, or its size too large for a long.</exception>
    protected void Extend(long frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, Frames);
        _layout.ThrowIfTooLong(frames);
        _shape[0] = frames;
    }

    /// <summary>
    /// Gives the array another shape, as one that is opened late or a spectrogram whose size changes needs: the window is emptied,
    /// <see cref="Version"/> grows and all flags of <see cref="BufferChanged"/> are set. For arrays with a <see cref="LoadBuffer"/> of their
    /// own. Loops over frames or blocks, and signals and arrays over <see cref="Signal"/>, that were begun before say so with an
    /// <see cref="InvalidOperationException"/> when they are next read; after the call <see cref="Signal"/> is one of the new shape.
    /// </summary>
    /// <param name="rate">Frames per second in Hz, above 0.</param>
    /// <param name="frames">Number of frames, from 0.</param>
    /// <param name="frameShape">Number of channels and length of every further dimension, each from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// An argument is out of its range, or one frame has more values than an array can hold; the array is as it was.
    /// </exception>
    /// <exception cref="InvalidOperationException">The array stands on a signal, which has its own shape.</exception>
    protected void Reset(double rate, long frames, ReadOnlySpan<int> frameShape)
    {
        if (_use is not null) throw new InvalidOperationException($"{this} has the shape of its signal.");
        BeginUse();
        try
        {
            Take(rate, frames, frameShape);
            _signal = null;
            NoteChange();
        }
        finally
        {
            EndUse();
        }
    }

    /// <summary>Shape, rate and window, as in <c>AudioLoader of 1000 × 2 at 48000 Hz, window at 0 of 480</c>.</summary>
    public override string ToString() =>
        $"{Signal<T>.ShortName(GetType())} of {string.Join(" × ", _shape)} at {Rate} Hz, window at {Offset} of {_window.Held.Count}";

    [MemberNotNull(nameof(_layout), nameof(_shape), nameof(_bufferChanged))]
    private void Take(double rate, long frames, ReadOnlySpan<int> frameShape)
    {
        FrameTime.ThrowIfNotRate(rate);
        var layout = new FrameLayout(rate, frameShape);
        layout.ThrowIfTooLong(frames);
        _layout = layout;
        _shape = layout.Shape(frames);
        // A consumer may hold the flags.
        if (_bufferChanged?.Length != layout.Channels) _bufferChanged = new bool[layout.Channels];
        _window = new FrameBuffer<T>(layout, Load);
        _recentSide = new FrameBuffer<T>(layout, LoadBeside);
        _olderSide = new FrameBuffer<T>(layout, LoadBeside);
        _kept = new FrameBuffer<T>(layout, LoadBeside);
        _keptInVain = 0;
    }

    private static Signal<T> ThrowIfNull(Signal<T> signal)
    {
        ArgumentNullException.ThrowIfNull(signal);
        return signal;
    }
}
