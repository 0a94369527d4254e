namespace AudioIO;

/// <summary>
/// Opens sources of every format: one place that knows which content goes where, and that nothing stays open after a failure.
/// </summary>
internal static class Opening
{
    /// <summary>Opens the source for whatever recording the bytes hold. Owns the bytes only when it succeeds.</summary>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioSource Source(ByteSource bytes, AudioLoaderOptions options)
    {
        var header = new HeaderBytes(bytes);
        var log = new DiagnosticLog();
        AudioContainer container = Signature.Recognize(header, log, out long start);
        return container switch
        {
            AudioContainer.Flac => FlacSource.Open(bytes, options),
            _ => WaveSource.Open(bytes, header, start, container, options, log),
        };
    }

    /// <summary>
    /// The samples as the options want them: a signal of the caller's own, which keeps the source open.
    /// </summary>
    public static SourceSignal<T> Signal<T>(AudioSource source, AudioLoaderOptions? options)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(source);
        if (options?.Unwrap is not { } unwrap || source is UnwrappedSource)
        {
            source.ThrowIfNotReadable<T>();
            return new SourceSignal<T>(source);
        }
        using var unwrapped = new UnwrappedSource(source, unwrap);
        unwrapped.ThrowIfNotReadable<T>();
        return new SourceSignal<T>(unwrapped);
    }

    /// <summary>Opens the file's bytes.</summary>
    /// <exception cref="IOException">The path is a directory, or the file cannot be read.</exception>
    public static ByteSource Bytes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // The operating system's own answer to opening a directory is that access is denied.
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a directory: expected a recording.");
        return new FileByteSource(path);
    }

    /// <summary>Takes the stream's bytes.</summary>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    public static ByteSource Bytes(Stream stream, AudioLoaderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new StreamByteSource(stream, (options ?? AudioLoaderOptions.Default).LeaveOpen);
    }

    /// <summary>Runs an opening that takes over the bytes; closes them if it fails.</summary>
    public static TSource OrDispose<TSource>(
        ByteSource bytes, AudioLoaderOptions? options, Func<ByteSource, AudioLoaderOptions, TSource> open)
    {
        try
        {
            return open(bytes, options ?? AudioLoaderOptions.Default);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }
}
