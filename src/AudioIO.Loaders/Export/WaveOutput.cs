namespace AudioIO;

/// <summary>A WAV file that takes frames as bytes: buffers them, counts them, and keeps the header true.</summary>
internal sealed class WaveOutput : IDisposable
{
    /// <summary>
    /// Bytes written at once: below 64 KiB the calls cost, above 256 KiB the processor's cache is left. Writes end at multiples of it,
    /// where the operating system's pages do: a copy of a file takes a quarter more time where they do not.
    /// </summary>
    private const int BufferBytes = 128 * 1024;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly bool _canGrow;
    private readonly WaveHeader _header;
    private readonly long _start; // position in the stream of the file's first byte
    private readonly byte[] _buffer;
    private readonly long _maxFrames;
    private int _used;
    private int _limit; // bytes in the buffer with which the file reaches a multiple of BufferBytes
    private long _written; // bytes of audio in the file
    private bool _hasFailed;

    /// <summary>Writes the header.</summary>
    /// <exception cref="IOException">The stream cannot be written to.</exception>
    public WaveOutput(Stream stream, bool leaveOpen, WaveFileLayout layout)
    {
        _stream = stream;
        _leaveOpen = leaveOpen;
        _canGrow = stream.CanSeek;
        FrameBytes = layout.Coding.BlockBytes;
        _header = new WaveHeader(layout.Coding, layout.Rate, layout.ChannelMask, layout.Chunks, _canGrow, layout.MaxRiffBytes);
        _start = _canGrow ? stream.Position : 0;
        _maxFrames = (long.MaxValue - _start - _header.Bytes.Length - 1) / FrameBytes;
        _buffer = new byte[BufferBytes + FrameBytes];
        Put(_header.Bytes);
        Align();
        _stream.Flush();
    }

    /// <summary>True when the file was closed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Bytes of a frame.</summary>
    public int FrameBytes { get; }

    /// <summary>Number of frames taken so far.</summary>
    public long Frames => (_written + _used) / FrameBytes;

    /// <summary>
    /// Room for whole frames, at least one; whoever fills some of it says so by <see cref="Advance"/>.
    /// </summary>
    /// <exception cref="IOException">Buffered frames cannot be written.</exception>
    public Span<byte> Room()
    {
        if (_used >= _limit) Spill(_limit);
        // Up to the limit and perhaps beyond it, by less than a frame.
        int frames = (_limit - _used + FrameBytes - 1) / FrameBytes;
        return _buffer.AsSpan(_used, frames * FrameBytes);
    }

    /// <summary>Takes frames that stand in the room.</summary>
    public void Advance(int bytes) => _used += bytes;

    /// <summary>Takes whole frames; many at once are not copied.</summary>
    /// <exception cref="IOException">Frames cannot be written.</exception>
    public void Write(ReadOnlySpan<byte> frames)
    {
        while (!frames.IsEmpty)
        {
            if (_used >= _limit) Spill(_limit);
            ReadOnlySpan<byte> part = frames[..Math.Min(frames.Length, _limit - _used)];
            if (_used == 0 && part.Length == _limit)
            {
                part = frames[..(_limit + ((frames.Length - _limit) / BufferBytes * BufferBytes))];
                Put(part);
                _written += part.Length;
                Align();
            }
            else
            {
                part.CopyTo(_buffer.AsSpan(_used));
                _used += part.Length;
            }
            frames = frames[part.Length..];
        }
    }

    /// <summary>Throws unless the file is sound and has room for more frames.</summary>
    /// <exception cref="InvalidOperationException">An earlier write failed.</exception>
    public void ThrowIfFull(int frames)
    {
        if (_hasFailed)
            throw new InvalidOperationException("An earlier write to this file failed: frames that follow would stand in the wrong place.");
        if (frames > _maxFrames - Frames)
            throw new InvalidOperationException($"A WAV file of frames of {FrameBytes} bytes holds at most {_maxFrames} frames.");
    }

    /// <summary>Writes what is buffered and brings the header up to date.</summary>
    /// <exception cref="IOException">The file cannot be written to.</exception>
    public void Flush()
    {
        Spill(_used);
        _stream.Flush();
        UpdateHeader();
    }

    public void Dispose()
    {
        if (IsDisposed) return;
        IsDisposed = true;
        try
        {
            if (_hasFailed) SaveWhatIsThere();
            else Finish();
        }
        finally
        {
            if (!_leaveOpen) _stream.Dispose();
        }
    }

    private void Finish()
    {
        Flush();
        // A stream whose header calls its length unknown is read to its end: a pad byte would be sound.
        if (_canGrow && (_written & 1) != 0) Put([0]);
        _stream.Flush();
    }

    // The failure was thrown when it happened; the frames before it are in the file. Where the header cannot be written either, it says
    // what the last Flush left.
    private void SaveWhatIsThere()
    {
        try
        {
            UpdateHeader();
        }
        catch (IOException)
        {
        }
    }

    private void UpdateHeader()
    {
        if (!_canGrow) return;
        try
        {
            _header.Update(_stream, _start, _written / FrameBytes);
            _stream.Position = _start + _header.Bytes.Length + _written;
            _stream.Flush();
        }
        catch (IOException fault)
        {
            _hasFailed = true;
            throw new IOException($"The sizes in the header of the WAV file cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Writes the first bytes of the buffer.</summary>
    private void Spill(int bytes)
    {
        if (bytes == 0) return;
        Put(_buffer.AsSpan(0, bytes));
        _written += bytes;
        _buffer.AsSpan(bytes, _used - bytes).CopyTo(_buffer);
        _used -= bytes;
        Align();
    }

    private void Align() => _limit = BufferBytes - (int)((_start + _header.Bytes.Length + _written) % BufferBytes);

    private void Put(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
        }
        catch (IOException fault)
        {
            _hasFailed = true;
            throw new IOException(
                $"WAV file at byte {_header.Bytes.Length + _written}: expected room for {bytes.Length} more bytes, " +
                $"found: {fault.Message}",
                fault);
        }
    }
}
