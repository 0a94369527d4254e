using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using AudioIO.Bytes;
using AudioIO.Decoding.Flac;

namespace AudioIO.Samples;

/// <summary>
/// Reads frames of a FLAC recording: finds the FlacFrames that hold them, decodes these and no others, and converts. Keeps its buffers
/// and the last block, so that neighbouring reads cost nothing twice. Used by one thread at a time; what it finds, all readers share.
/// </summary>
internal sealed unsafe class FlacFrameReader
{
    private const int MinReadBytes = 1 << 15;
    private const int MaxReadBytes = 1 << 18;

    private readonly FlacFrameLocator _locator;
    private readonly FlacScanner _scanner;
    private readonly FlacStreamFormat _format;
    private readonly DamagePolicy _onDamage;
    private readonly DiagnosticLog _log;
    private readonly string? _path;
    private readonly FlacLanes _lanes = new();
    private readonly FlacBlock _block = new();
    private readonly FlacAnchor[] _group = new FlacAnchor[FlacPredictionLanes.Count];

    // The last block that was needed in part, or all blocks of a group on their way to another type.
    private int[] _frames = [];
    private long _blockStart;
    private int _blockFrames;
    private FlacAnchor _next = new(0, -1);

    public FlacFrameReader(ByteSource bytes, FlacFrameLocator locator, DamagePolicy onDamage, DiagnosticLog log)
    {
        _locator = locator;
        _format = locator.Format;
        _scanner = new FlacScanner(bytes, _format);
        _onDamage = onDamage;
        _log = log;
        _path = bytes.Path;
    }

    /// <summary>False to decode without vectors, for comparison.</summary>
    public bool UseLanes { get => field && _format.BitsPerSample <= FlacPredictionLanes.MaxBitsPerSample; init; } = FlacPredictionLanes.IsSupported;

    /// <summary>Number of FlacFrames decoded so far.</summary>
    public long DecodedFlacFrames { get; private set; }

    /// <summary>True when reading from <paramref name="frame"/> on needs no search.</summary>
    public bool Continues(long frame) => frame == _next.Frame || (frame >= _blockStart && frame < _blockStart + _blockFrames);

    /// <summary>Reads the whole of <paramref name="destination"/>; the frames lie within the recording.</summary>
    /// <exception cref="AudioFormatException">Frames are damaged, and are not to be read as silence.</exception>
    public void Read<T>(long startFrame, Span<T> destination)
        where T : unmanaged
    {
        long frame = startFrame, end = startFrame + (destination.Length / _format.Channels);
        FlacAnchor anchor = _next;
        _next = new FlacAnchor(0, -1);
        if (frame >= _blockStart && frame < _blockStart + _blockFrames) frame += CopyBlock(frame, destination);
        if (frame < end && anchor.Frame != frame) anchor = _locator.Locate(_scanner, frame);
        bool alone = false;
        while (frame < end)
        {
            Span<T> rest = destination[(int)((frame - startFrame) * _format.Channels)..];
            bool known = _scanner.TryReadHeader(anchor.Position, out FlacFrameHeader header, out long first) && first == anchor.Frame;
            FlacFault fault = FlacFault.None;
            if (known)
            {
                _locator.Index.Add(anchor.Frame, anchor.Position);
                if (!alone && frame == anchor.Frame && frame + header.BlockSize <= end && UseLanes
                    && TryReadGroup(ref anchor, header, rest, out alone))
                {
                    frame = anchor.Frame;
                    continue;
                }
                alone = false;
                fault = DecodeBlock(anchor, header, out int length);
                if (fault == FlacFault.None)
                {
                    anchor = new FlacAnchor(anchor.Position + length, anchor.Frame + header.BlockSize);
                    if (frame < anchor.Frame) frame += CopyBlock(frame, rest);
                    continue;
                }
            }
            frame = PassDamage(ref anchor, frame, known ? header.BlockSize : 0, fault, rest);
        }
        _next = anchor;
    }

    /// <summary>
    /// Decodes FlacFrames that are wanted whole, as many as there are lanes, straight into <paramref name="destination"/>.
    /// </summary>
    /// <param name="anchor">The first FlacFrame; moves behind the last one that was decoded.</param>
    /// <param name="header">Header of the first.</param>
    /// <param name="destination">Where frames from the first on are wanted.</param>
    /// <param name="alone">True when the FlacFrame at <paramref name="anchor"/> is not for lanes.</param>
    /// <returns>False when not even the first one could be decoded.</returns>
    private bool TryReadGroup<T>(ref FlacAnchor anchor, FlacFrameHeader header, Span<T> destination, out bool alone)
        where T : unmanaged
    {
        int blockSize = header.BlockSize, channels = _format.Channels, values = blockSize * channels;
        int wanted = Math.Min(FlacPredictionLanes.Count / channels, destination.Length / values);
        _lanes.Reset(blockSize, channels);
        FlacAnchor next = anchor;
        alone = false;
        while (!alone && _lanes.Frames < wanted)
        {
            if (_lanes.Frames > 0)
            {
                bool fits = _scanner.TryReadHeader(next.Position, out header, out long first) && first == next.Frame && header.BlockSize == blockSize;
                if (!fits) break;
                _locator.Index.Add(next.Frame, next.Position);
            }
            _group[_lanes.Frames] = next;
            FlacFault fault = ReadIntoLanes(next, header, destination.Length, out bool fitsLanes, out int length);
            alone = fault != FlacFault.None || !fitsLanes;
            if (!alone) next = new FlacAnchor(next.Position + length, next.Frame + blockSize);
        }
        int frames = _lanes.Frames;
        if (frames == 0) return false;
        DecodedFlacFrames += frames;
        uint outOfRange = _lanes.Restore() | Deliver(destination[..(frames * values)]);
        int sound = SoundFrames(outOfRange, channels, frames);
        if (sound < frames)
        {
            // Decoded again alone, this one shows its fault.
            (anchor, alone) = (_group[sound], true);
            return sound > 0;
        }
        anchor = next;
        return true;
    }

    /// <summary>Number of FlacFrames before the first that has a lane out of range.</summary>
    private static int SoundFrames(uint outOfRange, int channels, int frames) =>
        Math.Min(BitOperations.TrailingZeroCount(outOfRange) / channels, frames);

    private uint Deliver<T>(Span<T> destination)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(int))
        {
            fixed (T* target = destination) return FlacLanesToFrames.Write(_lanes, _format.BitsPerSample, target);
        }
        _blockFrames = 0;
        int* frames = Frames(destination.Length);
        uint outOfRange = FlacLanesToFrames.Write(_lanes, _format.BitsPerSample, frames);
        FlacBlockToFrames.Convert(new ReadOnlySpan<int>(frames, destination.Length), _format.BitsPerSample, destination);
        return outOfRange;
    }

    private FlacFault ReadIntoLanes(FlacAnchor anchor, in FlacFrameHeader header, int valuesWanted, out bool fits, out int length)
    {
        for (int wanted = _format.VerbatimFrameBytes; ; wanted *= 2)
        {
            ReadOnlySpan<byte> bytes = _scanner.Window.Get(anchor.Position, wanted, ReadAhead(valuesWanted));
            FlacFault fault = FlacFrameDecoder.Read(bytes, header, _format, _lanes, out fits, out length);
            bool whole = bytes.Length < wanted || bytes.Length >= FlacStreamFormat.MaxFrameBytes;
            if (fault != FlacFault.OutOfData || whole) return fault;
        }
    }

    /// <summary>Bytes that so many values take on average, half as many again, within reason.</summary>
    private int ReadAhead(int values)
    {
        double bytesPerFrame = (_locator.EndPosition - _locator.AudioPosition) / (double)Math.Max(_locator.TotalFrames, 1);
        return (int)Math.Clamp(1.5 * bytesPerFrame * (values / _format.Channels), MinReadBytes, MaxReadBytes);
    }

    /// <summary>Decodes one FlacFrame into the block that is kept.</summary>
    private FlacFault DecodeBlock(FlacAnchor anchor, in FlacFrameHeader header, out int length)
    {
        _blockFrames = 0;
        DecodedFlacFrames++;
        int values = header.BlockSize * _format.Channels;
        int* frames = Frames(values);
        FlacFault fault = FlacFault.None;
        bool done = false;
        length = 0;
        if (UseLanes)
        {
            _lanes.Reset(header.BlockSize, _format.Channels);
            fault = ReadIntoLanes(anchor, header, values, out done, out length);
            if (fault == FlacFault.None && done && (Restored() | Written(frames)) != 0) fault = FlacFault.SampleRange;
        }
        if (!done)
        {
            fault = _scanner.Decode(anchor.Position, header, _block, out length);
            if (fault == FlacFault.None) FlacBlockToFrames.Interleave(_block, new Span<int>(frames, values));
        }
        if (fault == FlacFault.None) (_blockStart, _blockFrames) = (anchor.Frame, header.BlockSize);
        return fault;
    }

    private uint Restored() => _lanes.Restore() & UsedLanes;

    private uint Written(int* frames) => FlacLanesToFrames.Write(_lanes, _format.BitsPerSample, frames) & UsedLanes;

    private uint UsedLanes => (1u << (_lanes.Frames * _lanes.Channels)) - 1;

    /// <summary>Converts what the kept block has of the frames from <paramref name="frame"/> on.</summary>
    /// <returns>Number of frames.</returns>
    private int CopyBlock<T>(long frame, Span<T> destination)
        where T : unmanaged
    {
        int channels = _format.Channels, offset = (int)(frame - _blockStart);
        int count = Math.Min(_blockFrames - offset, destination.Length / channels);
        FlacBlockToFrames.Convert(_frames.AsSpan(offset * channels, count * channels), _format.BitsPerSample, destination[..(count * channels)]);
        return count;
    }

    /// <summary>Passes over bytes that are no FlacFrame, or none that can be decoded.</summary>
    /// <returns>The next frame wanted, <paramref name="frame"/> itself where nothing was lost.</returns>
    private long PassDamage<T>(ref FlacAnchor anchor, long frame, int blockSize, FlacFault fault, Span<T> destination)
        where T : unmanaged
    {
        FlacAnchor trouble = anchor;
        if (!_locator.TryResume(_scanner, trouble, blockSize, out anchor)) anchor = new FlacAnchor(_locator.EndPosition, _locator.TotalFrames);
        if (anchor.Frame <= frame)
        {
            if (anchor.Frame == trouble.Frame) _log.Add(Junk(trouble.Position, anchor.Position, frame));
            return frame;
        }
        FlacDamage damage = FlacDamage.Describe(_scanner, trouble, fault, anchor.Frame);
        if (_onDamage == DamagePolicy.Throw) throw damage.ToException(_path);
        _log.Add(damage.ToDiagnostic(_path));
        int count = (int)Math.Min(anchor.Frame - frame, destination.Length / _format.Channels);
        destination[..(count * _format.Channels)].Clear();
        return frame + count;
    }

    private Diagnostic Junk(long from, long to, long frame) =>
        new(DiagnosticKind.Ignored, $"{to - from} bytes before the FlacFrame at byte {to} belong to none; no frame is lost.")
        {
            Position = from,
            Path = _path,
            StartFrame = frame,
            FrameCount = 0,
        };

    /// <summary>Pinned room for interleaved frames.</summary>
    private int* Frames(int values)
    {
        if (_frames.Length < values) _frames = GC.AllocateUninitializedArray<int>(values, pinned: true);
        return (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_frames));
    }
}
