using System.Numerics.Tensors;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>Some frames; the same as indexing with a range, for positions beyond the 2^31 of C#'s ranges.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="count">Number of frames.</param>
    /// <returns>Frames × channels (× further dimensions).</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The frames do not all lie within the array, or have more values than an array can hold.
    /// </exception>
    public Tensor<T> Read(long start, long count)
    {
        FrameRange request = RangeOf(start, count);
        T[] values = NewArray(count, ValuesPerFrame, nameof(count));
        ReadFrames(request, values);
        return Tensor.Create(values, _layout.TensorLengths(count, Channels));
    }

    /// <summary>One channel of some frames.</summary>
    /// <param name="channel">Channel from 0 on.</param>
    /// <returns>A value per frame, or all values that the channel has in each of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The frames do not all lie within the array or have more values than an array can hold, or the channel does not exist.
    /// </exception>
    /// <inheritdoc cref="Read(long, long)"/>
    /// <param name="start"/><param name="count"/>
    public T[] Read(long start, long count, int channel)
    {
        FrameRange request = RangeOf(start, count);
        _layout.ThrowIfNotChannel(channel);
        T[] values = NewArray(count, _layout.ValuesPerChannel, nameof(count));
        ReadChannels(request, channel, 1, values);
        return values;
    }

    /// <summary>Reads frames into memory of the caller. When it throws, the content of the destination is undefined.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="destination">Room for whole frames, one after the other.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="destination"/> is not a whole number of frames.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The frames do not all lie within the array.</exception>
    public void Read(long start, Span<T> destination) =>
        ReadFrames(RangeOf(start, _layout.FramesIn(destination.Length, nameof(destination))), destination);

    /// <summary>Reads one channel into memory of the caller. When it throws, the content of the destination is undefined.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <param name="destination">Room for a value per frame, or for all that the channel has in each of them.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="destination"/> is not that of whole frames of a channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The frames do not all lie within the array, or the channel does not exist.</exception>
    public void Read(long start, int channel, Span<T> destination)
    {
        _layout.ThrowIfNotChannel(channel);
        int count = _layout.FramesOfChannelsIn(destination.Length, 1, nameof(destination));
        ReadChannels(RangeOf(start, count), channel, 1, destination);
    }

    /// <summary>Some frames channel by channel, as most signal processing wants them.</summary>
    /// <param name="start">First frame.</param>
    /// <param name="count">Number of frames.</param>
    /// <returns>Channels × frames (× further dimensions).</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The frames do not all lie within the array, or have more values than an array can hold.
    /// </exception>
    public Tensor<T> ReadPlanar(long start, long count)
    {
        FrameRange request = RangeOf(start, count);
        T[] values = NewArray(count, ValuesPerFrame, nameof(count));
        ReadInto(request, new PlanarTarget<T>(_layout, request, values));
        nint[] lengths = _layout.TensorLengths(count, Channels);
        (lengths[0], lengths[1]) = (lengths[1], lengths[0]);
        return Tensor.Create(values, lengths);
    }

    /// <summary>
    /// Reads frames channel by channel into memory of the caller: all values of the first channel, all of the second, and so on. When it
    /// throws, the content of the destination is undefined.
    /// </summary>
    /// <inheritdoc cref="Read(long, Span{T})"/>
    /// <param name="start"/>
    /// <param name="destination">Room for whole frames.</param>
    public void ReadPlanar(long start, Span<T> destination)
    {
        FrameRange request = RangeOf(start, _layout.FramesIn(destination.Length, nameof(destination)));
        ReadInto(request, new PlanarTarget<T>(_layout, request, destination));
    }

    private void ReadChannels(FrameRange request, int firstChannel, int channels, Span<T> destination)
    {
        if (channels == Channels) ReadFrames(request, destination);
        else if (channels > 0) ReadInto(request, new ChannelsTarget<T>(_layout, request.Start, firstChannel, channels, destination));
    }

    private static T[] NewArray(long frames, int valuesPerFrame, string name)
    {
        if (valuesPerFrame == 0) return [];
        if (frames > Array.MaxLength / valuesPerFrame)
        {
            throw new ArgumentOutOfRangeException(name, frames,
                $"{frames} frames of {valuesPerFrame} values are more than an array holds ({Array.MaxLength} values).");
        }
        return GC.AllocateUninitializedArray<T>((int)frames * valuesPerFrame);
    }
}
