using System.Buffers;
using System.Runtime.InteropServices;

namespace AudioIO;

/// <summary>A recording as the bytes of raw samples, for programs that take a stream.</summary>
internal sealed class PcmStream : Stream
{
    /// <summary>Bytes converted at once for small reads, so that reading byte by byte does not decode anew for each.</summary>
    private const int NearBytes = 8192;

    /// <summary>Largest number of bytes converted at once, however large the unit of the source.</summary>
    private const int MaxNearBytes = 1 << 20;

    /// <summary>Values converted to integers at once.</summary>
    private const int PieceValues = 1 << 16;

    private readonly AudioSource _source;
    private readonly bool _isFloat;
    private readonly int _sampleBytes;
    private readonly int _frameBytes;
    private readonly int _nearFrames;
    private byte[] _near = []; // frames around the position
    private long _nearPosition;
    private int _nearCount;
    private long _position;
    private bool _disposed;

    public PcmStream(AudioSource source, bool isFloat, int sampleBytes)
    {
        source.Retain();
        _source = source;
        _isFloat = isFloat;
        _sampleBytes = sampleBytes;
        // At most 1024 channels of 8 bytes.
        _frameBytes = source.Info.Channels * sampleBytes;
        _nearFrames = Math.Max(1, Math.Min(MaxNearBytes / _frameBytes, Math.Max(NearBytes / _frameBytes, source.FramesPerUnit)));
    }

    public override bool CanRead => !_disposed;

    public override bool CanSeek => !_disposed;

    public override bool CanWrite => false;

    /// <summary>Bytes of all frames; grows with the source.</summary>
    public override long Length
    {
        get
        {
            ThrowIfDisposed();
            return checked(_source.Info.Frames * _frameBytes);
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
        // An exception leaves the position where it was: what was read before it is read again.
        int done = 0;
        while (done < buffer.Length) done += ReadSome(_position + done, buffer[done..]);
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
            _source.Release();
        }
        base.Dispose(disposing);
    }

    /// <summary>Reads at least one byte of those that exist.</summary>
    private int ReadSome(long position, Span<byte> destination)
    {
        if (position < _nearPosition || position >= _nearPosition + _nearCount)
        {
            if (position % _frameBytes == 0 && destination.Length >= _nearFrames * _frameBytes)
            {
                int count = destination.Length - destination.Length % _frameBytes;
                Fill(position / _frameBytes, destination[..count]);
                return count;
            }
            FillNear(position / _frameBytes);
        }
        ReadOnlySpan<byte> near = _near.AsSpan((int)(position - _nearPosition), (int)(_nearPosition + _nearCount - position));
        if (near.Length > destination.Length) near = near[..destination.Length];
        near.CopyTo(destination);
        return near.Length;
    }

    private void FillNear(long frame)
    {
        if (_near.Length == 0) _near = new byte[_nearFrames * _frameBytes];
        long first = frame - frame % _nearFrames;
        int count = (int)Math.Min(_nearFrames, _source.Info.Frames - first) * _frameBytes;
        _nearCount = 0;
        Fill(first, _near.AsSpan(0, count));
        _nearPosition = first * _frameBytes;
        _nearCount = count;
    }

    private void Fill(long frame, Span<byte> destination)
    {
        if (_isFloat && _sampleBytes == sizeof(float)) FillFloats<float>(frame, destination);
        else if (_isFloat) FillFloats<double>(frame, destination);
        else FillIntegers(frame, destination);
    }

    private void FillFloats<T>(long frame, Span<byte> destination)
        where T : unmanaged
    {
        _source.Read(frame, MemoryMarshal.Cast<byte, T>(destination));
        if (!BitConverter.IsLittleEndian) IntegerPcm.ReverseBytes(destination, _sampleBytes);
    }

    private void FillIntegers(long frame, Span<byte> destination)
    {
        // Doubles hold integers of up to 53 bits exactly.
        int channels = _frameBytes / _sampleBytes;
        int pieceFrames = Math.Max(_nearFrames, PieceValues / channels);
        double[] values = ArrayPool<double>.Shared.Rent(Math.Min(pieceFrames * channels, destination.Length / _sampleBytes));
        try
        {
            while (!destination.IsEmpty)
            {
                int count = Math.Min(pieceFrames, destination.Length / _frameBytes);
                Span<double> piece = values.AsSpan(0, count * channels);
                _source.Read(frame, piece);
                IntegerPcm.Convert(piece, _sampleBytes, destination);
                destination = destination[(count * _frameBytes)..];
                frame += count;
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(values);
        }
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
