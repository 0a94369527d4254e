namespace AudioIO;

/// <summary>
/// A seekable stream. Its one cursor is guarded by a lock, and every read is checked against it: there are streams that, right after a seek,
/// give other bytes than those they were sent to and leave their position behind (NAudio's reader of MP3 gives silence then).
/// </summary>
internal sealed class StreamByteSource : ByteSource
{
    /// <summary>Reads of a stream that contradicts itself, before it is given up.</summary>
    private const int MaxTries = 3;

    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly bool _leaveOpen;

    /// <exception cref="ArgumentException">The stream cannot be read or cannot seek.</exception>
    public StreamByteSource(Stream stream, bool leaveOpen)
    {
        if (!stream.CanRead) throw new ArgumentException("cannot read: the stream is closed or only written to.", nameof(stream));
        if (!stream.CanSeek)
            throw new ArgumentException("cannot seek: the stream is read once; copy it to a file or a MemoryStream first.", nameof(stream));
        _stream = stream;
        _leaveOpen = leaveOpen;
        Length = stream.Length;
    }

    protected override int ReadBytes(long position, Span<byte> destination)
    {
        lock (_lock)
        {
            for (int tries = 1; ; tries++)
            {
                _stream.Position = position;
                int count = _stream.Read(destination);
                long reached = _stream.Position;
                if (reached == position + count) return count;
                if (tries == MaxTries)
                {
                    throw new IOException(
                        $"{_stream.GetType().Name}: expected position {position + count} after {count} bytes from {position}, " +
                        $"found {reached}: the bytes cannot be trusted.");
                }
            }
        }
    }

    public override void Refresh()
    {
        lock (_lock) Length = _stream.Length;
    }

    protected override void Dispose(bool disposing)
    {
        if (!_leaveOpen) _stream.Dispose();
        base.Dispose(disposing);
    }
}
