using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AudioIO.Tests.Contract;

/// <summary>Those of the operations that read by position, into memory of the caller or of their own.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Start">First frame.</param>
/// <param name="Count">Frames, all of them within the array.</param>
/// <param name="Channel">A channel.</param>
/// <param name="Number">Any number from 0.</param>
internal readonly record struct ReadOperation(ArrayOperationKind Kind, long Start, long Count, int Channel, int Number)
{
    /// <summary>Does it and compares, where it is one of them.</summary>
    public bool TryApply<T>(BufferedArray<T> a, ExpectedFrames<T> expected, string what)
        where T : unmanaged
    {
        switch (Kind)
        {
            case ArrayOperationKind.Frames:
                ForEach(a, expected, what);
                return true;
            case ArrayOperationKind.Read:
                expected.Same(expected.Frames(Start, Count), a.Read(Start, Count), a.Channels, what);
                var frames = Dirty<T>(Count * a.ValuesPerFrame);
                a.Read(Start, frames);
                Bitwise.Same(expected.Frames(Start, Count), frames, what);
                return true;
            case ArrayOperationKind.ReadChannel:
                SameChannel(a, expected, Channel, what);
                return true;
            case ArrayOperationKind.EachChannel:
                for (int channel = 0; channel < a.Channels; channel++)
                    Bitwise.Same(expected.ChannelsOf(Start, Count, channel, 1), a.Read(Start, Count, channel), what);
                return true;
            case ArrayOperationKind.ReadPlanar:
                SamePlanar(a, expected, what);
                return true;
            case ArrayOperationKind.ReadPadded:
                SamePadded(a, expected, what);
                return true;
            case ArrayOperationKind.GatherChannel:
                long[] picked = [Start, (Start + Count) % a.Frames, Start, (Start + 1) % a.Frames];
                Bitwise.Same(ChannelOf(expected, picked), a[picked, Channel], what);
                return true;
            case ArrayOperationKind.StridedChannel:
                long step = 1 + Number % 40;
                T[] ahead = ChannelOf(expected, ArrayOperation.Stepped(Start, Start + Count, step));
                Bitwise.Same(ahead, a.Strided(Start, Start + Count, step, Channel), what);
                return true;
            case ArrayOperationKind.Again:
                for (int i = 0; i < 3; i++) expected.Same(expected.Frames(Start, Count), a.Read(Start, Count), a.Channels, what);
                return true;
            default:
                return false;
        }
    }

    private T[] ChannelOf<T>(ExpectedFrames<T> expected, IEnumerable<long> frames)
        where T : unmanaged
    {
        int channel = Channel;
        return [.. frames.SelectMany(frame => expected.ChannelsOf(frame, 1, channel, 1))];
    }

    private static T[] Dirty<T>(long length)
        where T : unmanaged
    {
        var values = new T[length];
        MemoryMarshal.AsBytes(values.AsSpan()).Fill(0xA5);
        return values;
    }

    private void ForEach<T>(BufferedArray<T> a, ExpectedFrames<T> expected, string what)
        where T : unmanaged
    {
        // The body moves the window now and then.
        long frame = 0;
        foreach (ReadOnlySpan<T> values in a)
        {
            Bitwise.Same(expected.Frames(frame, 1), values, what);
            if (frame++ % 64 == Number % 64) Bitwise.Same(expected.Frames(Start, 1), a.View(Start, 1).Span, what);
        }
        if (frame != a.Frames) Assert.Fail($"{what}: {frame} frames.");
    }

    private void SameChannel<T>(BufferedArray<T> a, ExpectedFrames<T> expected, int channel, string what)
        where T : unmanaged
    {
        T[] values = Dirty<T>(Count * expected.ValuesPerChannel);
        a.Read(Start, channel, values);
        Bitwise.Same(expected.ChannelsOf(Start, Count, channel, 1), values, what);
    }

    private void SamePlanar<T>(BufferedArray<T> a, ExpectedFrames<T> expected, string what)
        where T : unmanaged
    {
        (long start, long count) = (Start, Count);
        T[] planar = [.. Enumerable.Range(0, a.Channels).SelectMany(channel => expected.ChannelsOf(start, count, channel, 1))];
        T[] values = Dirty<T>(Count * a.ValuesPerFrame);
        a.ReadPlanar(Start, values);
        Bitwise.Same(planar, values, what);
        Tensor<T> tensor = a.ReadPlanar(Start, Count);
        Assert.Equal([a.Channels, (nint)Count, .. expected.FrameShape.Skip(1).Select(length => (nint)length)], tensor.Lengths.ToArray());
        tensor.FlattenTo(values);
        Bitwise.Same(planar, values, what);
    }

    private void SamePadded<T>(BufferedArray<T> a, ExpectedFrames<T> expected, string what)
        where T : unmanaged
    {
        // From half a length before the beginning to half a length behind the end.
        long from = 2 * Start - a.Frames / 2;
        T[] padded = PaddedOf(expected, from, 0, a.Channels);
        T[] values = Dirty<T>(padded.Length);
        a.ReadPadded(from, values);
        Bitwise.Same(padded, values, what);
        expected.Same(padded, a.ReadPadded(from, Count), a.Channels, what);

        T[] ofChannel = PaddedOf(expected, from, Channel, 1);
        T[] channelValues = Dirty<T>(ofChannel.Length);
        a.ReadPadded(from, Channel, channelValues);
        Bitwise.Same(ofChannel, channelValues, what);
        Bitwise.Same(ofChannel, a.ReadPadded(from, Count, Channel), what);
    }

    private T[] PaddedOf<T>(ExpectedFrames<T> expected, long from, int firstChannel, int channels)
        where T : unmanaged
    {
        var values = new List<T>();
        for (long frame = from; frame < from + Count; frame++)
        {
            bool exists = frame >= 0 && frame < expected.Count;
            values.AddRange(exists ? expected.ChannelsOf(frame, 1, firstChannel, channels) : new T[channels * expected.ValuesPerChannel]);
        }
        return [.. values];
    }
}
