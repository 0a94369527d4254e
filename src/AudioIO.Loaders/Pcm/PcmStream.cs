namespace AudioIO;

/// <summary>A signal as the bytes of raw samples, for programs that take a stream.</summary>
internal sealed class PcmStream : Stream
{
    /// <summary>Bytes converted at once for small reads, so that reading byte by byte does not decode anew for each.</summary>
    private const int NearBytes = 8192;

    /// <summary>Largest number of bytes converted at once, however large the unit of the signal.</summary>
    private const int MaxNearBytes = 1 << 20;

    private readonly Signal _signal;
    private readonly IDisposable _use;
    private readonly PcmFrames _frames;
    private readonly int _frameBytes;
    private readonly int _nearFrames;
    private byte[] _near = []; // frames around the position
    private long _nearPosition;
    private int _nearCount;
    private long _damageStop; // end of the damage that was met last beside a frame
    private long _position;
    private bool _disposed;

    /// <param name="signal">What is read.</param>
    /// <param name="frames">Its frames as bytes.</param>
    public PcmStream(Signal signal, PcmFrames frames)
    {
        _use = signal.Use();
        _signal = signal;
        _frames = frames;
        _frameBytes = frames.FrameBytes;
        _nearFrames = Math.Max(1, Math.Min(MaxNearBytes / _frameBytes, Math.Max(NearBytes / _frameBytes, signal.FramesPerUnit)));
    }

    public override bool CanRead => !_disposed;

    public override bool CanSeek => !_disposed;

    public override bool CanWrite => false;

    /// <summary>Bytes of all frames; grows with the signal.</summary>
    public override long Length
    {
        get
        {
            ThrowIfDisposed();
            return checked(_signal.Frames * _frameBytes);
        }
    }

    public override long Position
    {
        get
        {
            ThrowIfDisposed();
            return _position;
        }
        set
        {
            ThrowIfDisposed();
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long from = origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => Position,
            SeekOrigin.End => Length,
            _ => throw new ArgumentException($"There is no origin {origin}.", nameof(origin)),
        };
        ThrowIfDisposed();
        if (offset > long.MaxValue - from)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The position would exceed the range of long.");
        if (offset < -from) throw new IOException($"Position {from + offset} lies before the beginning of the stream.");
        return _position = from + offset;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        long left = Length - _position;
        if (left <= 0 || buffer.IsEmpty) return 0;
        buffer = buffer[..(int)Math.Min(buffer.Length, left)];
        int done = 0;
        try
        {
            while (done < buffer.Length) done += ReadSome(_position + done, buffer[done..]);
        }
        catch (Exception fault) when (done > 0 && IsDamage(fault))
        {
            // A stream may give fewer bytes than asked: the sound ones before the damage, which the next read meets at its beginning.
        }
        _position += done;
        return done;
    }

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 1 ? one[0] : -1;
    }

    // The base class reads on another thread, but calls a closed stream one that cannot read.
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ThrowIfDisposed();
        return base.ReadAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfDisposed();
        return base.ReadAsync(buffer, cancellationToken);
    }

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state)
    {
        ThrowIfDisposed();
        return base.BeginRead(buffer, offset, count, callback, state);
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("The stream is for reading.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is for reading.");

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _use.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Reads at least one byte of those that exist.</summary>
    private int ReadSome(long position, Span<byte> destination)
    {
        if (position < _nearPosition || position >= _nearPosition + _nearCount)
        {
            if (position % _frameBytes == 0 && destination.Length >= _nearFrames * _frameBytes && FillLong(position, destination) is int count)
                return count;
            FillNear(position / _frameBytes);
        }
        ReadOnlySpan<byte> near = _near.AsSpan((int)(position - _nearPosition), (int)(_nearPosition + _nearCount - position));
        if (near.Length > destination.Length) near = near[..destination.Length];
        near.CopyTo(destination);
        return near.Length;
    }

    /// <summary>Reads as many whole frames as there is room for; nothing where some of them are damaged, which smaller reads find out.</summary>
    private int? FillLong(long position, Span<byte> destination)
    {
        int count = destination.Length - destination.Length % _frameBytes;
        try
        {
            _frames.Fill(position / _frameBytes, destination[..count]);
            return count;
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            return null;
        }
    }

    /// <summary>Holds frames around one, as many of them as are sound.</summary>
    private void FillNear(long frame)
    {
        if (_near.Length == 0) _near = new byte[_nearFrames * _frameBytes];
        long first = frame - frame % _nearFrames;
        long stop = first + Math.Min(_nearFrames, _signal.Frames - first);
        // Who reads on meets every damage once, however many of them lie around a frame.
        if (first < _damageStop && _damageStop <= frame) first = _damageStop;
        _nearCount = 0;
        bool isSound = false;
        // Each turn leaves fewer frames, and in the end the one asked for alone: only a failure of that one is one.
        while (true)
        {
            int count = (int)(stop - first) * _frameBytes;
            try
            {
                _frames.Fill(first, _near.AsSpan(0, count));
            }
            catch (Exception fault) when (stop - first > 1 && IsDamage(fault))
            {
                (long damageStart, long damageCount) = (((IFrameDamage)fault).StartFrame!.Value, ((IFrameDamage)fault).FrameCount ?? 1);
                // What stands on other signals may name their frames: what is named counts only where it lies beside the frame.
                if (frame < damageStart && damageStart < stop) stop = damageStart;
                else if (first < damageStart + damageCount && damageStart + damageCount <= frame) first = _damageStop = damageStart + damageCount;
                else
                {
                    if (damageStart <= frame && frame < damageStart + damageCount && !isSound)
                    {
                        _damageStop = damageStart + damageCount;
                        // By itself it fails at once, unless it is the frame of another signal that has this number.
                        _frames.Fill(frame, _near.AsSpan(0, _frameBytes));
                        isSound = true;
                    }
                    (first, stop) = (frame - (frame - first) / 2, frame + 1 + (stop - frame - 1) / 2);
                }
                continue;
            }
            _nearPosition = first * _frameBytes;
            _nearCount = count;
            return;
        }
    }

    private static bool IsDamage(Exception fault) => fault is IFrameDamage { StartFrame: not null };

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
