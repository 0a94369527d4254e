namespace AudioIO.Tests.Export;

/// <summary>A file of any length of which only the first bytes are kept.</summary>
internal sealed class CountingFile : Stream
{
    private readonly byte[] _head = new byte[4096];
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get; set; }

    public byte[] Head(int count) => _head[..count];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Position < _head.Length) buffer[..(int)Math.Min(buffer.Length, _head.Length - Position)].CopyTo(_head.AsSpan((int)Position));
        Position += buffer.Length;
        _length = Math.Max(_length, Position);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
