namespace AudioIO;

/// <summary>A chunk of RIFF or Wave64, or a metadata block of FLAC, as bytes. Readable as long as the recording is open.</summary>
public sealed class MetadataChunk
{
    private readonly ByteSource _bytes;

    internal MetadataChunk(ByteSource bytes, string id, long position, long length)
    {
        _bytes = bytes;
        Id = id;
        Position = position;
        Length = length;
    }

    /// <summary>Four characters (<c>guan</c>) for RIFF and Wave64, the name in RFC 9639 (<c>VORBIS_COMMENT</c>) for FLAC.</summary>
    public string Id { get; }

    /// <summary>Position of the content in bytes from the start of the file.</summary>
    public long Position { get; }

    /// <summary>Length of the content in bytes.</summary>
    public long Length { get; }

    /// <summary>Reads the whole content.</summary>
    /// <param name="maxBytes">Largest length accepted, in bytes. Default 16 MiB.</param>
    /// <returns>The content; shorter than <see cref="Length"/> only if the file has shrunk since it was opened.</returns>
    /// <exception cref="AudioFormatException">
    /// The chunk is longer than <paramref name="maxBytes"/> (<see cref="AudioFormatErrorKind.LimitExceeded"/>).
    /// </exception>
    /// <exception cref="ObjectDisposedException">The recording was closed.</exception>
    public byte[] ReadBytes(int maxBytes = 16 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        if (Length > maxBytes)
        {
            throw new AudioFormatException(AudioFormatErrorKind.LimitExceeded,
                $"Chunk {Id} at byte {Position}: expected at most {maxBytes} bytes, found {Length}", Position, _bytes.Path);
        }
        byte[] content = new byte[Length];
        int count = _bytes.Read(Position, content);
        return count == content.Length ? content : content[..count];
    }

    /// <summary>Reads a part of the content.</summary>
    /// <param name="offset">First byte within the content, 0 or more; at or beyond the end nothing is read.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <returns>The number of bytes read: fewer than asked only at the end of the content.</returns>
    /// <exception cref="ObjectDisposedException">The recording was closed.</exception>
    public int Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset >= Length) return 0;
        int count = (int)Math.Min(destination.Length, Length - offset);
        return _bytes.Read(Position + offset, destination[..count]);
    }
}
