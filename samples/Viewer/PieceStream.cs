namespace AudioIO.Samples.Viewer;

/// <summary>A header, and behind it a part of a stream of samples.</summary>
/// <param name="header">The header.</param>
/// <param name="samples">The samples, to seek in; disposed of with this.</param>
/// <param name="startBytes">Where the part begins in them.</param>
/// <param name="lengthBytes">How long it is.</param>
/// <param name="use">Keeps open what they are read from.</param>
internal sealed class PieceStream(byte[] header, Stream samples, long startBytes, long lengthBytes, IDisposable use) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => header.Length + lengthBytes;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (_position < header.Length)
        {
            ReadOnlySpan<byte> rest = header.AsSpan((int)_position);
            read = Math.Min(rest.Length, buffer.Length);
            rest[..read].CopyTo(buffer);
        }
        else
        {
            long at = _position - header.Length;
            samples.Position = startBytes + at;
            read = samples.Read(buffer[..(int)Math.Min(buffer.Length, Math.Max(0, lengthBytes - at))]);
        }
        _position += read;
        return read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<int>(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            samples.Dispose();
            use.Dispose();
        }
        base.Dispose(disposing);
    }
}
