using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// Some frames in a row, where they lie in memory: a view, not a copy. One that comes from a <see cref="BufferedArray{T}"/> is
/// valid until the window of the array moves; what you want to keep, copy.
/// </summary>
/// <typeparam name="T">Type of a value.</typeparam>
public readonly ref struct FrameSpan<T>
    where T : unmanaged
{
    private readonly FrameLayout? _layout;
    private readonly int _scalarChannels;

    /// <summary>Views values in memory as frames × channels.</summary>
    /// <param name="values">Whole frames, one after the other.</param>
    /// <param name="channels">Number of channels, from 1.</param>
    /// <param name="rate">Frames per second in Hz; NaN where frames have no time.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="values"/> is not a whole number of frames.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is not positive.</exception>
    public FrameSpan(ReadOnlySpan<T> values, int channels = 1, double rate = double.NaN)
        : this(new FrameLayout(rate, [channels]), 0, values)
    {
        if (values.Length % channels != 0)
            throw new ArgumentException($"{values.Length} values are not a whole number of frames of {channels} channels.", nameof(values));
    }

    internal FrameSpan(FrameLayout layout, long start, ReadOnlySpan<T> values)
    {
        _layout = layout;
        _scalarChannels = layout.ScalarChannels;
        StartFrame = start;
        FrameCount = values.Length / layout.ValuesPerFrame;
        Span = values;
    }

    /// <summary>First frame, counted in the array that the view comes from.</summary>
    public long StartFrame { get; }

    /// <summary>Number of frames.</summary>
    public int FrameCount { get; }

    /// <summary>Number of channels; 0 for a default value.</summary>
    public int Channels => _layout?.Channels ?? 0;

    /// <summary>Number of values of one frame; 0 for a default value.</summary>
    public int ValuesPerFrame => _layout?.ValuesPerFrame ?? 0;

    /// <summary>All values: the channels of the first frame, those of the second, and so on.</summary>
    public ReadOnlySpan<T> Span { get; }

    /// <summary>Time of the first frame, from the beginning of the array.</summary>
    /// <exception cref="InvalidOperationException">The frames were given no rate.</exception>
    public TimeSpan StartTime
    {
        get
        {
            if (_layout is null || double.IsNaN(_layout.Rate)) throw new InvalidOperationException("Frames without a rate have no time.");
            return FrameTime.TimeAt(StartFrame, _layout.Rate);
        }
    }

    /// <summary>One value.</summary>
    /// <param name="frame">Frame of the view, 0 to <see cref="FrameCount"/> − 1.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame or the channel does not exist.</exception>
    /// <exception cref="ArgumentException">Frames have more dimensions than channels.</exception>
    public T this[int frame, int channel]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)frame >= (uint)FrameCount || (uint)channel >= (uint)_scalarChannels) ThrowForIndex(FrameCount, _layout, frame, channel);
            return Span[frame * _scalarChannels + channel];
        }
    }

    /// <summary>One value of frames with more dimensions, as a spectrogram's <c>view[frame, channel, frequency]</c>.</summary>
    /// <param name="frame">Frame of the view, 0 to <see cref="FrameCount"/> − 1.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <param name="further">Indices into the further dimensions.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index does not lie within its dimension.</exception>
    /// <exception cref="ArgumentException">There are not as many indices as dimensions.</exception>
    public T this[int frame, int channel, params ReadOnlySpan<int> further]
    {
        get
        {
            ReadOnlySpan<T> values = Frame(frame);
            return values[_layout!.IndexInFrame(channel, further)];
        }
    }

    /// <summary>Throws what fits; takes no view, so that the view can stay in registers where a value is asked for.</summary>
    [DoesNotReturn]
    private static void ThrowForIndex(int count, FrameLayout? layout, int frame, int channel)
    {
        ThrowIfOutside(frame, count);
        _ = layout!.IndexInFrame(channel, []);
        throw new UnreachableException();
    }

    /// <summary>All values of one frame.</summary>
    /// <param name="i">Frame of the view, 0 to <see cref="FrameCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame does not exist.</exception>
    public ReadOnlySpan<T> Frame(int i)
    {
        ThrowIfOutside(i, FrameCount);
        return Span.Slice(i * _layout!.ValuesPerFrame, _layout.ValuesPerFrame);
    }

    private static void ThrowIfOutside(int frame, int count)
    {
        if ((uint)frame >= (uint)count) throw new ArgumentOutOfRangeException(nameof(frame), frame, $"The view has {count} frames.");
    }

    /// <summary>Some of these frames.</summary>
    /// <param name="start">First frame of them, within this view.</param>
    /// <param name="count">Number of frames.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frames do not all lie within this view.</exception>
    public FrameSpan<T> Slice(int start, int count)
    {
        if ((uint)start > (uint)FrameCount || (uint)count > (uint)(FrameCount - start))
            throw new ArgumentOutOfRangeException(nameof(start), start, $"{count} frames from there leave the {FrameCount} of the view.");
        if (_layout is null) return default;
        int valuesPerFrame = _layout.ValuesPerFrame;
        return new FrameSpan<T>(_layout, StartFrame + start, Span.Slice(start * valuesPerFrame, count * valuesPerFrame));
    }

    /// <summary>Copies one channel.</summary>
    /// <param name="channel">Channel from 0 on.</param>
    /// <param name="destination">Room for a value per frame, or for all that the channel has in each of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The channel does not exist.</exception>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyChannelTo(int channel, Span<T> destination)
    {
        if (_layout is null) throw new ArgumentOutOfRangeException(nameof(channel), channel, "The view has no channels.");
        _layout.ThrowIfNotChannel(channel);
        if (destination.Length < FrameCount * _layout.ValuesPerChannel)
            throw new ArgumentException($"Room for {FrameCount * _layout.ValuesPerChannel} values is needed.", nameof(destination));
        _layout.CopyChannels(Span, channel, 1, destination);
    }

    /// <summary>The same memory as a tensor: frames × channels (× further dimensions).</summary>
    public ReadOnlyTensorSpan<T> AsTensor()
    {
        if (_layout is null) return default;
        nint[] lengths = _layout.TensorLengths(FrameCount, Channels);
        // Over no memory at all a span of several dimensions is refused, even one without elements.
        return Span.IsEmpty ? Tensor.Create(Array.Empty<T>(), lengths).AsReadOnlyTensorSpan() : new(Span, lengths);
    }

    /// <summary>Enumerates the frames, each as the values of its channels.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Walks through the frames of a view.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<T> _values;
        private readonly int _valuesPerFrame;
        private int _next;

        internal Enumerator(FrameSpan<T> frames)
        {
            _values = frames.Span;
            _valuesPerFrame = frames.ValuesPerFrame;
        }

        /// <summary>Values of the current frame.</summary>
        public readonly ReadOnlySpan<T> Current => _values.Slice(_next - _valuesPerFrame, _valuesPerFrame);

        /// <summary>Goes to the next frame.</summary>
        public bool MoveNext()
        {
            if (_next >= _values.Length) return false;
            _next += _valuesPerFrame;
            return true;
        }
    }
}
