using System.Buffers.Binary;

namespace AudioIO.Tests;

/// <summary>
/// A file of any length without a disk: a header, then 64-bit little-endian numbers, each the number of its place among the eight-byte
/// groups after the header, then a tail. Counts the calls that read.
/// </summary>
internal sealed class SparseStream(byte[] header, long bodyLength, byte[]? tail = null) : Stream
{
    private readonly byte[] _tail = tail ?? [];

    public int Reads { get; private set; }

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => header.Length + bodyLength + _tail.Length;

    public override long Position { get; set; }

    /// <summary>The byte of the body at an offset from its beginning.</summary>
    public static byte BodyByte(long offset)
    {
        Span<byte> group = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(group, offset / 8);
        return group[(int)(offset % 8)];
    }

    public override int Read(Span<byte> buffer)
    {
        Reads++;
        int count = (int)Math.Min(buffer.Length, Math.Max(0, Length - Position));
        for (int i = 0; i < count; i++)
        {
            long at = Position + i;
            buffer[i] = at < header.Length ? header[at]
                : at - header.Length < bodyLength ? BodyByte(at - header.Length)
                : _tail[at - header.Length - bodyLength];
        }
        Position += count;
        BytesRead += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
