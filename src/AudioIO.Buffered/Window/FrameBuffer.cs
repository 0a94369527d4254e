using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>Fills the whole of <paramref name="buffer"/> with the frames beginning at <paramref name="offset"/>, or throws.</summary>
internal delegate void LoadFrames<T>(long offset, Span<T> buffer);

/// <summary>
/// Memory that holds some frames in a row and keeps what it can when it is to hold others; it knows the latest request it answered,
/// by which <see cref="AccessPolicy"/> recognises a reader. A struct, because each indirection costs a scalar access a fifth of its
/// time: it has one owner and is never copied out of its field.
/// </summary>
/// <param name="layout">What a frame is made of.</param>
/// <param name="load">Where frames come from.</param>
internal struct FrameBuffer<T>(FrameLayout layout, LoadFrames<T> load)
    where T : unmanaged
{
    /// <summary>Frames at each end that are not read unrecorded: no step up to this many leaves without having been seen.</summary>
    private const int EdgeFrames = 16;

    private readonly int _valuesPerFrame = layout.ValuesPerFrame;
    private readonly int _scalarChannels = layout.ScalarChannels;
    private readonly LoadFrames<T> _load = load;
    private T[] _values = [];
    private long _start;
    private int _count;
    private long _innerStart;
    private uint _innerCount;
    private FrameRange _latestRequest;
    private long _run;

    /// <summary>Frames held.</summary>
    public readonly FrameRange Held => new(_start, _start + _count);

    /// <summary>What is held, and the requests answered.</summary>
    public readonly BufferState State => new(Held, _latestRequest, _run);

    /// <summary>The values of all frames held.</summary>
    public readonly ReadOnlySpan<T> Values => _values.AsSpan(0, _count * _valuesPerFrame);

    /// <summary>Values of frames that are held.</summary>
    public readonly ReadOnlySpan<T> Slice(FrameRange frames) =>
        _values.AsSpan((int)(frames.Start - _start) * _valuesPerFrame, (int)frames.Count * _valuesPerFrame);

    /// <summary>True, and the frame, when it is held.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryGetFrame(long frame, out ReadOnlySpan<T> values)
    {
        long local = frame - _start;
        bool held = (ulong)local < (ulong)_count;
        values = held ? _values.AsSpan((int)local * _valuesPerFrame, _valuesPerFrame) : default;
        return held;
    }

    /// <summary>
    /// True, and the value, when the frame is held and not one of the first or the last ones held. The frames at the edges are left to
    /// the caller, who can learn from them that a reader is about to leave: what lies inside is read at full speed, unrecorded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool TryGetInside(long frame, int channel, out T value)
    {
        long inner = frame - _innerStart;
        if ((ulong)inner < _innerCount && (uint)channel < (uint)_scalarChannels)
        {
            value = _values[((int)inner + EdgeFrames) * _scalarChannels + channel];
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>
    /// Holds <paramref name="wanted"/>: moves what is held of it within the memory and loads the rest. When loading throws, nothing
    /// is held any more; when there is no memory, what was held stays.
    /// </summary>
    /// <param name="wanted">Frames to hold, at most as many as fit into an array.</param>
    /// <param name="usualFrames">Memory for that many frames stays allocated when fewer are wanted.</param>
    public void Hold(FrameRange wanted, int usualFrames)
    {
        RecyclePlan plan = WindowRecycling.RecycleBuffer(Held, wanted);
        T[] values = MemoryFor((int)wanted.Count, usualFrames);
        Slice(plan.Kept.IsEmpty ? new FrameRange(_start, _start) : plan.Kept)
            .CopyTo(values.AsSpan((int)(plan.Kept.Start - wanted.Start) * _valuesPerFrame));
        _values = values;
        _start = wanted.Start;
        SetCount(0);
        Load(plan.Before);
        Load(plan.After);
        SetCount((int)wanted.Count);
    }

    /// <summary>Gives the memory the size of <paramref name="frames"/> frames, or of those held when they are more.</summary>
    public void Allocate(int frames)
    {
        int length = Math.Max(frames, _count) * _valuesPerFrame;
        if (length == _values.Length) return;
        T[] values = GC.AllocateUninitializedArray<T>(length);
        Values.CopyTo(values);
        _values = values;
    }

    /// <summary>True, and the values, when the request is held; it is noted as answered.</summary>
    public bool TryAnswer(FrameRange request, out ReadOnlySpan<T> values)
    {
        bool holds = Held.Contains(request);
        if (holds) _latestRequest = request;
        values = holds ? Slice(request) : default;
        return holds;
    }

    /// <summary>Notes a request as answered.</summary>
    /// <param name="request">The request.</param>
    /// <param name="run">Frames loaded by the run of requests that it belongs to.</param>
    public void Note(FrameRange request, long run)
    {
        _latestRequest = request;
        _run = run;
    }

    /// <summary>Forgets the requests answered, so that the next one continues none.</summary>
    public void ForgetRequests() => Note(default, 0);

    /// <summary>Forgets what is held and the requests answered.</summary>
    public void Clear()
    {
        SetCount(0);
        ForgetRequests();
    }

    private void SetCount(int count)
    {
        _count = count;
        _innerStart = _start + EdgeFrames;
        _innerCount = (uint)Math.Max(0, count - 2 * EdgeFrames);
    }

    private readonly void Load(FrameRange gap)
    {
        if (gap.IsEmpty) return;
        _load(gap.Start, _values.AsSpan((int)(gap.Start - _start) * _valuesPerFrame, (int)gap.Count * _valuesPerFrame));
    }

    private readonly T[] MemoryFor(int frames, int usualFrames)
    {
        int length = frames * _valuesPerFrame;
        bool fits = length <= _values.Length;
        bool wasteful = _values.Length > (long)usualFrames * _valuesPerFrame && length < _values.Length / 2;
        return fits && !wasteful ? _values : GC.AllocateUninitializedArray<T>(length);
    }
}
