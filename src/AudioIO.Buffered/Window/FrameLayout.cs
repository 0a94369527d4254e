namespace AudioIO;

/// <summary>What a frame is made of: channels, each of one value or of an array of values; and how many there are in a second.</summary>
internal sealed class FrameLayout
{
    private readonly int[] _frameShape;

    /// <summary>Creates the layout.</summary>
    /// <param name="rate">Frames per second in Hz; NaN where frames have no time.</param>
    /// <param name="frameShape">Number of channels and length of every further dimension, each at least 1.</param>
    public FrameLayout(double rate, ReadOnlySpan<int> frameShape)
    {
        if (frameShape.IsEmpty) throw new ArgumentException("A frame has at least one dimension, its channels.", nameof(frameShape));
        long values = 1;
        foreach (int length in frameShape)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, nameof(frameShape));
            // At most 2^31 · 2^31: no overflow before the comparison.
            values *= length;
            if (values > Array.MaxLength)
                throw new ArgumentOutOfRangeException(nameof(frameShape), $"A frame has at most {Array.MaxLength} values.");
        }
        Rate = rate;
        ValuesPerFrame = (int)values;
        _frameShape = frameShape.ToArray();
    }

    /// <summary>Frames per second in Hz; NaN where frames have no time.</summary>
    public double Rate { get; }

    /// <summary>Number of channels and length of every further dimension.</summary>
    public ReadOnlySpan<int> FrameShape => _frameShape;

    public int Channels => _frameShape[0];

    public int ValuesPerFrame { get; }

    /// <summary>Values of one channel in one frame: 1 unless there are further dimensions.</summary>
    public int ValuesPerChannel => ValuesPerFrame / Channels;

    /// <summary>Number of dimensions of frames in a row: 2 for frames × channels.</summary>
    public int Rank => 1 + _frameShape.Length;

    /// <summary>Channels where they are single values, so that a frame and a channel name one value; else 0.</summary>
    public int ScalarChannels => Rank == 2 ? Channels : 0;

    /// <summary>Lengths of all dimensions of <paramref name="frames"/> frames of <paramref name="channels"/> channels.</summary>
    public nint[] TensorLengths(long frames, int channels)
    {
        var lengths = new nint[Rank];
        for (int i = 0; i < _frameShape.Length; i++) lengths[i + 1] = _frameShape[i];
        lengths[0] = checked((nint)frames);
        lengths[1] = channels;
        return lengths;
    }

    /// <summary>Lengths of all dimensions of an array.</summary>
    public long[] Shape(long frames) => [frames, .. _frameShape.Select(length => (long)length)];

    /// <summary>Position of a value within its frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index does not lie within its dimension.</exception>
    /// <exception cref="ArgumentException">The number of indices is not that of a frame's dimensions.</exception>
    public int IndexInFrame(int channel, ReadOnlySpan<int> further)
    {
        ThrowIfNotChannel(channel);
        if (further.Length != _frameShape.Length - 1)
            throw new ArgumentException($"A value of {Rank} dimensions needs {Rank} indices, not {further.Length + 2}.", nameof(further));
        int index = channel;
        for (int i = 0; i < further.Length; i++)
        {
            ThrowIfOutside(further[i], _frameShape[i + 1], nameof(further));
            index = index * _frameShape[i + 1] + further[i];
        }
        return index;
    }

    /// <summary>Copies neighbouring channels of all frames.</summary>
    /// <param name="frames">Whole frames.</param>
    /// <param name="firstChannel">First channel to copy.</param>
    /// <param name="channels">Number of channels to copy.</param>
    /// <param name="destination">Room for that many channels of every frame.</param>
    public void CopyChannels<T>(ReadOnlySpan<T> frames, int firstChannel, int channels, Span<T> destination)
    {
        int offset = firstChannel * ValuesPerChannel;
        int width = channels * ValuesPerChannel;
        if (width == 1)
        {
            ChannelCopy.Copy(frames, ValuesPerFrame, offset, destination, ChannelCopy.HasVectors);
            return;
        }
        for (int to = 0, from = 0; from < frames.Length; to += width, from += ValuesPerFrame)
            frames.Slice(from + offset, width).CopyTo(destination.Slice(to, width));
    }

    /// <summary>Number of frames that some values make up.</summary>
    /// <exception cref="ArgumentException">They are not a whole number of frames.</exception>
    public int FramesIn(int values, string name) => FramesOfChannelsIn(values, Channels, name);

    /// <summary>Number of frames that some values of some channels make up.</summary>
    /// <exception cref="ArgumentException">They are not a whole number of frames.</exception>
    public int FramesOfChannelsIn(int values, int channels, string name)
    {
        int width = channels * ValuesPerChannel;
        (int count, int rest) = Math.DivRem(values, width);
        return rest == 0
            ? count
            : throw new ArgumentException($"{values} values are not a whole number of frames of {width} values.", name);
    }

    /// <summary>Throws unless the number of all values of this many frames is one.</summary>
    public void ThrowIfTooLong(long frames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frames);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames, long.MaxValue / ValuesPerFrame);
    }

    public void ThrowIfNotChannel(int channel) => ThrowIfOutside(channel, Channels, nameof(channel));

    private static void ThrowIfOutside(int index, int length, string name)
    {
        if ((uint)index >= (uint)length) throw new ArgumentOutOfRangeException(name, index, $"Expected 0 to {length - 1}.");
    }
}
