namespace AudioIO;

/// <summary>
/// A recording as one array of frames × channels, of which only a window is in memory. <see cref="AudioLoader"/> opens it.
/// An array is for one thread at a time; several arrays may share one <see cref="Source"/>, each in its own thread.
/// </summary>
/// <typeparam name="T">Type of a sample: <c>float</c>, <c>double</c>, <c>int</c> or <c>short</c>.</typeparam>
public sealed partial class AudioLoader<T> : BufferedArray<T>
    where T : unmanaged
{
    /// <summary>
    /// Creates an array over a source, which stays open until the array and everybody else who uses it have been disposed.
    /// </summary>
    /// <param name="source">The recording.</param>
    /// <param name="options">
    /// Durations of the window, blocks to read ahead, unwrapping; null for the defaults. What concerns the file was decided when the
    /// source was opened.
    /// </param>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    public AudioLoader(AudioSource source, AudioLoaderOptions? options = null)
        : this(options ?? AudioLoaderOptions.Default, UnwrappedSource.Signal<T>(source, options?.Unwrap))
    {
    }

    private AudioLoader(AudioLoaderOptions options, SourceSignal<T> signal)
        : base(signal, FramesOf(options.BufferDuration, signal.Rate), FramesOf(options.BackDuration, signal.Rate))
    {
        Source = signal.Source;
        MaxBufferBytes = options.MaxBufferBytes;
        ReadAheadBlocks = options.ReadAheadBlocks;
        // The array has a use of its own.
        signal.Dispose();
    }

    /// <summary>Format, rate and measured length of the recording.</summary>
    public AudioInfo Info => Source.Info;

    /// <summary>The recording behind the window, unwrapped where the options say so, readable by position from several threads.</summary>
    public AudioSource Source { get; }

    /// <summary>What is not as it should be in the file, in the order it was found; grows while the recording is read.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Source.Diagnostics;

    /// <inheritdoc/>
    protected override void LoadBuffer(long offset, Span<T> buffer) => Source.Read(offset, buffer);

    // A header may claim any rate: the window allocates no more than the recording has, and its bytes have their own limit.
    private static int FramesOf(TimeSpan duration, double rate) =>
        (int)Math.Min(Math.Ceiling(Math.Max(0, duration.TotalSeconds) * rate), int.MaxValue);
}
