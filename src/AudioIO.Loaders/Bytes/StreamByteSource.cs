namespace AudioIO;

/// <summary>A seekable stream. Its one cursor is guarded by a lock.</summary>
internal sealed class StreamByteSource : ByteSource
{
    private readonly Lock _lock = new();
    private readonly Stream _stream;
    private readonly bool _leaveOpen;

    /// <exception cref="ArgumentException">The stream cannot be read or cannot seek.</exception>
    public StreamByteSource(Stream stream, bool leaveOpen)
    {
        if (!stream.CanRead) throw new ArgumentException("The stream cannot be read.", nameof(stream));
        if (!stream.CanSeek) throw new ArgumentException("The stream cannot seek: copy it to a file or a MemoryStream first.", nameof(stream));
        _stream = stream;
        _leaveOpen = leaveOpen;
        Length = stream.Length;
    }

    public override int Read(long position, Span<byte> destination)
    {
        if (position >= Length) return 0;
        lock (_lock)
        {
            _stream.Position = position;
            return _stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
    }

    public override void Refresh()
    {
        lock (_lock) Length = _stream.Length;
    }

    public override void Dispose()
    {
        if (!_leaveOpen) _stream.Dispose();
    }
}
