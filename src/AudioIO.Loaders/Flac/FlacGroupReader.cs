namespace AudioIO;

/// <summary>
/// Decodes neighbouring FlacFrames of equal block size together: their residuals one after the other, their predictions all at once in
/// the lanes of vectors.
/// </summary>
internal sealed unsafe class FlacGroupReader(FlacScanner scanner, FlacFrameLocator locator)
{
    private const int MinReadBytes = 1 << 14;
    private const int MaxReadBytes = 1 << 18;

    /// <summary>Subframes decoded at once and kept, where a request wants only part of them: as many as pay in vectors of any width.</summary>
    private const int KeptSubframes = 8;

    private readonly FlacStreamFormat _format = locator.Format;
    private readonly FlacLanes _lanes = new();

    // Length of the FlacFrame read last: where to look for the next one.
    private int _typicalBytes;

    // Where the FlacFrames of the rows begin.
    private readonly long[] _positions = new long[FlacLanes.MaxRows];

    private bool _isChosen;

    // Blocks on their way to a type that is not as wide as a lane.
    private int[] _integers = [];

    /// <summary>The vectors to decode with; null for none. Unless it is set, those that suit the number of FlacFrames.</summary>
    public FlacLaneKernel? Kernel
    {
        get;
        set
        {
            field = value;
            _isChosen = true;
        }
    } = FlacLaneKernel.Best;

    /// <summary>False where FlacFrames have to be decoded alone.</summary>
    public bool CanRead => Kernel is not null && _format.BitsPerSample <= FlacLanes.MaxBitsPerSample;

    /// <summary>Number of FlacFrames that are worth being kept for a request that wants part of them.</summary>
    public int Capacity => KeptFlacFrames(_format.Channels);

    /// <summary>Number of FlacFrames decoded so far.</summary>
    public long DecodedFlacFrames { get; private set; }

    /// <summary>As <see cref="Capacity"/>.</summary>
    public static int KeptFlacFrames(int channels) => KeptSubframes / FlacLanes.RowsFor(channels);

    /// <summary>Decodes FlacFrames that are wanted whole, as many as there are rows, straight into <paramref name="destination"/>.</summary>
    /// <param name="anchor">The first FlacFrame; moves behind the last one that was decoded.</param>
    /// <param name="header">Header of the first.</param>
    /// <param name="destination">Where frames from the first on are wanted.</param>
    /// <param name="alone">True when the FlacFrame at <paramref name="anchor"/> is not for lanes.</param>
    /// <returns>False when not even the first one could be decoded.</returns>
    public bool TryRead<T>(ref FlacAnchor anchor, FlacFrameHeader header, Span<T> destination, out bool alone)
        where T : unmanaged
    {
        int blockSize = header.BlockSize, channels = _format.Channels, values = blockSize * channels;
        int wanted = Math.Min(FlacLanes.MaxRows / FlacLanes.RowsFor(channels), destination.Length / values);
        FlacAnchor first = anchor, next = anchor;
        int read = 0;
        _lanes.Reset(blockSize, channels, wanted);
        alone = false;
        while (read < wanted && !alone)
        {
            if (read > 0)
            {
                bool follows = scanner.TryReadHeader(next.Position, out header, out long frame) && frame == next.Frame
                    && header.BlockSize == blockSize;
                if (!follows) break;
                locator.Index.Add(next.Frame, next.Position);
            }
            _positions[read] = next.Position;
            alone = ReadIntoLanes(next, header, destination.Length - (read * values), read + 1 < wanted, out int length, out int secondLength);
            if (alone) break;
            next = new FlacAnchor(next.Position + length, next.Frame + blockSize);
            read++;
            if (secondLength == 0) continue;
            locator.Index.Add(next.Frame, next.Position);
            _positions[read] = next.Position;
            next = new FlacAnchor(next.Position + secondLength, next.Frame + blockSize);
            read++;
        }
        if (read == 0) return false;
        DecodedFlacFrames += read;
        int sound = Deliver(destination[..(read * values)]);
        // Decoded again alone, the one that is not shows its fault.
        if (sound < read) (anchor, alone) = (new FlacAnchor(_positions[sound], first.Frame + ((long)sound * blockSize)), true);
        else anchor = next;
        return sound > 0;
    }

    /// <summary>Restores and converts what is in the lanes.</summary>
    /// <returns>Number of FlacFrames before the first one with a sample out of range.</returns>
    private int Deliver<T>(Span<T> destination)
        where T : unmanaged
    {
        int bits = _format.BitsPerSample;
        FlacLaneKernel kernel = _isChosen ? Kernel! : FlacLaneKernel.For(_lanes.RowCount)!;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(int))
        {
            fixed (T* target = destination) return kernel.Decode(_lanes, bits, (int*)target, scaled: typeof(T) == typeof(float));
        }
        if (_integers.Length < destination.Length) _integers = GC.AllocateUninitializedArray<int>(destination.Length, pinned: true);
        fixed (int* integers = _integers)
        {
            int sound = kernel.Decode(_lanes, bits, integers, scaled: false);
            FlacBlockToFrames.Convert(new ReadOnlySpan<int>(integers, destination.Length), bits, destination);
            return sound;
        }
    }

    /// <summary>Reads a FlacFrame, and where <paramref name="mayReadTwo"/> and the next one is found before this one is read, both.</summary>
    /// <param name="anchor">The FlacFrame.</param>
    /// <param name="header">Its header.</param>
    /// <param name="valuesWanted">Values that are wanted from it on.</param>
    /// <param name="mayReadTwo">True when there is room for the next one.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="secondLength">Length of the next one in bytes, 0 when it was not read.</param>
    /// <returns>True when the FlacFrame is not for lanes, or has a fault.</returns>
    private bool ReadIntoLanes(
        FlacAnchor anchor, in FlacFrameHeader header, int valuesWanted, bool mayReadTwo, out int length, out int secondLength)
    {
        secondLength = 0;
        // From afar what is not wanted would cost a trip.
        int one = scanner.Source.IsRemote ? FarBytes() : _format.VerbatimFrameBytes;
        int least = mayReadTwo ? 2 * one : one;
        for (int wanted = least; ; wanted *= 2)
        {
            ReadOnlySpan<byte> bytes = scanner.Window.Get(anchor.Position, wanted, ReadAhead(valuesWanted));
            FlacFault fault;
            bool fits;
            if (mayReadTwo && TryFindNext(bytes, anchor, header, out FlacFrameHeader second, out int start))
                fault = FlacLaneReader.ReadTwo(bytes, header, second, start, _format, _lanes, out fits, out length, out secondLength);
            else
                fault = FlacLaneReader.Read(bytes, header, _format, _lanes, out fits, out length);
            if (fault == FlacFault.None) _typicalBytes = length;
            bool whole = bytes.Length < wanted || bytes.Length >= FlacStreamFormat.MaxFrameBytes;
            if (fault != FlacFault.OutOfData || whole) return fault != FlacFault.None || !fits;
        }
    }

    /// <summary>Bytes that a FlacFrame has nearly always, next to the one that was read last.</summary>
    private int FarBytes()
    {
        int most = Math.Min(scanner.SearchBytes, _format.VerbatimFrameBytes);
        return _typicalBytes > 0 ? Math.Min(most, _typicalBytes + (_typicalBytes / 2) + FlacFrameHeader.MaxLength) : most;
    }

    /// <summary>
    /// Finds the header that should follow, before the FlacFrame is read that leads to it. It may stand within that FlacFrame, which its
    /// end then tells; one that is much shorter than the last is not found, and nothing is lost but the turns.
    /// </summary>
    private bool TryFindNext(ReadOnlySpan<byte> bytes, FlacAnchor anchor, in FlacFrameHeader header, out FlacFrameHeader next, out int start)
    {
        ReadOnlySpan<byte> sync = [0xFF, (byte)(_format.VariableBlockSize ? 0xF9 : 0xF8)];
        for (start = Math.Max(header.Length, _typicalBytes / 2); start < bytes.Length - FlacFrameHeader.MaxLength; start++)
        {
            int found = bytes[start..].IndexOf(sync);
            if (found < 0) break;
            start += found;
            if (FlacFrameHeader.TryParse(bytes[start..], out next) && _format.Accepts(next) && next.BlockSize == header.BlockSize
                && _format.StartFrame(next) == anchor.Frame + header.BlockSize) return true;
        }
        next = default;
        return false;
    }

    /// <summary>Bytes that so many values take on average, and half as many again, within reason; from afar none beside those that are needed.</summary>
    private int ReadAhead(int values)
    {
        double frames = values / _format.Channels;
        if (scanner.Source.IsRemote) return 0;
        double bytesPerFrame = (locator.EndPosition - locator.AudioPosition) / (double)Math.Max(locator.TotalFrames, 1);
        return (int)Math.Clamp(1.5 * bytesPerFrame * frames, MinReadBytes, MaxReadBytes);
    }
}
