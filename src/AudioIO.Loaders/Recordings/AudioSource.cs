using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// A recording that is read by position: frames × channels without a cursor. <see cref="Read{T}"/> may be called from several
/// threads at once, and several arrays can share one source.
/// </summary>
public abstract partial class AudioSource : IDisposable
{
    private readonly DiagnosticLog _diagnostics;
    private readonly Lock _refreshing = new();
    private AudioInfo _info;
    private int _users = 1; // the creator, and every array over this source
    private int _disposed;

    private protected AudioSource(AudioInfo info, DiagnosticLog diagnostics)
    {
        _info = info;
        _diagnostics = diagnostics;
    }

    /// <summary>
    /// Format, rate and measured length of the recording. Only <see cref="Refresh"/> changes it, and nothing but the length.
    /// </summary>
    public AudioInfo Info
    {
        get => Volatile.Read(ref _info);
        private protected set => Volatile.Write(ref _info, value);
    }

    /// <summary>What is not as it should be, in the order it was found; grows while the recording is read.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics.Snapshot();

    /// <summary>Number of frames that the source decodes at once, at least 1: reads aligned to it waste nothing.</summary>
    public virtual int FramesPerUnit => 1;

    internal DiagnosticLog Log => _diagnostics;

    /// <summary>Reads frames into the whole of <paramref name="destination"/>.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled by 1/2^(n−1) to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers
    /// unscaled.
    /// </typeparam>
    /// <param name="startFrame">First frame, 0 to Frames − destination.Length / Channels.</param>
    /// <param name="destination">Interleaved frames × channels; its length is a multiple of the number of channels.</param>
    /// <exception cref="ArgumentException">
    /// The length of <paramref name="destination"/> is not a multiple of the number of channels.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The frames do not lie within the recording.</exception>
    /// <exception cref="AudioFormatException">The frames are damaged in the file.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public void Read<T>(long startFrame, Span<T> destination)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _users) == 0, this);
        ThrowIfNotReadable<T>();
        (int count, int rest) = Math.DivRem(destination.Length, Info.Channels);
        if (rest != 0)
        {
            throw new ArgumentException(
                $"A length of {destination.Length} values is not a whole number of frames of {Info.Channels} channels.", nameof(destination));
        }
        ArgumentOutOfRangeException.ThrowIfNegative(startFrame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startFrame, Info.Frames - count);
        if (count > 0) ReadFrames(startFrame, destination);
    }

    /// <summary>Fills <paramref name="destination"/> or throws; the arguments are checked and the request is not empty.</summary>
    private protected abstract void ReadFrames<T>(long startFrame, Span<T> destination)
        where T : unmanaged;

    /// <summary>
    /// Looks whether the recording has become longer, as one that is still being written does. What was there keeps its place.
    /// </summary>
    /// <returns>The number of frames that were added, 0 where the recording does not grow. <see cref="AudioInfo.Frames"/> never shrinks:
    /// reading what is gone from a file throws.</returns>
    /// <exception cref="AudioFormatException">Another recording has taken the place of this one.</exception>
    /// <exception cref="ObjectDisposedException">The source was disposed.</exception>
    public long Refresh()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _users) == 0, this);
        lock (_refreshing)
        {
            long before = Info.Frames;
            RefreshLength();
            return Info.Frames - before;
        }
    }

    /// <summary>
    /// Brings <see cref="Info"/> up to date; called by one thread at a time. Nothing to do for a recording that cannot grow.
    /// </summary>
    private protected virtual void RefreshLength()
    {
    }

    /// <summary>
    /// The recording as a stream of raw samples, little-endian and interleaved, for programs that take a <see cref="Stream"/>. It seeks
    /// to any byte, has a position of its own beside other streams over the same recording, and keeps the source open until it is
    /// disposed.
    /// <para>
    /// Floats are samples as <see cref="Read{T}"/> gives them. Integers of n bits are x · 2^(n−1), rounded to the nearest (halfway to
    /// the even one) and clipped to n bits: what a recording stores in at most n bits is exact. NaN becomes 0.
    /// </para>
    /// </summary>
    /// <param name="encoding"><see cref="AudioEncoding.IeeeFloat"/> or <see cref="AudioEncoding.PcmSigned"/>.</param>
    /// <param name="bitsPerSample">32 or 64 for floats; 16, 24 or 32 for integers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such samples to choose.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    public Stream AsPcmStream(AudioEncoding encoding = AudioEncoding.IeeeFloat, int bitsPerSample = 32)
    {
        bool isFloat = encoding == AudioEncoding.IeeeFloat;
        if (!isFloat && encoding != AudioEncoding.PcmSigned)
            throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "A stream has floats or signed integers.");
        if (isFloat ? bitsPerSample is not (32 or 64) : bitsPerSample is not (16 or 24 or 32))
            throw new ArgumentOutOfRangeException(nameof(bitsPerSample), bitsPerSample, "Floats have 32 or 64, integers 16, 24 or 32 bits.");
        return new PcmStream(this, isFloat, bitsPerSample / 8);
    }

    /// <summary>Throws unless samples of this recording can be read as <typeparamref name="T"/>.</summary>
    internal virtual void ThrowIfNotReadable<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) return;
        bool fits = (typeof(T) == typeof(int) && Info.BitsPerSample <= 32) || (typeof(T) == typeof(short) && Info.BitsPerSample <= 16);
        if (!fits || !Info.IsInteger) ThrowNotReadable<T>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowNotReadable<T>() => throw new InvalidOperationException(
        $"Samples of type {typeof(T).Name} cannot be read from {Info.BitsPerSample}-bit {Info.Encoding}: " +
        "float and double read everything, int and short read integers that fit.");

    /// <summary>
    /// Gives up the creator's use of the source. It is closed when no array uses it any more. A second call does nothing.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Keeps the source open until <see cref="Release"/>, whoever else disposes of it.</summary>
    /// <exception cref="ObjectDisposedException">The source is closed already.</exception>
    internal void Retain()
    {
        int users = Volatile.Read(ref _users);
        while (true)
        {
            ObjectDisposedException.ThrowIf(users == 0, this);
            int found = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (found == users) return;
            users = found;
        }
    }

    /// <summary>Undoes one <see cref="Retain"/>; the last user closes the source.</summary>
    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0) Dispose(true);
    }

    /// <summary>Closes what the source holds; called once, when its last user is gone.</summary>
    /// <param name="disposing">Always true: sources have no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
