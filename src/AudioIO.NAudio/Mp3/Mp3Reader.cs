using NLayer;

namespace AudioIO;

/// <summary>Decodes the Mp3Frames of a file in any order, each to the same bits; used by one thread at a time.</summary>
/// <remarks>
/// What an Mp3Frame decodes to depends on those before it, but not on many: its main data may begin up to 511 bytes earlier (the reservoir); its
/// first half overlaps with the last transform of the one before, and the filter bank reaches 15 steps of 18 into the past. Two granules are enough
/// for both: one Mp3Frame of MPEG 1, two of the lower rates. A reader that stands elsewhere collects the reservoir from headers alone, decodes these, and
/// has the state of one that came from the beginning: sums of the filter bank are formed in the order of time, not in that of a buffer.
/// <para>
/// So an Mp3Frame can be read where it and the two granules before it can be decoded. What cannot, or lies behind such a one, is damaged, whatever was
/// read before.
/// </para>
/// </remarks>
internal sealed class Mp3Reader
{
    private const int ReadBytes = 1 << 15;

    /// <summary>Mp3Frames before the first one decoded from which the reservoir is collected; more where they are tiny.</summary>
    private const int ReservoirFrames = 16;

    private readonly ByteSource _bytes;
    private readonly Mp3Window _window;
    private readonly MpegFrameDecoder _decoder;
    private readonly Mp3DecoderFrame _frame = new();
    private readonly Mp3Reservoir _reservoir = new();
    private readonly float[] _block;
    private readonly int _settling; // Mp3Frames that have to be decoded before one that counts
    private Mp3Recording _recording;
    private bool _isPlaced;
    private int _run;
    private long _next; // number of the Mp3Frame that the decoder is ready for
    private long _position;
    private int _settled; // Mp3Frames decoded one after the other, up to _settling
    private long _loaded = -1; // the one in _block
    private Mp3Fault? _fault; // why it is not

    public Mp3Reader(ByteSource bytes, Mp3Recording recording)
    {
        _decoder = NLayerDecoders.Create(recording.Stream);
        _bytes = bytes;
        _recording = recording;
        _window = new Mp3Window(bytes, ReadBytes);
        _block = new float[recording.Stream.FrameCount * recording.Stream.Channels];
        _settling = recording.Stream.IsVersion1 ? 1 : 2;
    }

    private ReadOnlySpan<Mp3Run> Runs => _recording.Index.Runs;

    /// <summary>True where the next read costs least from an Mp3Frame on.</summary>
    public bool Continues(long frame) => _isPlaced && (frame == _next || frame == _loaded);

    /// <summary>Decodes an Mp3Frame.</summary>
    /// <param name="recording">The file as it was measured last: nothing that was known before is elsewhere.</param>
    /// <param name="frame">Number of the Mp3Frame.</param>
    /// <param name="samples">Its samples, interleaved; valid until the next call.</param>
    /// <returns>Why it cannot be read; null where it can.</returns>
    /// <exception cref="AudioFormatException">The file is not what it was.</exception>
    public Mp3Fault? Read(Mp3Recording recording, long frame, out ReadOnlySpan<float> samples)
    {
        samples = _block;
        _recording = recording;
        if (_loaded == frame) return _fault;
        _loaded = -1;
        _fault = Load(frame);
        _loaded = frame;
        return _fault;
    }

    private Mp3Fault? Load(long frame)
    {
        int run = _recording.Index.RunAt(frame);
        if (run < 0 || frame >= Runs[run].Stop) return Lost(run);
        if (!_isPlaced || frame != _next) Place(frame);
        while (_next < frame) Step();
        int settled = _settled;
        long position = _position;
        return Step() ?? (settled >= _settling ? null : new Mp3Fault(
            AudioFormatErrorKind.Malformed, "expected sound Mp3Frames before it, with which it overlaps, found damaged ones", position, frame, 1));
    }

    private Mp3Fault Lost(int run)
    {
        long frame = run < 0 ? 0 : Runs[run].Stop, position = run < 0 ? 0 : Runs[run].EndPosition;
        (long stop, long end) = run + 1 < Runs.Length ? (Runs[run + 1].Start, Runs[run + 1].Position) : (_recording.Index.Count, position);
        return new Mp3Fault(
            AudioFormatErrorKind.Malformed, $"expected Mp3Frames of {_recording.Stream.Rate} Hz, found {end - position} bytes of none",
            position, frame, stop - frame);
    }

    /// <summary>Makes the decoder ready for an Mp3Frame, or for those before it that it needs.</summary>
    private void Place(long frame)
    {
        _isPlaced = false;
        _run = _recording.Index.RunAt(frame);
        long first = frame;
        for (int i = 0; i < _settling && first > 0; i++)
        {
            if (first == Runs[_run].Start)
            {
                if (_run == 0 || Runs[_run - 1].Stop < first) break;
                _run--;
            }
            first--;
        }
        long start = Runs[_run].Start;
        for (long back = ReservoirFrames; ; back *= 4)
        {
            (_next, _position) = _recording.Index.Near(Math.Max(start, first - back));
            long from = _next;
            _reservoir.Clear();
            while (_next < first)
            {
                ReadOnlySpan<byte> bytes = Frame(out Mp3Header header);
                _reservoir.Add(bytes[header.MainDataOffset..]);
                _next++;
                _position += bytes.Length;
            }
            if (from == start || _reservoir.Count >= Mp3SideInfo.MaxReservoir) break;
        }
        Reset();
        // The decoder of one who came from the beginning had nothing before it, either.
        if (first == 0) _settled = _settling;
        _isPlaced = true;
    }

    /// <summary>Decodes the next Mp3Frame.</summary>
    private Mp3Fault? Step()
    {
        if (_next == Runs[_run].Stop) EnterRun();
        ReadOnlySpan<byte> bytes = Frame(out Mp3Header header);
        ReadOnlySpan<byte> sideInfo = bytes.Slice(header.SideInfoOffset, header.SideInfoBytes), own = bytes[header.MainDataOffset..];
        int before = Mp3SideInfo.MainDataBegin(header, sideInfo);
        Mp3Fault? fault = null;
        if (_recording.ChecksCrc && !Mp3Crc.Fits(header, bytes))
            fault = Fault(AudioFormatErrorKind.ChecksumMismatch, "CRC: expected that of header and side information, found another");
        else if (before > _reservoir.Count)
            fault = Fault(AudioFormatErrorKind.Truncated, $"main data: expected {before} bytes of it before the Mp3Frame, found {_reservoir.Count}");
        else if (Mp3SideInfo.Fault(header, sideInfo, before + own.Length) is { } wrong)
            fault = Fault(AudioFormatErrorKind.Malformed, wrong);
        else
            fault = Decode(header, sideInfo, before, own);
        _reservoir.Add(own);
        _next++;
        _position += bytes.Length;
        if (fault is null) _settled = Math.Min(_settled + 1, _settling);
        else Reset();
        return fault;
    }

    private Mp3Fault? Decode(Mp3Header header, ReadOnlySpan<byte> sideInfo, int before, ReadOnlySpan<byte> own)
    {
        _frame.Set(header, sideInfo, _reservoir.Last(before), own);
        try
        {
            int count = _decoder.DecodeFrame(_frame, _block.AsSpan());
            return count == _block.Length ? null : Fault(AudioFormatErrorKind.Malformed, $"expected {_block.Length} samples, found {count}");
        }
#pragma warning disable CA1031 // Whatever the decoder throws at bits that mean nothing (indices out of range, mostly) is damage of the file.
        catch (Exception fault) when (fault is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return Fault(AudioFormatErrorKind.Malformed, $"expected main data that can be decoded, found '{fault.Message}'");
        }
    }

    /// <summary>Goes to the run behind the one that ends here: its first Mp3Frame is the next, and its reservoir is empty.</summary>
    private void EnterRun()
    {
        _run++;
        if (Runs[_run].Start != _next) throw new InvalidOperationException("A reader went into a gap between Mp3Frames.");
        _position = Runs[_run].Position;
        _reservoir.Clear();
    }

    private void Reset()
    {
        _decoder.Reset();
        _frame.Restart();
        _settled = 0;
    }

    /// <summary>The bytes of the next Mp3Frame.</summary>
    private ReadOnlySpan<byte> Frame(out Mp3Header header)
    {
        ReadOnlySpan<byte> bytes = _window.Get(_position, Mp3Header.MaxFrameBytes);
        bool isHeader = Mp3Header.TryParse(bytes, out header) && _recording.Stream.Continues(header);
        if (isHeader && bytes.Length >= header.FrameBytes) return bytes[..header.FrameBytes];
        FrameRange rest = _recording.FramesOf(_next, _recording.Index.Count - _next);
        bool isShort = isHeader || bytes.Length < Mp3Header.Length;
        throw new AudioFormatException(
            isShort ? AudioFormatErrorKind.Truncated : AudioFormatErrorKind.Changed,
            $"Mp3Frame {_next} at byte {_position}: expected it where it was when the file was opened, found " +
            (isShort ? "the end of the file, which became shorter" : "other bytes"),
            _position,
            _bytes.Path)
        {
            StartFrame = rest.Start,
            FrameCount = rest.Stop - rest.Start,
        };
    }

    private Mp3Fault Fault(AudioFormatErrorKind kind, string message) => new(kind, message, _position, _next, 1);
}
