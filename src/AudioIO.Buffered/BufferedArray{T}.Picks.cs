using System.Numerics.Tensors;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>Frames in any order, as often as they are named: <c>a[[5, 700, 5]]</c>. Loads none of those between.</summary>
    /// <param name="frames">Frames from 0 on.</param>
    /// <returns>Frames × channels (× further dimensions), in the order of <paramref name="frames"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frame does not exist, or there are more values than an array can hold.</exception>
    public Tensor<T> this[ReadOnlySpan<long> frames] =>
        Tensor.Create(Gathered(frames, 0, Channels), _layout.TensorLengths(frames.Length, Channels));

    /// <summary>One channel of frames in any order: <c>a[[5, 700, 5], 0]</c>.</summary>
    /// <param name="frames">Frames from 0 on.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <returns>A value per frame, or all values that the channel has in each of them, in the order of <paramref name="frames"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A frame or the channel does not exist, or there are more values than an array can hold.
    /// </exception>
    public T[] this[ReadOnlySpan<long> frames, int channel]
    {
        get
        {
            _layout.ThrowIfNotChannel(channel);
            return Gathered(frames, channel, 1);
        }
    }

    /// <summary>Every <paramref name="step"/>-th frame, backward when it is negative. A large step loads nothing between.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="stop">The frame before which to stop; going backward, −1 includes frame 0.</param>
    /// <param name="step">Distance between the frames, not 0.</param>
    /// <returns>Frames × channels (× further dimensions); none when <paramref name="stop"/> is not in its direction.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="start"/> or <paramref name="stop"/> leaves the array, the step is 0, or there are more values than an array
    /// can hold.
    /// </exception>
#pragma warning disable RS0027 // The overload with a channel has nothing optional: no call can mean either.
    public Tensor<T> Strided(long start, long stop, long step = 1)
#pragma warning restore RS0027
    {
        var steps = FrameSteps.Between(start, stop, step, Frames);
        T[] values = NewArray(steps.Count, ValuesPerFrame, nameof(stop));
        ReadSteps(steps, 0, Channels, values);
        return Tensor.Create(values, _layout.TensorLengths(steps.Count, Channels));
    }

    /// <summary>One channel of every <paramref name="step"/>-th frame.</summary>
    /// <param name="channel">Channel from 0 on.</param>
    /// <returns>A value per frame, or all values that the channel has in each of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="start"/> or <paramref name="stop"/> leaves the array, the step is 0, the channel does not exist, or there are more
    /// values than an array can hold.
    /// </exception>
    /// <inheritdoc cref="Strided(long, long, long)"/>
    /// <param name="start"/><param name="stop"/><param name="step"/>
    public T[] Strided(long start, long stop, long step, int channel)
    {
        var steps = FrameSteps.Between(start, stop, step, Frames);
        _layout.ThrowIfNotChannel(channel);
        T[] values = NewArray(steps.Count, _layout.ValuesPerChannel, nameof(stop));
        ReadSteps(steps, channel, 1, values);
        return values;
    }

    private T[] Gathered(ReadOnlySpan<long> frames, int firstChannel, int channels)
    {
        foreach (long frame in frames) ThrowIfNotFrame(frame);
        int width = channels * _layout.ValuesPerChannel;
        T[] values = NewArray(frames.Length, width, nameof(frames));
        for (int i = 0, run; i < frames.Length; i += run)
        {
            run = 1;
            while (i + run < frames.Length && frames[i + run] == frames[i] + run) run++;
            var request = new FrameRange(frames[i], frames[i] + run);
            Span<T> destination = values.AsSpan(i * width, run * width);
            ReadChannels(request, firstChannel, channels, destination);
        }
        return values;
    }

    /// <summary>Reads neighbouring channels of frames at equal distances into a destination of their size; nothing when there are none.</summary>
    private void ReadSteps(FrameSteps steps, int firstChannel, int channels, Span<T> destination)
    {
        if (steps.Count == 0) return;
        var target = new StepsTarget<T>(_layout, steps, firstChannel, channels, destination);
        // Where a step lies within what the source decodes at once, or within the page that a file is read by anyway.
        long near = Limits.NearFrames;
        if (-near <= steps.Step && steps.Step <= near)
        {
            if (steps.Step == 1 && channels == Channels) ReadFrames(steps.Extent, destination);
            else ReadInto(steps.Extent, target);
            return;
        }
        for (long i = 0; i < steps.Count; i++) ReadInto(new FrameRange(steps[i], steps[i] + 1), target);
    }
}
