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

    /// <summary>
    /// Where the bytes end: <see cref="Length"/>, or before it where the source gives none from some place on. A file that is cut while
    /// it is open, a stale size on a network, a stream that is wrong about itself are such sources.
    /// </summary>
    public long FindEnd()
    {
        long length = Length;
        Span<byte> one = stackalloc byte[1];
        if (length == 0 || Read(length - 1, one) == 1) return length;
        // There are bytes before the first of these positions, and none at the second or behind it.
        long low = 0, high = length - 1;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (Read(middle, one) == 1) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Samples <see cref="Length"/> anew.</summary>
    public abstract void Refresh();

    public abstract void Dispose();
}
