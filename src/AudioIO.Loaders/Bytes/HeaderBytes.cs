namespace AudioIO;

/// <summary>
/// Looks at short runs of a file by position through one small buffer, so that walking over neighbouring headers costs one read of
/// the file for many of them. Used by one thread at a time.
/// </summary>
internal sealed class HeaderBytes(ByteSource source)
{
    /// <summary>Size of the buffer in bytes: the headers of an ordinary file up to its audio fit into one read.</summary>
    public const int Capacity = 4096;

    private readonly byte[] _buffer = new byte[Capacity];
    private long _start;
    private int _count;

    public long Length => source.Length;

    public string? Path => source.Path;

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
        if (position < _start || position - _start > _count - count)
        {
            // Forget the old bytes first: a failing read must not leave them under the new position.
            _count = 0;
            _start = position;
            _count = source.Read(position, _buffer.AsSpan(0, (int)Math.Min(Capacity, Length - position)));
            count = Math.Min(count, _count);
        }
        return _buffer.AsSpan((int)(position - _start), count);
    }

    /// <summary>An error of the form <c>what at byte n: expected x, found y</c>.</summary>
    public AudioFormatException Fault(AudioFormatErrorKind kind, long position, string what, string expected, string found) =>
        new(kind, $"{what} at byte {position}: expected {expected}, found {found}", position, Path);

    /// <summary>Something at a position that is not as it should be, but does not prevent reading.</summary>
    public Diagnostic Note(DiagnosticKind kind, long position, string message) => new(kind, message) { Position = position, Path = Path };
}
