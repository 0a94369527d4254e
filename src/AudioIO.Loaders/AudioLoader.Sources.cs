namespace AudioIO;

public static partial class AudioLoader
{
    /// <summary>
    /// Opens an array of floats in [−1, 1) over a recording that other arrays may use, too: a viewer and an analysis, each with a
    /// window of its own, in a thread of its own.
    /// </summary>
    /// <param name="source">
    /// The recording, for instance another array's <see cref="AudioLoader{T}.Source"/>. The last user closes it.
    /// </param>
    /// <param name="options">Durations of the window, blocks to read ahead, unwrapping; null for the defaults.</param>
    /// <returns>The array; dispose it to end its use of the source.</returns>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    public static AudioLoader<float> Open(AudioSource source, AudioLoaderOptions? options = null) => new(source, options);

    /// <summary>Opens an array of the samples' type of choice over a recording that other arrays may use, too.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled,
    /// where they fit.
    /// </typeparam>
    /// <param name="source">
    /// The recording, for instance another array's <see cref="AudioLoader{T}.Source"/>. The last user closes it.
    /// </param>
    /// <param name="options">Durations of the window, blocks to read ahead, unwrapping; null for the defaults.</param>
    /// <returns>The array; dispose it to end its use of the source.</returns>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    /// <exception cref="ObjectDisposedException">The source was closed.</exception>
    public static AudioLoader<T> Open<T>(AudioSource source, AudioLoaderOptions? options = null)
        where T : unmanaged => new(source, options);

    /// <summary>Opens a recording in bytes of any origin as an array of floats in [−1, 1).</summary>
    /// <inheritdoc cref="Open{T}(ByteSource, AudioLoaderOptions?)"/>
    public static AudioLoader<float> Open(ByteSource bytes, AudioLoaderOptions? options = null) => Open<float>(bytes, options);

    /// <summary>Opens a recording in bytes of any origin as an array of the samples' type of choice.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled,
    /// where they fit.
    /// </typeparam>
    /// <param name="bytes">The bytes, closed with the array unless <see cref="AudioLoaderOptions.LeaveOpen"/> leaves them open.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The array; dispose it to close the bytes.</returns>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> Open<T>(ByteSource bytes, AudioLoaderOptions? options = null)
        where T : unmanaged => Opening.OrDispose(Opening.Bytes(bytes, options), options, OpenArray<T>);

    /// <summary>
    /// Opens a recording to be read by position, by any number of threads and arrays. What only one format can do, its own class has:
    /// <c>if (source is FlacSource flac) flac.Verify();</c>
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The recording; dispose it to close the file.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">The path is a directory, cannot seek (a pipe), or the file cannot be read.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioSource OpenSource(string path, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(path), options, OpenFilled);

    /// <summary>Opens a recording in a stream to be read by position, by any number of threads and arrays.</summary>
    /// <param name="stream">A stream that can read and seek; the recording begins at its position 0.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The recording; dispose it to close the stream, unless the options leave it open.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioSource OpenSource(Stream stream, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(stream, options), options, OpenFilled);

    /// <summary>Opens a recording in bytes of any origin to be read by position, by any number of threads and arrays.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The recording; dispose it to close the bytes, unless the options leave them open.</returns>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioSource OpenSource(ByteSource bytes, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(bytes, options), options, OpenFilled);

    /// <summary>Opens raw samples in a stream, such as another library's decoder, as an array of floats in [−1, 1).</summary>
    /// <param name="stream">A stream that can read and seek.</param>
    /// <param name="format">How the samples lie in it.</param>
    /// <param name="options">
    /// How it is read; null for the defaults. <see cref="AudioLoaderOptions.LeaveOpen"/> says whether the stream is closed.
    /// </param>
    /// <returns>The array; dispose it to close the stream.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The stream ends before <see cref="PcmFormat.StartPosition"/>.</exception>
    public static AudioLoader<float> Open(Stream stream, PcmFormat format, AudioLoaderOptions? options = null) =>
        Open<float>(stream, format, options);

    /// <summary>Opens raw samples in a stream, such as another library's decoder, as an array of the samples' type of choice.</summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled,
    /// where they fit.
    /// </typeparam>
    /// <param name="stream">A stream that can read and seek.</param>
    /// <param name="format">How the samples lie in it.</param>
    /// <param name="options">
    /// How it is read; null for the defaults. <see cref="AudioLoaderOptions.LeaveOpen"/> says whether the stream is closed.
    /// </param>
    /// <returns>The array; dispose it to close the stream.</returns>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    /// <exception cref="AudioFormatException">The stream ends before <see cref="PcmFormat.StartPosition"/>.</exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> Open<T>(Stream stream, PcmFormat format, AudioLoaderOptions? options = null)
        where T : unmanaged
    {
        using PcmStreamSource source = PcmStreamSource.Open(stream, format, options);
        return new AudioLoader<T>(source, options);
    }

    /// <summary>Opens whatever recording the bytes hold, with silence in its gaps where that is asked for and it has any.</summary>
    private static AudioSource OpenFilled(ByteSource bytes, AudioLoaderOptions options)
    {
        AudioSource source = Opening.Source(bytes, options);
        if (options.Gaps != GapPolicy.Fill) return source;
        try
        {
            if (source.Stretches.Count < 2 && !source.MayGetStretches) return source;
            // One recording is joined with none, whether it says when it begins or not.
            ConcatenatedSource filled = ConcatenatedSource.Of([source], options with { OnJoin = JoinPolicy.Report });
            source.Dispose(); // the other one has a use of its own
            return filled;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }
}
