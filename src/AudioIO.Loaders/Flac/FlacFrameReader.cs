using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>
/// Reads frames of a FLAC recording: finds the FlacFrames that hold them, decodes these and no others, and converts. Keeps its buffers
/// and the last block, so that neighbouring reads cost nothing twice. Used by one thread at a time; what it finds, all readers share.
/// </summary>
internal sealed unsafe class FlacFrameReader
{
    private readonly FlacFrameLocator _locator;
    private readonly FlacScanner _scanner;
    private readonly FlacStreamFormat _format;
    private readonly DamagePolicy _onDamage;
    private readonly DiagnosticLog _log;
    private readonly string? _path;
    private readonly FlacGroupReader _groups;
    private readonly FlacFrameDecoder _decoder = new();

    // The last blocks that were needed in part.
    private int[] _frames = [];
    private long _blockStart;
    private int _blockFrames;
    private FlacAnchor _next = new(0, -1);

    // Whether what is read now, and _next, is a certain place.
    private bool _isCertain;
    private long _decodedAlone;

    public FlacFrameReader(ByteSource bytes, FlacFrameLocator locator, DamagePolicy onDamage, DiagnosticLog log)
    {
        _locator = locator;
        _format = locator.Format;
        _scanner = bytes.IsRemote
            ? new FlacScanner(bytes, _format, _decoder) { SearchBytes = locator.FarSearchBytes }
            : new FlacScanner(bytes, _format, _decoder);
        _groups = new FlacGroupReader(_scanner, locator);
        _onDamage = onDamage;
        _log = log;
        _path = bytes.Path;
    }

    /// <summary>The vectors to decode with; null to decode without, for comparison.</summary>
    public FlacLaneKernel? Lanes
    {
        get => _groups.Kernel;
        init => _groups.Kernel = value;
    }

    /// <summary>True to list frames that the file has lost since it was opened as damage, instead of throwing.</summary>
    public bool ListsCutEnd { get; init; }

    /// <summary>Number of FlacFrames decoded so far.</summary>
    public long DecodedFlacFrames => _decodedAlone + _groups.DecodedFlacFrames;

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
        _scanner.ResetEffort();
        if (frame >= _blockStart && frame < _blockStart + _blockFrames) frame += CopyBlock(frame, destination);
        if (frame < end && anchor.Frame != frame)
        {
            ReadKnown(frame);
            anchor = _locator.Locate(_scanner, frame, end - frame, out _isCertain);
        }
        bool alone = false;
        while (frame < end)
        {
            Span<T> rest = destination[(int)((frame - startFrame) * _format.Channels)..];
            bool known = _scanner.TryReadHeader(anchor.Position, out FlacFrameHeader header, out long first) && first == anchor.Frame;
            FlacFault fault = FlacFault.None;
            if (known)
            {
                _locator.Index.Add(anchor.Frame, anchor.Position, _isCertain);
                if (!alone && _groups.CanRead)
                {
                    long wanted = (end - anchor.Frame + header.BlockSize - 1) / header.BlockSize;
                    bool whole = frame == anchor.Frame && (wanted > _groups.Capacity || frame + (wanted * header.BlockSize) == end);
                    if (whole && _groups.TryRead(ref anchor, header, rest, out alone))
                    {
                        frame = anchor.Frame;
                        continue;
                    }
                    if (!whole && TryReadBlocks(ref anchor, header, (int)Math.Min(wanted, _groups.Capacity), out alone))
                    {
                        if (frame < anchor.Frame) frame += CopyBlock(frame, rest);
                        continue;
                    }
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
            if (!_isCertain)
            {
                // Where it breaks behind a landing, what was read is believed no longer than that the walk comes to the same place.
                _isCertain = true;
                if (_locator.LocateCertainly(_scanner, anchor.Frame) != anchor)
                {
                    _blockFrames = 0;
                    frame = startFrame;
                    anchor = _locator.LocateCertainly(_scanner, frame);
                    continue;
                }
            }
            frame = PassDamage(ref anchor, frame, known ? header.BlockSize : 0, fault, rest);
        }
        _next = anchor;
    }

    /// <summary>
    /// Where the FlacFrame of a frame is known, all of it is read at once, header and samples: of a jump to one frame a second read is a
    /// thirtieth. From afar what comes is announced instead.
    /// </summary>
    private void ReadKnown(long frame)
    {
        if (_scanner.Source.IsRemote || !_locator.Index.TryFindAtOrBelow(frame, out FlacAnchor known)) return;
        if (frame - known.Frame >= _format.MaxBlockSize) return;
        _scanner.Window.Get(known.Position, FlacFrameHeader.MaxLength, _format.VerbatimFrameBytes);
    }

    /// <summary>Decodes so many FlacFrames into the block that is kept.</summary>
    private bool TryReadBlocks(ref FlacAnchor anchor, in FlacFrameHeader header, int count, out bool alone)
    {
        FlacAnchor first = anchor;
        _blockFrames = 0;
        int values = count * header.BlockSize * _format.Channels;
        if (!_groups.TryRead(ref anchor, header, new Span<int>(Frames(values), values), out alone)) return false;
        // At most eight blocks of 65535 frames.
        (_blockStart, _blockFrames) = (first.Frame, (int)(anchor.Frame - first.Frame));
        return true;
    }

    /// <summary>Decodes one FlacFrame into the block that is kept, without lanes.</summary>
    private FlacFault DecodeBlock(FlacAnchor anchor, in FlacFrameHeader header, out int length)
    {
        _blockFrames = 0;
        _decodedAlone++;
        int values = header.BlockSize * _format.Channels;
        FlacFault fault = _scanner.Measure(anchor.Position, header, out length);
        if (fault != FlacFault.None) return fault;
        FlacBlockToFrames.Interleave(_decoder.Block, new Span<int>(Frames(values), values));
        (_blockStart, _blockFrames) = (anchor.Frame, header.BlockSize);
        return fault;
    }

    /// <summary>Converts what the kept block has of the frames from <paramref name="frame"/> on.</summary>
    /// <returns>Number of frames.</returns>
    private int CopyBlock<T>(long frame, Span<T> destination)
        where T : unmanaged
    {
        int channels = _format.Channels, offset = (int)(frame - _blockStart);
        int count = Math.Min(_blockFrames - offset, destination.Length / channels);
        FlacBlockToFrames.Convert(_frames.AsSpan(offset * channels, count * channels), _format.BitsPerSample,
            destination[..(count * channels)]);
        return count;
    }

    /// <summary>Passes over bytes that are no FlacFrame, or none that can be decoded.</summary>
    /// <returns>The next frame wanted, <paramref name="frame"/> itself where nothing was lost.</returns>
    private long PassDamage<T>(ref FlacAnchor anchor, long frame, int blockSize, FlacFault fault, Span<T> destination)
        where T : unmanaged
    {
        FlacGap gap = _locator.Resume(_scanner, anchor, blockSize);
        anchor = gap.Next;
        if (gap.LosesNothing) _locator.Passing?.Invoke(gap);
        if (anchor.Frame <= frame) return frame;
        // A file that has lost its end since it was opened is no damage to be read as silence: it was there a moment ago.
        bool isCut = !gap.Resumes && _locator.IsCut(_scanner);
        FlacDamage damage = FlacDamage.Describe(
            _scanner, gap.Trouble, isCut ? FlacFault.OutOfData : fault, anchor.Frame, gap.HoldsFlacFrames);
        if (_onDamage == DamagePolicy.Throw || (isCut && !ListsCutEnd)) throw damage.ToException(_path);
        _log.Add(damage.ToDiagnostic(_path));
        int count = (int)Math.Min(anchor.Frame - frame, destination.Length / _format.Channels);
        destination[..(count * _format.Channels)].Clear();
        return frame + count;
    }

    /// <summary>Pinned room for interleaved frames.</summary>
    private int* Frames(int values)
    {
        if (_frames.Length < values) _frames = GC.AllocateUninitializedArray<int>(values, pinned: true);
        return (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_frames));
    }
}
