using System.Buffers;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    private void ThrowIfNotFrame(long frame)
    {
        if ((ulong)frame >= (ulong)Frames)
            throw new ArgumentOutOfRangeException(nameof(frame), frame, $"The array has {Frames} frames.");
    }

    private FrameRange RangeOf(long start, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (start > Frames || count > Frames - start)
            throw new ArgumentOutOfRangeException(nameof(start), start, $"{count} frames from there leave the {Frames} of the array.");
        return new FrameRange(start, start + count);
    }

    private FrameRange RangeBetween(long start, long stop, string name)
    {
        if (start < 0 || stop < start || stop > Frames)
        {
            throw new ArgumentOutOfRangeException(name,
                $"The range from frame {start} to {stop} does not lie within the {Frames} frames of the array.");
        }
        return new FrameRange(start, stop);
    }

    private FrameRange RangeOf(NRange frames) => RangeBetween(FrameOf(frames.Start), FrameOf(frames.End), nameof(frames));

    private long FrameOf(NIndex index) => index.IsFromEnd ? Frames - index.Value : index.Value;
}
