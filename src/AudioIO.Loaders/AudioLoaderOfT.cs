namespace AudioIO;

/// <summary>
/// A recording as one array of frames × channels, of which only a window is in memory. <see cref="AudioLoader"/> opens it.
/// An array is for one thread at a time; several arrays may share one <see cref="Source"/>.
/// </summary>
/// <typeparam name="T">Type of a sample: <c>float</c>, <c>double</c>, <c>int</c> or <c>short</c>.</typeparam>
public sealed class AudioLoader<T> : BufferedArray<T>, IDisposable
    where T : unmanaged
{
    private readonly bool _leaveOpen;
    private bool _disposed;

    /// <summary>Creates an array over a source.</summary>
    /// <param name="source">The recording.</param>
    /// <param name="options">Durations of the window; null for the defaults.</param>
    /// <param name="leaveOpen">True to leave the source open when the array is disposed, as arrays that share one need it.</param>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public AudioLoader(AudioSource source, AudioLoaderOptions? options = null, bool leaveOpen = false)
        : base(
            Checked(source).Info.Rate,
            source.Info.Frames,
            source.Info.Channels,
            FramesOf((options ?? AudioLoaderOptions.Default).BufferDuration, source.Info),
            FramesOf((options ?? AudioLoaderOptions.Default).BackDuration, source.Info))
    {
        Source = source;
        MaxBufferBytes = (options ?? AudioLoaderOptions.Default).MaxBufferBytes;
        _leaveOpen = leaveOpen;
    }

    /// <summary>Format, rate and measured length of the recording.</summary>
    public AudioInfo Info => Source.Info;

    /// <summary>The recording behind the window, readable by position from several threads.</summary>
    public AudioSource Source { get; }

    /// <summary>What is not as it should be in the file, in the order it was found; grows while the recording is read.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Source.Diagnostics;

    /// <inheritdoc/>
    protected override int FramesPerUnit => Source.FramesPerUnit;

    /// <summary>Forgets the window and closes the source; further access throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _disposed = true;
        ReleaseBuffer();
        if (!_leaveOpen) Source.Dispose();
    }

    /// <inheritdoc/>
    protected override void LoadBuffer(long offset, Span<T> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Source.Read(offset, buffer);
    }

    private static AudioSource Checked(AudioSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.ThrowIfNotReadable<T>();
        return source;
    }

    // A header may claim any rate: more frames than the recording has are never wished for, and the window's bytes have their own limit.
    private static int FramesOf(TimeSpan duration, AudioInfo info)
    {
        double frames = Math.Ceiling(Math.Max(0, duration.TotalSeconds) * info.Rate);
        return (int)Math.Min(Math.Min(frames, info.Frames), int.MaxValue);
    }
}
