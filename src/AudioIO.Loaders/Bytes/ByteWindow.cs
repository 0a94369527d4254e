namespace AudioIO;

/// <summary>
/// The part of a source that is in memory for parsing. It slides with the positions asked for, keeps what it has, and is used by one
/// thread at a time.
/// </summary>
/// <param name="source">The bytes.</param>
/// <param name="buffer">Pinned memory to begin with, of any content; null where there is none to use again.</param>
internal sealed class ByteWindow(ByteSource source, byte[]? buffer = null)
{
    /// <summary>Readable bytes behind every span that the window gives, of any value.</summary>
    public const int Padding = 64;

    private const int MinCapacity = 1 << 16;

    private byte[] _buffer = buffer ?? [];
    private long _position;
    private int _length;

    public ByteSource Source => source;

    /// <summary>The memory, for another window to begin with when this one is no longer used.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>Byte behind the last one that was asked for or given since somebody set it.</summary>
    public long Reach { get; set; }

    /// <summary>Length of the source in bytes.</summary>
    public long SourceLength => source.Length;

    /// <summary>The bytes from <paramref name="position"/> on; pinned, valid until the next call.</summary>
    /// <param name="position">Position in bytes, 0 or more.</param>
    /// <param name="count">Bytes wanted; fewer are given only where the source ends, more where they are in memory anyway.</param>
    /// <param name="ahead">Bytes to read when some have to be read: what the caller will want next.</param>
    public ReadOnlySpan<byte> Get(long position, int count, int ahead = 0)
    {
        Reach = Math.Max(Reach, position + count);
        if (position >= source.Length) return default;
        int kept = position >= _position && position - _position < _length ? _length - (int)(position - _position) : 0;
        // Nothing is allocated for bytes that the source does not have, whatever is asked.
        int wanted = (int)Math.Min(count, source.Length - position);
        if (kept < wanted) Load(position, kept, (int)Math.Min(Math.Max(count, ahead), source.Length - position));
        Reach = Math.Max(Reach, _position + _length);
        return _buffer.AsSpan((int)(position - _position), _length - (int)(position - _position));
    }

    private void Load(long position, int kept, int wanted)
    {
        ReadOnlySpan<byte> rest = kept == 0 ? default : _buffer.AsSpan(_length - kept, kept);
        byte[] buffer = _buffer.Length - Padding >= wanted
            ? _buffer
            : GC.AllocateUninitializedArray<byte>(Math.Max(MinCapacity, wanted + (wanted / 4)) + Padding, pinned: true);
        rest.CopyTo(buffer);
        _buffer = buffer;
        // A read that throws leaves the window with what it had.
        (_position, _length) = (position, kept);
        _length += source.Read(position + kept, buffer.AsSpan(kept, wanted - kept));
    }
}
