namespace AudioIO;

/// <summary>The bytes of a file, read by position. Reads may come from several threads at once.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Length in bytes, sampled when the source was opened or refreshed.</summary>
    public long Length
    {
        get => Volatile.Read(ref field);
        private protected set => Volatile.Write(ref field, value);
    }

    /// <summary>Path of the file; null for streams.</summary>
    public virtual string? Path => null;

    /// <summary>Reads until <paramref name="destination"/> is full or the bytes end.</summary>
    /// <param name="position">Position in bytes, 0 or more; at or beyond the end nothing is read.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <returns>The number of bytes read: fewer than asked only at the end of the bytes.</returns>
    public abstract int Read(long position, Span<byte> destination);

    /// <summary>Samples <see cref="Length"/> anew.</summary>
    public abstract void Refresh();

    public abstract void Dispose();
}
