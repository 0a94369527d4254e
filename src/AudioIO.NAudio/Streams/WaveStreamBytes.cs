using NAudio.Wave;

namespace AudioIO;

/// <summary>
/// The samples of a WaveStream as bytes that are read by position: one thread at a time goes to the stream, which is asked for whole blocks alone, and
/// every read is checked against the stream's position.
/// </summary>
/// <remarks>
/// There are streams that, right after a seek, give other bytes than those they were sent to and leave their position behind: NAudio's reader of MP3 gives
/// silence for 30 ms then. Such a read is repeated after a while, and an error in the end.
/// </remarks>
internal sealed class WaveStreamBytes : ByteSource
{
    /// <summary>Reads of a stream that contradicts itself, before it is given up.</summary>
    private const int MaxTries = 3;

    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly WaveStream _stream;
    private readonly bool _leaveOpen;
    private readonly byte[] _block;

    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public WaveStreamBytes(WaveStream stream, int blockBytes, bool leaveOpen)
    {
        if (!stream.CanSeek) throw new ArgumentException("cannot seek: the stream is read once; copy it first.", nameof(stream));
        _stream = stream;
        _leaveOpen = leaveOpen;
        _block = new byte[blockBytes];
        Length = stream.Length;
    }

    public override void Refresh()
    {
        lock (_lock) Length = _stream.Length;
    }

    protected override int ReadBytes(long position, Span<byte> destination)
    {
        int skipped = (int)(position % _block.Length);
        lock (_lock)
        {
            if (skipped == 0 && destination.Length >= _block.Length)
                return ReadBlocks(position, destination[..(destination.Length - (destination.Length % _block.Length))]);
            int count = ReadBlocks(position - skipped, _block);
            ReadOnlySpan<byte> wanted = _block.AsSpan(Math.Min(skipped, count), Math.Max(0, Math.Min(count - skipped, destination.Length)));
            wanted.CopyTo(destination);
            return wanted.Length;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!_leaveOpen) _stream.Dispose();
        base.Dispose(disposing);
    }

    private int ReadBlocks(long position, Span<byte> destination)
    {
        for (int tries = 1; ; tries++)
        {
            _stream.Position = position;
            int count = 0;
            long reached = _stream.Position;
            while (reached == position + count && count < destination.Length)
            {
                int more = _stream.Read(destination[count..]);
                if (more <= 0) return count;
                count += more;
                reached = _stream.Position;
            }
            if (reached == position + count) return count;
            if (tries == MaxTries)
            {
                throw new IOException(
                    $"{_stream.GetType().Name}: expected position {position + count} after {count} bytes from {position}, found {reached}: " +
                    "the bytes cannot be trusted.");
            }
            Thread.Sleep(Wait);
        }
    }
}
