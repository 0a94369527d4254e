using System.Buffers;

namespace AudioIO.Tests.Contract;

/// <summary>An operation on an array: a kind, and numbers that mean something within any array, whatever they are.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where, from 0; taken modulo the frames of the array.</param>
/// <param name="Length">How much, from 0; taken modulo the frames that remain there.</param>
public readonly record struct ArrayOperation(ArrayOperationKind Kind, int Place, int Length)
{
    /// <summary>Any operation: mostly short ones, and often near the one before.</summary>
    public static ArrayOperation Any(Random random)
    {
        ArrayOperationKind[] kinds = Enum.GetValues<ArrayOperationKind>();
        int longest = 1 << random.Next(1, 12);
        return new ArrayOperation(kinds[random.Next(kinds.Length)], random.Next(1 << random.Next(2, 14)), random.Next(longest));
    }

    /// <summary>The same with smaller numbers, for a shorter story of a failure.</summary>
    public IEnumerable<ArrayOperation> Smaller()
    {
        if (Place > 0) yield return this with { Place = Place / 2 };
        if (Length > 0) yield return this with { Length = Length / 2 };
        if (Place > 0) yield return this with { Place = Place - 1 };
        if (Length > 0) yield return this with { Length = Length - 1 };
    }

    /// <summary>Does it, and compares what comes back with what is expected.</summary>
    public void Apply<T>(BufferedArray<T> a, ExpectedFrames<T> expected, Action<int>? failLoad)
        where T : unmanaged
    {
        long start = Place % a.Frames;
        long count = Length % (a.Frames - start + 1);
        int channel = Length % a.Channels;
        var range = new NRange((nint)start, (nint)(start + count));
        string what = ToString();
        switch (Kind)
        {
            case ArrayOperationKind.Value:
                SameValue(a, expected, start, channel);
                break;
            case ArrayOperationKind.ValuesForward:
                for (long i = 0; i < count; i++) SameValue(a, expected, start + i, channel);
                break;
            case ArrayOperationKind.ValuesBackward:
                for (long i = count - 1; i >= 0; i--) SameValue(a, expected, start + i, channel);
                break;
            case ArrayOperationKind.ValuesStrided:
                for (long i = 0; i < count; i += 1 + Place % 9) SameValue(a, expected, start + i, channel);
                break;
            case ArrayOperationKind.Range:
                expected.Same(expected.Frames(start, count), a[range], a.Channels, what);
                break;
            case ArrayOperationKind.Channel:
                Bitwise.Same(expected.ChannelsOf(start, count, channel, 1), a[range, channel], what);
                break;
            case ArrayOperationKind.Channels:
                int channels = a.Channels - channel;
                expected.Same(expected.ChannelsOf(start, count, channel, channels), a[range, channel..], channels, what);
                break;
            case ArrayOperationKind.Gather:
                long[] frames = [start, start + count / 2, (start + count) % a.Frames, start, (start + 1) % a.Frames];
                expected.Same(expected.Gathered(frames), a[frames], a.Channels, what);
                break;
            case ArrayOperationKind.SliceForward:
                long step = 1 + Length % 40;
                List<long> ahead = Stepped(start, start + count, step);
                expected.Same(expected.Gathered(ahead), a.Strided(start, start + count, step), a.Channels, what);
                break;
            case ArrayOperationKind.SliceBackward:
                long back = 1 + Length % 40;
                long stop = Math.Max(-1, start - count);
                expected.Same(expected.Gathered(Stepped(start, stop, -back)), a.Strided(start, stop, -back), a.Channels, what);
                break;
            case ArrayOperationKind.View:
                Bitwise.Same(expected.Frames(start, count), a.View(start, (int)count).Span, what);
                break;
            case ArrayOperationKind.Frame:
                Bitwise.Same(expected.Frames(start, 1), a.Frame(start), what);
                break;
            case ArrayOperationKind.Blocks:
                foreach (FrameSpan<T> block in a.Blocks(1 + Length % 30, Length % 30 / 2, start, start + count))
                    Bitwise.Same(expected.Frames(block.StartFrame, block.FrameCount), block.Span, what);
                break;
            default:
                if (!new ReadOperation(Kind, start, count, channel, Length).TryApply(a, expected, what)) Control(a, start, (int)count, failLoad);
                break;
        }
    }

    private void Control<T>(BufferedArray<T> a, long start, int count, Action<int>? failLoad)
        where T : unmanaged
    {
        switch (Kind)
        {
            case ArrayOperationKind.UpdateBuffer:
                a.UpdateBuffer(start - 3, start + count + 3);
                break;
            case ArrayOperationKind.MoveBuffer:
                a.MoveBuffer(start, count);
                break;
            case ArrayOperationKind.ReloadBuffer:
                a.ReloadBuffer();
                break;
            case ArrayOperationKind.AllocateBuffer:
                a.AllocateBuffer();
                break;
            case ArrayOperationKind.Resize:
                (a.BufferFrames, a.BackFrames, a.Follow) = (Place % 300, Length % 50, Length % 7);
                break;
            case ArrayOperationKind.FailLoad:
                failLoad?.Invoke(1 + Length % 2);
                break;
            default:
                throw new InvalidOperationException($"{Kind} is not an operation.");
        }
    }

    private static void SameValue<T>(BufferedArray<T> a, ExpectedFrames<T> expected, long frame, int channel)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = expected.Frames(frame, 1);
        if (a.Rank == 2) Bitwise.Same(values.Slice(channel, 1), [a[frame, channel]], $"frame {frame}, channel {channel}");
        else Bitwise.Same(values, a[frame], $"frame {frame}");
    }

    internal static List<long> Stepped(long start, long stop, long step)
    {
        List<long> frames = [];
        for (long frame = start; step > 0 ? frame < stop : frame > stop; frame += step) frames.Add(frame);
        return frames;
    }
}

/// <summary>What can be done with an array.</summary>
public enum ArrayOperationKind
{
    Value, ValuesForward, ValuesBackward, ValuesStrided, Range, Channel, Channels, Gather, SliceForward, SliceBackward, View, Frame, Blocks,
    Frames, Read, ReadChannel, EachChannel, ReadPlanar, ReadPadded, GatherChannel, StridedChannel, Again,
    UpdateBuffer, MoveBuffer, ReloadBuffer, AllocateBuffer, Resize, FailLoad,
}
