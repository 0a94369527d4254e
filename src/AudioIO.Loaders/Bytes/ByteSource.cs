namespace AudioIO;

/// <summary>
/// The bytes of a recording, read by position: a file, a stream, an object in a remote store. Reads have no cursor and may come from
/// several threads at once.
/// <para>
/// A source of one's own sets <see cref="Length"/> and implements <see cref="ReadBytes"/>; everything else has a default. Whoever opens
/// it (<see cref="AudioLoader.Open(ByteSource, AudioLoaderOptions?)"/>) disposes of it.
/// </para>
/// </summary>
/// <remarks>
/// This folder is everything that is known of bytes before anybody knows what they mean. A <see cref="ByteSource"/> comes in
/// (<c>FileByteSource</c>, <c>StreamByteSource</c>, one of a user's own) and is looked at in one of three ways: <c>HeaderReader</c> for short
/// runs anywhere, with the byte order and the diagnostics of the file it reads; <c>ByteWindow</c> for a stretch that slides with a decoder;
/// <see cref="AsStream"/> for libraries that want a cursor. <c>Id3v2</c> is the one thing that may stand before any content. <c>Remote/</c> is
/// <see cref="RangeByteSource"/> and what it stands on.
/// <para>
/// The idea: a length is sampled once and believed nowhere. <see cref="Length"/> says how far reading may go, until somebody refreshes it;
/// a read that gets fewer bytes than lie before it says that the bytes have ended, and whoever asked reports it as truncated. No loop waits for
/// bytes that do not come.
/// </para>
/// </remarks>
public abstract class ByteSource : IDisposable
{
    /// <summary>
    /// Length in bytes, sampled when the source was opened or refreshed: nothing beyond it is read. The bytes may end before it, where a file
    /// was cut meanwhile.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A source sets a negative length.</exception>
    public long Length
    {
        get => Volatile.Read(ref field);
        protected set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            Volatile.Write(ref field, value);
        }
    }

    /// <summary>Path of the file, for messages and for names that tell a time; null where there is none.</summary>
    public virtual string? Path => null;

    /// <summary>Reads until <paramref name="destination"/> is full or the bytes end.</summary>
    /// <param name="position">Position in bytes, 0 or more; at or beyond the end nothing is read.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <returns>The number of bytes read: fewer than asked only at the end of the bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative.</exception>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    public int Read(long position, Span<byte> destination)
    {
        destination = destination[..Within(position, destination.Length)];
        int total = 0;
        while (total < destination.Length)
        {
            int count = Checked(ReadBytes(position + total, destination[total..]), destination.Length - total);
            if (count == 0) break;
            total += count;
        }
        return total;
    }

    /// <summary>As <see cref="Read"/>, without holding a thread where the source can do without.</summary>
    /// <param name="position">Position in bytes, 0 or more; at or beyond the end nothing is read.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of bytes read: fewer than asked only at the end of the bytes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative.</exception>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async ValueTask<int> ReadAsync(long position, Memory<byte> destination, CancellationToken cancellationToken = default)
    {
        destination = destination[..Within(position, destination.Length)];
        int total = 0;
        while (total < destination.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ValueTask<int> read = ReadBytesAsync(position + total, destination[total..], cancellationToken);
            int count = Checked(await read.ConfigureAwait(false), destination.Length - total);
            if (count == 0) break;
            total += count;
        }
        return total;
    }

    /// <summary>
    /// Where the bytes end: <see cref="Length"/>, or before it where the source gives none from some place on. A file that is cut while
    /// it is open, a stale size on a network, a stream that is wrong about itself are such sources.
    /// </summary>
    internal long FindEnd()
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

    /// <summary>
    /// True where every trip for bytes takes long, however few they are, as to a store far away. Readers then announce what they need
    /// (<see cref="Expect"/>), read in a row what they can, and look nowhere else. Default false.
    /// </summary>
    public virtual bool IsRemote => false;

    /// <summary>
    /// Says what will be read soon, so that a source far away can fetch it at once; reading it is the same without. It does not wait, reads
    /// nothing for the caller and fails never: a fault shows in the read. By default it does nothing.
    /// </summary>
    /// <param name="ranges">Position and number of bytes of each stretch; what lies beyond the ends is passed over.</param>
    public virtual void Expect(params ReadOnlySpan<(long Position, long Count)> ranges)
    {
    }

    /// <summary>
    /// Where bytes end that were ever written: behind it the storage knows of zeros alone, as in a file that was given its size beforehand.
    /// <see cref="Length"/> where nobody can tell without reading.
    /// </summary>
    internal virtual long FindWrittenEnd() => Length;

    /// <summary>Samples <see cref="Length"/> anew; by default it stays. Called by one thread at a time, while others read.</summary>
    /// <exception cref="IOException">The length cannot be had.</exception>
    public virtual void Refresh()
    {
    }

    /// <summary>
    /// A stream over the bytes with a cursor of its own, for libraries that want one. It reads and seeks; disposing of it leaves the source
    /// open.
    /// </summary>
    public Stream AsStream() => new ByteStream(this);

    /// <summary>Reads some of the bytes. Called by several threads at once.</summary>
    /// <param name="position">Position in bytes, 0 to <see cref="Length"/> − 1.</param>
    /// <param name="destination">Where the bytes go; not empty, and it ends at <see cref="Length"/> at the latest.</param>
    /// <returns>The number of bytes read: any that fit, 0 only where the bytes end here, whatever <see cref="Length"/> says.</returns>
    protected abstract int ReadBytes(long position, Span<byte> destination);

    /// <summary>As <see cref="ReadBytes"/>, without holding the thread; by default it is that method.</summary>
    /// <param name="position">Position in bytes, 0 to <see cref="Length"/> − 1.</param>
    /// <param name="destination">Where the bytes go; not empty, and it ends at <see cref="Length"/> at the latest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of bytes read: any that fit, 0 only where the bytes end here.</returns>
    protected virtual ValueTask<int> ReadBytesAsync(long position, Memory<byte> destination, CancellationToken cancellationToken) =>
        new(ReadBytes(position, destination.Span));

    /// <summary>Closes what the source holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes what the source holds; by default nothing.</summary>
    /// <param name="disposing">Always true: sources have no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }

    private int Within(long position, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        return (int)Math.Clamp(Length - position, 0, count);
    }

    // A count that cannot be would have bytes taken for read that are not.
    private int Checked(int count, int wanted) => count >= 0 && count <= wanted
        ? count
        : throw new IOException($"{GetType().Name}: expected 0 to {wanted} bytes read, found {count}.");
}
