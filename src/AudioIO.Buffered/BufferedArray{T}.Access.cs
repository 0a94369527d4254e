using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>One value.</summary>
    /// <param name="frame">Frame from 0 on.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame or the channel does not exist.</exception>
    /// <exception cref="ArgumentException">Frames have more dimensions than channels.</exception>
    [OverloadResolutionPriority(1)]
    public T this[long frame, int channel]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _window.TryGetInside(frame, channel, out T value) ? value : ReadValue(frame, channel, []);
    }

    /// <summary>One value, its frame counted from the end: <c>a[^1, 0]</c>.</summary>
    /// <inheritdoc cref="this[long, int]"/>
    public T this[NIndex frame, int channel] => this[FrameOf(frame), channel];

    /// <summary>One value of an array of more dimensions, as a spectrogram's <c>a[frame, channel, frequency]</c>.</summary>
    /// <param name="frame">Frame from 0 on.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <param name="further">Indices into the further dimensions.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index does not lie within its dimension.</exception>
    /// <exception cref="ArgumentException">There are not as many indices as dimensions.</exception>
    public T this[long frame, int channel, params ReadOnlySpan<int> further] => ReadValue(frame, channel, further);

    /// <summary>All values of one frame.</summary>
    /// <param name="frame">Frame from 0 on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The frame does not exist.</exception>
    [OverloadResolutionPriority(1)]
    public T[] this[long frame]
    {
        get
        {
            ThrowIfNotFrame(frame);
            T[] values = NewArray(1, ValuesPerFrame, nameof(frame));
            ReadFrames(new FrameRange(frame, frame + 1), values);
            return values;
        }
    }

    /// <summary>All values of one frame, counted from the end: <c>a[^1]</c>.</summary>
    /// <inheritdoc cref="this[long]"/>
    public T[] this[NIndex frame] => this[FrameOf(frame)];

    /// <summary>Some frames: <c>a[100..200]</c>, <c>a[^1000..]</c>.</summary>
    /// <param name="frames">Frames, all of them within the array.</param>
    /// <returns>Frames × channels (× further dimensions).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the array, or has more values than an array can hold.</exception>
    public Tensor<T> this[NRange frames]
    {
        get
        {
            FrameRange request = RangeOf(frames);
            T[] values = NewArray(request.Count, ValuesPerFrame, nameof(frames));
            ReadFrames(request, values);
            return Tensor.Create(values, _layout.TensorLengths(request.Count, Channels));
        }
    }

    /// <summary>One channel of some frames.</summary>
    /// <param name="frames">Frames, all of them within the array.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <returns>A value per frame, or all values that the channel has in each of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The range leaves the array, has more values than an array can hold, or the channel does not exist.
    /// </exception>
    public T[] this[NRange frames, int channel]
    {
        get
        {
            FrameRange request = RangeOf(frames);
            _layout.ThrowIfNotChannel(channel);
            T[] values = NewArray(request.Count, _layout.ValuesPerChannel, nameof(frames));
            ReadChannels(request, channel, 1, values);
            return values;
        }
    }

    /// <summary>Some neighbouring channels of some frames: <c>a[^1000.., 0..2]</c>.</summary>
    /// <param name="frames">Frames, all of them within the array.</param>
    /// <param name="channels">Channels, all of them within the array.</param>
    /// <returns>Frames × the channels asked for (× further dimensions).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A range leaves the array, or has more values than an array can hold.</exception>
    public Tensor<T> this[NRange frames, Range channels]
    {
        get
        {
            FrameRange request = RangeOf(frames);
            (int first, int count) = channels.GetOffsetAndLength(Channels);
            T[] values = NewArray(request.Count, count * _layout.ValuesPerChannel, nameof(frames));
            ReadChannels(request, first, count, values);
            return Tensor.Create(values, _layout.TensorLengths(request.Count, count));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T ReadValue(long frame, int channel, ReadOnlySpan<int> further)
    {
        ThrowIfNotFrame(frame);
        int index = _layout.IndexInFrame(channel, further);
        var request = new FrameRange(frame, frame + 1);
        if (TryWindow(request, out ReadOnlySpan<T> held)) return held[index];
        BeginUse();
        try
        {
            if (TryFetch(request, out ReadOnlySpan<T> values)) return values[index];
            // One frame, and yet too large for every buffer.
            T[] whole = NewArray(1, ValuesPerFrame, nameof(frame));
            Load(frame, whole);
            return whole[index];
        }
        finally
        {
            EndUse();
        }
    }
}
