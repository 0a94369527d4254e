using System.Numerics;

namespace AudioIO;

/// <summary>
/// Decodes neighbouring FlacFrames of equal block size together: their residuals one after the other, their predictions all at once in
/// the lanes of vectors.
/// </summary>
internal sealed unsafe class FlacGroupReader(FlacScanner scanner, FlacFrameLocator locator)
{
    private const int MinReadBytes = 1 << 14;
    private const int MaxReadBytes = 1 << 18;

    private readonly FlacStreamFormat _format = locator.Format;
    private readonly FlacLanes _lanes = new();
    private readonly FlacLanes _otherLanes = new();
    private readonly FlacAnchor[] _group = new FlacAnchor[2 * FlacPredictionLanes.Count];

    // Blocks on their way to a type that is not as wide as a lane.
    private int[] _integers = [];

    /// <summary>Number of FlacFrames that fill the lanes once.</summary>
    public int Capacity => FlacPredictionLanes.Count / _format.Channels;

    /// <summary>Number of FlacFrames decoded so far.</summary>
    public long DecodedFlacFrames { get; private set; }

    /// <summary>
    /// Decodes FlacFrames that are wanted whole, as many as two groups of lanes hold, straight into <paramref name="destination"/>.
    /// </summary>
    /// <param name="anchor">The first FlacFrame; moves behind the last one that was decoded.</param>
    /// <param name="header">Header of the first.</param>
    /// <param name="destination">Where frames from the first on are wanted.</param>
    /// <param name="alone">True when the FlacFrame at <paramref name="anchor"/> is not for lanes.</param>
    /// <returns>False when not even the first one could be decoded.</returns>
    public bool TryRead<T>(ref FlacAnchor anchor, FlacFrameHeader header, Span<T> destination, out bool alone)
        where T : unmanaged
    {
        int blockSize = header.BlockSize, channels = _format.Channels, values = blockSize * channels;
        int wanted = Math.Min(2 * (FlacPredictionLanes.Count / channels), destination.Length / values);
        _lanes.Reset(blockSize, channels, wanted);
        _otherLanes.Reset(blockSize, channels, wanted);
        FlacAnchor next = anchor;
        int read = 0;
        for (alone = false; read < wanted; read++)
        {
            if (read > 0)
            {
                bool follows = scanner.TryReadHeader(next.Position, out header, out long first) && first == next.Frame
                    && header.BlockSize == blockSize;
                if (!follows) break;
                locator.Index.Add(next.Frame, next.Position);
            }
            _group[read] = next;
            FlacLanes lanes = read < _lanes.Capacity ? _lanes : _otherLanes;
            alone = ReadIntoLanes(next, header, lanes, destination.Length, out bool fits, out int length) != FlacFault.None || !fits;
            if (alone) break;
            next = new FlacAnchor(next.Position + length, next.Frame + blockSize);
        }
        if (read == 0) return false;
        DecodedFlacFrames += read;
        int sound = Deliver(destination[..(read * values)]);
        // Decoded again alone, the one that is not shows its fault.
        (anchor, alone) = sound < read ? (_group[sound], true) : (next, alone);
        return sound > 0;
    }

    /// <summary>Restores and converts what is in the lanes.</summary>
    /// <returns>Number of FlacFrames before the first one with a sample out of range.</returns>
    private int Deliver<T>(Span<T> destination)
        where T : unmanaged
    {
        uint outOfRange, others = 0;
        if (_otherLanes.Frames > 0) outOfRange = FlacPredictionLanes.Restore(_lanes, _otherLanes, out others);
        else outOfRange = FlacPredictionLanes.Restore(_lanes);
        int values = _lanes.Frames * _lanes.BlockSize * _lanes.Channels;
        outOfRange |= Write(_lanes, destination[..values]);
        if (_otherLanes.Frames > 0) others |= Write(_otherLanes, destination[values..]);
        int sound = SoundFrames(outOfRange, _lanes);
        return sound < _lanes.Frames ? sound : sound + SoundFrames(others, _otherLanes);
    }

    /// <summary>Number of FlacFrames before the first that has a lane out of range.</summary>
    private static int SoundFrames(uint outOfRange, FlacLanes lanes) =>
        Math.Min(BitOperations.TrailingZeroCount(outOfRange) / lanes.Channels, lanes.Frames);

    private uint Write<T>(FlacLanes lanes, Span<T> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(int))
        {
            fixed (T* target = destination) return FlacLanesToFrames.Write(lanes, _format.BitsPerSample, target);
        }
        if (_integers.Length < destination.Length) _integers = GC.AllocateUninitializedArray<int>(destination.Length, pinned: true);
        fixed (int* integers = _integers)
        {
            uint outOfRange = FlacLanesToFrames.Write(lanes, _format.BitsPerSample, integers);
            FlacBlockToFrames.Convert(new ReadOnlySpan<int>(integers, destination.Length), _format.BitsPerSample, destination);
            return outOfRange;
        }
    }

    private FlacFault ReadIntoLanes(
        FlacAnchor anchor, in FlacFrameHeader header, FlacLanes lanes, int valuesWanted, out bool fits, out int length)
    {
        for (int wanted = _format.VerbatimFrameBytes; ; wanted *= 2)
        {
            ReadOnlySpan<byte> bytes = scanner.Window.Get(anchor.Position, wanted, ReadAhead(valuesWanted));
            FlacFault fault = FlacLaneReader.Read(bytes, header, _format, lanes, out fits, out length);
            bool whole = bytes.Length < wanted || bytes.Length >= FlacStreamFormat.MaxFrameBytes;
            if (fault != FlacFault.OutOfData || whole) return fault;
        }
    }

    /// <summary>Bytes that so many values take on average, half as many again, within reason.</summary>
    private int ReadAhead(int values)
    {
        double bytesPerFrame = (locator.EndPosition - locator.AudioPosition) / (double)Math.Max(locator.TotalFrames, 1);
        return (int)Math.Clamp(1.5 * bytesPerFrame * (values / _format.Channels), MinReadBytes, MaxReadBytes);
    }
}
