using System.Numerics.Tensors;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    /// <summary>
    /// Some frames, of which those before the beginning and behind the end of the array are zero: for crops around an event and for centred
    /// spectra. Everything else throws beyond the ends.
    /// </summary>
    /// <param name="start">First frame; it may be negative, and lie anywhere.</param>
    /// <param name="count">Number of frames.</param>
    /// <returns>Frames × channels (× further dimensions).</returns>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or that of more values than an array can hold.</exception>
    public Tensor<T> ReadPadded(long start, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        T[] values = NewArray(count, ValuesPerFrame, nameof(count));
        ReadPadded(start, values.AsSpan());
        return Tensor.Create(values, _layout.TensorLengths(count, Channels));
    }

    /// <summary>One channel of some frames, of which those beyond the ends of the array are zero.</summary>
    /// <param name="channel">Channel from 0 on.</param>
    /// <returns>A value per frame, or all values that the channel has in each of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The channel does not exist, or the count is negative or that of more values than an array can hold.
    /// </exception>
    /// <inheritdoc cref="ReadPadded(long, long)"/>
    /// <param name="start"/><param name="count"/>
    public T[] ReadPadded(long start, long count, int channel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _layout.ThrowIfNotChannel(channel);
        T[] values = NewArray(count, _layout.ValuesPerChannel, nameof(count));
        ReadPadded(start, channel, values);
        return values;
    }

    /// <summary>
    /// Reads frames into memory of the caller, of which those beyond the ends of the array are zero. When it throws, the content of the
    /// destination is undefined.
    /// </summary>
    /// <param name="start">First frame; it may be negative, and lie anywhere.</param>
    /// <param name="destination">Room for whole frames, one after the other.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="destination"/> is not a whole number of frames.</exception>
    public void ReadPadded(long start, Span<T> destination)
    {
        int count = _layout.FramesIn(destination.Length, nameof(destination));
        FrameRange inside = ClearOutside(start, count, ValuesPerFrame, ref destination);
        ReadFrames(inside, destination);
    }

    /// <summary>
    /// Reads one channel into memory of the caller, of which frames beyond the ends of the array are zero. When it throws, the content of
    /// the destination is undefined.
    /// </summary>
    /// <param name="start">First frame; it may be negative, and lie anywhere.</param>
    /// <param name="channel">Channel from 0 on.</param>
    /// <param name="destination">Room for a value per frame, or for all that the channel has in each of them.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="destination"/> is not that of whole frames of a channel.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The channel does not exist.</exception>
    public void ReadPadded(long start, int channel, Span<T> destination)
    {
        _layout.ThrowIfNotChannel(channel);
        int count = _layout.FramesOfChannelsIn(destination.Length, 1, nameof(destination));
        FrameRange inside = ClearOutside(start, count, _layout.ValuesPerChannel, ref destination);
        ReadChannels(inside, channel, 1, destination);
    }

    /// <summary>Clears what lies beyond the ends.</summary>
    /// <param name="start">First frame, anywhere.</param>
    /// <param name="count">Number of frames.</param>
    /// <param name="width">Values of a frame in the destination.</param>
    /// <param name="destination">Room for all of them; then for those that remain.</param>
    /// <returns>The frames that lie within the array.</returns>
    private FrameRange ClearOutside(long start, int count, int width, ref Span<T> destination)
    {
        // No sum of a start that may be anywhere: it could leave the range of long.
        int before = start >= 0 ? 0 : start <= -count ? count : (int)-start;
        long first = Math.Clamp(start, 0, Frames);
        int inside = start > Frames ? 0 : (int)Math.Min(count - before, Frames - first);
        destination[..(before * width)].Clear();
        destination[((before + inside) * width)..].Clear();
        destination = destination.Slice(before * width, inside * width);
        return new FrameRange(first, first + inside);
    }
}
