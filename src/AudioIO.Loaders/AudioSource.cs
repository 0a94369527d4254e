using System.Runtime.CompilerServices;

namespace AudioIO;

/// <summary>
/// A recording that is read by position: frames × channels without a cursor. <see cref="Read{T}"/> may be called from several
/// threads at once, and several arrays can share one source.
/// </summary>
public abstract class AudioSource : IDisposable
{
    private readonly DiagnosticLog _diagnostics;
    private int _users = 1; // the creator, and every array over this source
    private int _disposed;

    private protected AudioSource(AudioInfo info, DiagnosticLog diagnostics)
    {
        Info = info;
        _diagnostics = diagnostics;
    }

    /// <summary>Format, rate and measured length of the recording.</summary>
    public AudioInfo Info { get; }

    /// <summary>What is not as it should be, in the order it was found; grows while the recording is read.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics.Snapshot();

    /// <summary>Number of frames that the source decodes at once, at least 1: reads aligned to it waste nothing.</summary>
    public virtual int FramesPerUnit => 1;

    private protected DiagnosticLog Log => _diagnostics;

    /// <summary>Reads frames into the whole of <paramref name="destination"/>.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled by 1/2^(n−1) to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled.
    /// </typeparam>
    /// <param name="startFrame">First frame, 0 to Frames − destination.Length / Channels.</param>
    /// <param name="destination">Interleaved frames × channels; its length is a multiple of the number of channels.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="destination"/> is not a multiple of the number of channels.</exception>
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
            throw new ArgumentException($"A length of {destination.Length} values is not a whole number of frames of {Info.Channels} channels.", nameof(destination));
        ArgumentOutOfRangeException.ThrowIfNegative(startFrame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startFrame, Info.Frames - count);
        if (count > 0) ReadFrames(startFrame, destination);
    }

    /// <summary>Fills <paramref name="destination"/> or throws; the arguments are checked and the request is not empty.</summary>
    private protected abstract void ReadFrames<T>(long startFrame, Span<T> destination)
        where T : unmanaged;

    /// <summary>Throws unless samples of this recording can be read as <typeparamref name="T"/>.</summary>
    internal void ThrowIfNotReadable<T>()
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

    /// <summary>Gives up the creator's use of the source. It is closed when no array uses it any more. A second call does nothing.</summary>
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
