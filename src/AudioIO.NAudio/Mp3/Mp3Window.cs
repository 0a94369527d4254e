namespace AudioIO;

/// <summary>
/// The bytes of a file that are in memory for parsing: they slide with the positions asked for and are used by one thread at a time.
/// </summary>
/// <param name="bytes">The file.</param>
/// <param name="capacity">Bytes that are read at once.</param>
internal sealed class Mp3Window(ByteSource bytes, int capacity)
{
    private readonly byte[] _buffer = new byte[capacity];
    private long _position;
    private int _count;

    /// <summary>The bytes from a position on.</summary>
    /// <param name="position">Position in bytes, from 0.</param>
    /// <param name="count">Bytes wanted, at most the capacity.</param>
    /// <returns>At least as many, more where they are in memory; fewer only where the file ends. Valid until the next call.</returns>
    public ReadOnlySpan<byte> Get(long position, int count)
    {
        long offset = position - _position;
        if (offset < 0 || offset + count > _count)
        {
            // What is there already is kept: every byte is read once by a walk.
            int kept = offset >= 0 && offset < _count ? _count - (int)offset : 0;
            if (kept > 0) _buffer.AsSpan((int)offset, kept).CopyTo(_buffer);
            (_position, _count) = (position, kept);
            _count += bytes.Read(position + kept, _buffer.AsSpan(kept));
            offset = 0;
        }
        return _buffer.AsSpan((int)offset, _count - (int)offset);
    }
}
