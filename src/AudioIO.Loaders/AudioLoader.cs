using System.Numerics.Tensors;

namespace AudioIO;

/// <summary>
/// Opens recordings: WAV, FLAC, and what <see cref="AudioLoaderOptions.Formats"/> has besides. What a file is, its bytes say; its extension plays no
/// part.
/// <code>
/// using var data = AudioLoader.Open("night.wav");
/// float sample = data[123_456_789, 0];
/// </code>
/// </summary>
public static partial class AudioLoader
{
    /// <summary>Opens a recording as an array of floats in [−1, 1).</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The array; dispose it to close the file. A recording without frames is an empty array.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, cannot seek (a pipe), or the file cannot be read.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioLoader<float> Open(string path, AudioLoaderOptions? options = null) => Open<float>(path, options);

    /// <summary>Opens a recording in a stream as an array of floats in [−1, 1).</summary>
    /// <param name="stream">A stream that can read and seek; the recording begins at its position 0.</param>
    /// <param name="options">
    /// How it is read; null for the defaults. <see cref="AudioLoaderOptions.LeaveOpen"/> says whether the stream is closed.
    /// </param>
    /// <returns>The array; dispose it to close the stream.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioLoader<float> Open(Stream stream, AudioLoaderOptions? options = null) => Open<float>(stream, options);

    /// <summary>Opens a recording as an array of the samples' type of choice.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched.
    /// <c>int</c> or <c>short</c>: integers unscaled, where they fit.
    /// </typeparam>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The array; dispose it to close the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, cannot seek (a pipe), or the file cannot be read.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> Open<T>(string path, AudioLoaderOptions? options = null)
        where T : unmanaged => Opening.OrDispose(Opening.Bytes(path), options, OpenArray<T>);

    /// <summary>Opens a recording in a stream as an array of the samples' type of choice.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched.
    /// <c>int</c> or <c>short</c>: integers unscaled, where they fit.
    /// </typeparam>
    /// <param name="stream">A stream that can read and seek; the recording begins at its position 0.</param>
    /// <param name="options">
    /// How it is read; null for the defaults. <see cref="AudioLoaderOptions.LeaveOpen"/> says whether the stream is closed.
    /// </param>
    /// <returns>The array; dispose it to close the stream.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> Open<T>(Stream stream, AudioLoaderOptions? options = null)
        where T : unmanaged => Opening.OrDispose(Opening.Bytes(stream, options), options, OpenArray<T>);

    /// <summary>What a recording is: format, rate, channels, measured length. Reads headers alone and closes the file again.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Which formats are looked for; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, cannot seek (a pipe), or the file cannot be read.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioInfo Identify(string path, AudioLoaderOptions? options = null)
    {
        using AudioSource source = OpenSource(path, options);
        return source.Info;
    }

    /// <summary>What a recording in a stream is: format, rate, channels, measured length. The stream stays open.</summary>
    /// <param name="stream">A stream that can read and seek; the recording begins at its position 0.</param>
    /// <param name="options">Which formats are looked for; null for the defaults.</param>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioInfo Identify(Stream stream, AudioLoaderOptions? options = null)
    {
        using AudioSource source = OpenSource(stream, (options ?? AudioLoaderOptions.Default) with { LeaveOpen = true });
        return source.Info;
    }

    /// <summary>Reads a whole recording that fits into memory and closes the file.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched.
    /// <c>int</c> or <c>short</c>: integers unscaled, where they fit.
    /// </typeparam>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, cannot seek (a pipe), or the file cannot be read.</exception>
    /// <exception cref="AudioFormatException">
    /// The content is no recording that can be read, or has more samples than an array holds
    /// (<see cref="AudioFormatErrorKind.LimitExceeded"/>).
    /// </exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static Recording<T> Load<T>(string path, AudioLoaderOptions? options = null)
        where T : unmanaged
    {
        using AudioSource source = OpenSource(path, options);
        using SourceSignal<T> signal = UnwrappedSource.Signal<T>(source, options?.Unwrap);
        return Load<T>(signal.Source, path);
    }

    /// <summary>Reads a whole recording as floats in [−1, 1) and closes the file.</summary>
    /// <inheritdoc cref="Load{T}(string, AudioLoaderOptions?)"/>
    public static Recording<float> Load(string path, AudioLoaderOptions? options = null) => Load<float>(path, options);

    private static AudioLoader<T> OpenArray<T>(ByteSource bytes, AudioLoaderOptions options)
        where T : unmanaged
    {
        AudioSource source = OpenFilled(bytes, options);
        try
        {
            return new AudioLoader<T>(source, options);
        }
        finally
        {
            // The array has a use of its own.
            source.Dispose();
        }
    }

    private static Recording<T> Load<T>(AudioSource source, string path)
        where T : unmanaged
    {
        AudioInfo info = source.Info;
        if (info.Frames > Array.MaxLength / info.Channels)
        {
            throw new AudioFormatException(
                AudioFormatErrorKind.LimitExceeded,
                $"Recording: expected at most {Array.MaxLength} samples to load at once, " +
                $"found {info.Frames} frames of {info.Channels} channels; open it instead",
                path: path);
        }
        T[] samples = new T[info.Frames * info.Channels];
        source.Read<T>(0, samples);
        return new Recording<T>
        {
            Info = info,
            Samples = Tensor.Create(samples, [(nint)info.Frames, info.Channels]),
            Diagnostics = source.Diagnostics,
        };
    }
}
