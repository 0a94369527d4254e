namespace AudioIO;

/// <summary>
/// Looks at the header of a recording: short runs of bytes by position, through one small buffer, so that walking over neighbouring headers
/// costs one read of the file for many of them. It carries what every step of the reading needs: where the recording begins, the byte order
/// of its numbers, and where oddities are noted. Used by one thread at a time.
/// </summary>
/// <param name="source">The file.</param>
/// <param name="log">Takes what is not as it should be.</param>
internal sealed class HeaderReader(ByteSource source, DiagnosticLog log)
{
    /// <summary>Size of the buffer in bytes: the headers of an ordinary file up to its audio fit into one read.</summary>
    public const int Capacity = 4096;

    private readonly byte[] _buffer = new byte[Capacity];
    private long _bufferPosition;
    private int _count;

    /// <summary>Position of the recording's first byte: 0, or that behind the tags that stand before it.</summary>
    public long Start { get; set; }

    /// <summary>Order of the bytes in the header's numbers; little-endian unless the container says otherwise.</summary>
    public ByteOrder Order { get; set; }

    /// <summary>Length of the file in bytes.</summary>
    public long Length => source.Length;

    public string? Path => source.Path;

    /// <summary>Where oddities are noted from now on.</summary>
    public DiagnosticLog Log { get; set; } = log;

    /// <summary>The bytes at a position.</summary>
    /// <param name="position">Position in bytes, 0 or more.</param>
    /// <param name="count">Number of bytes, at most <see cref="Capacity"/>.</param>
    /// <returns>The bytes, fewer than asked only at the end of the file; valid until the next call.</returns>
    public ReadOnlySpan<byte> Peek(long position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Capacity);
        // Unsigned: a position that ran over the largest number is beyond the end, too.
        if ((ulong)position >= (ulong)Length) return [];
        count = (int)Math.Min(count, Length - position);
        if (position < _bufferPosition || position - _bufferPosition > _count - count)
        {
            // Forget the old bytes first: a failing read must not leave them under the new position.
            _count = 0;
            _bufferPosition = position;
            // From afar what is not asked for may cost a trip.
            _count = source.Read(position, source.IsRemote ? _buffer.AsSpan(0, Math.Max(count, BlockCache.PageBytes)) : _buffer);
            count = Math.Min(count, _count);
        }
        return _buffer.AsSpan((int)(position - _bufferPosition), count);
    }

    /// <summary>Reads a longer run of bytes, past the buffer.</summary>
    /// <returns>The number of bytes read: fewer than asked only at the end of the file.</returns>
    public int Read(long position, Span<byte> destination) => source.Read(position, destination);

    /// <summary>An error of the form <c>what at byte n: expected x, found y</c>.</summary>
    public AudioFormatException Fault(AudioFormatErrorKind kind, long position, string what, string expected, string found) =>
        new(kind, $"{what} at byte {position}: expected {expected}, found {found}", position, Path);

    /// <summary>Notes something at a position that is not as it should be, but does not prevent reading.</summary>
    public void Note(DiagnosticKind kind, long position, string message) =>
        Log.Add(new Diagnostic(kind, message) { Position = position, Path = Path });
}
