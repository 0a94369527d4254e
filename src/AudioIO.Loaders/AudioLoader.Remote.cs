namespace AudioIO;

public static partial class AudioLoader
{
    /// <summary>Opens a recording in a store or on a web server, of which only what is read is fetched, as an array of floats in [−1, 1).</summary>
    /// <inheritdoc cref="Open{T}(Uri, AudioLoaderOptions?)"/>
    public static AudioLoader<float> Open(Uri address, AudioLoaderOptions? options = null) => Open<float>(address, options);

    /// <summary>
    /// Opens a recording in a store or on a web server that answers HTTP ranges, of which only what is read is fetched. S3, Azure, GCS and the
    /// like have such addresses, public or signed. For headers, time limits or a client of your own open a <see cref="RangeByteSource"/>.
    /// </summary>
    /// <typeparam name="T">
    /// <c>float</c> or <c>double</c>: integers scaled to [−1, 1), floats untouched. <c>int</c> or <c>short</c>: integers unscaled,
    /// where they fit.
    /// </typeparam>
    /// <param name="address">
    /// Where it is: http, https or file. The last part of its path is the name of the recording; the query appears in no message.
    /// </param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The array; dispose it to end what is under way.</returns>
    /// <exception cref="ArgumentException">The address is not absolute, or of another scheme.</exception>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read: a signature may have expired.</exception>
    /// <exception cref="IOException">The server cannot be reached, does not answer ranges, or fails three times.</exception>
    /// <exception cref="AudioFormatException">
    /// The content is no recording that can be read; the message says what it is. In reading, <see cref="AudioFormatErrorKind.Changed"/> where
    /// the object is no longer the one that was opened.
    /// </exception>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> cannot hold the samples of this recording.</exception>
    public static AudioLoader<T> Open<T>(Uri address, AudioLoaderOptions? options = null)
        where T : unmanaged => Opening.OrDispose(Opening.Bytes(address), options, OpenArray<T>);

    /// <summary>Opens a recording in a store or on a web server to be read by position, by any number of threads and arrays.</summary>
    /// <param name="address">Where it is: http, https or file, as for <see cref="Open{T}(Uri, AudioLoaderOptions?)"/>.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <returns>The recording; dispose it to end what is under way.</returns>
    /// <exception cref="ArgumentException">The address is not absolute, or of another scheme.</exception>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read: a signature may have expired.</exception>
    /// <exception cref="IOException">The server cannot be reached, does not answer ranges, or fails three times.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioSource OpenSource(Uri address, AudioLoaderOptions? options = null) =>
        Opening.OrDispose(Opening.Bytes(address), options, OpenFilled);

    /// <summary>What a recording in a store or on a web server is: format, rate, channels, measured length.</summary>
    /// <param name="address">Where it is: http, https or file, as for <see cref="Open{T}(Uri, AudioLoaderOptions?)"/>.</param>
    /// <param name="options">Which formats are looked for; null for the defaults.</param>
    /// <exception cref="ArgumentException">The address is not absolute, or of another scheme.</exception>
    /// <exception cref="FileNotFoundException">There is no such object.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read: a signature may have expired.</exception>
    /// <exception cref="IOException">The server cannot be reached, does not answer ranges, or fails three times.</exception>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioInfo Identify(Uri address, AudioLoaderOptions? options = null)
    {
        using AudioSource source = OpenSource(address, options);
        return source.Info;
    }
}
