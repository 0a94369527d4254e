namespace AudioIO.Tests.Export;

/// <summary>A file that remembers every byte written to it in the order of writing, so that it can be had as it was after any of
/// them.</summary>
internal sealed class RecordedWrites : Stream
{
    private readonly List<(long Position, byte[] Bytes)> _writes = [];
    private long _length;

    /// <summary>Number of bytes written so far, each time that a place was written to.</summary>
    public int BytesWritten { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get; set; }

    /// <summary>
    /// The file after some of the bytes were written. A write of four bytes at its beginning, by which RIFF becomes RF64, happens whole or
    /// not at all: within a page no operating system tears it.
    /// </summary>
    public byte[] After(int bytes)
    {
        byte[] file = new byte[_length];
        long end = 0;
        foreach ((long position, byte[] written) in _writes)
        {
            int count = Math.Min(bytes, written.Length);
            if (position == 0 && written.Length == 4 && count < 4) count = 0;
            written.AsSpan(0, count).CopyTo(file.AsSpan((int)position));
            if (count > 0) end = Math.Max(end, position + count);
            bytes -= Math.Min(bytes, written.Length);
            if (bytes == 0) break;
        }
        return file[..(int)end];
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _writes.Add((Position, buffer.ToArray()));
        Position += buffer.Length;
        _length = Math.Max(_length, Position);
        BytesWritten += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
