namespace AudioIO;

/// <summary>
/// Opens whatever recording some bytes hold: the one place that passes over tags, asks the formats, names what none of them knows, and sees to
/// it that nothing stays open after a failure.
/// </summary>
internal static class Opening
{
    /// <summary>Opens the source for whatever recording the bytes hold. Owns the bytes only when it succeeds.</summary>
    /// <exception cref="AudioFormatException">The content is no recording that can be read; the message says what it is.</exception>
    public static AudioSource Source(ByteSource bytes, AudioLoaderOptions options)
    {
        if (bytes.Length == 0)
        {
            const string Empty = "The file is empty (0 bytes): expected a recording";
            throw new AudioFormatException(AudioFormatErrorKind.Truncated, Empty, 0, bytes.Path);
        }
        var header = new HeaderReader(bytes, new DiagnosticLog());
        header.Start = Id3v2.Skip(header, 0);
        if (header.Start > 0)
            header.Note(DiagnosticKind.Ignored, 0, $"{header.Start} bytes of ID3v2 tags stand before the recording; they are skipped.");
        return Recognize(header, options.Formats).Open(bytes, header, options);
    }

    /// <summary>Opens the file's bytes.</summary>
    /// <exception cref="IOException">The path is a directory, cannot seek, or the file cannot be read.</exception>
    public static ByteSource Bytes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Without the text: it may hold a signature.
        if (path.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            throw new FileNotFoundException("An address is no path of a file: open it as AudioLoader.Open(new Uri(address)).");
        // The operating system's own answer to opening a directory is that access is denied.
        if (Directory.Exists(path)) throw new IOException($"'{path}' is a directory: expected a recording.");
        return new FileByteSource(path);
    }

    /// <summary>
    /// Opens the bytes at an address. The name says no more than what is worth asking for at once.
    /// </summary>
    /// <exception cref="ArgumentException">The address is not absolute, or of a scheme that is not known.</exception>
    public static ByteSource Bytes(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address is { IsAbsoluteUri: true, IsFile: true }) return Bytes(address.LocalPath);
        bool isFlac = address.IsAbsoluteUri && RangeByteSource.NameOf(address)?.EndsWith(".flac", StringComparison.OrdinalIgnoreCase) == true;
        return new RangeByteSource(address, isFlac ? RangeOptions.Flac : RangeOptions.Default);
    }

    /// <summary>Takes the stream's bytes.</summary>
    /// <exception cref="ArgumentException">The stream cannot read or cannot seek.</exception>
    public static ByteSource Bytes(Stream stream, AudioLoaderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new StreamByteSource(stream, (options ?? AudioLoaderOptions.Default).LeaveOpen);
    }

    /// <summary>Takes the bytes, or borrows them where the options leave them open.</summary>
    public static ByteSource Bytes(ByteSource bytes, AudioLoaderOptions? options)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return (options ?? AudioLoaderOptions.Default).LeaveOpen ? new BorrowedByteSource(bytes) : bytes;
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

    private static AudioFormat Recognize(HeaderReader header, IReadOnlyList<AudioFormat> formats)
    {
        ReadOnlySpan<byte> head = header.Peek(header.Start, AudioFormat.HeadBytes);
        foreach (AudioFormat format in formats)
        {
            if (format.Recognize(head)) return format;
        }
        string names = string.Join(", ", formats.SkipLast(1).Select(format => format.Name));
        string expected = formats switch
        {
            [] => "nothing, for no format is to be read",
            [AudioFormat only] => $"a {only.Name} recording",
            _ => $"a {names} or {formats[^1].Name} recording",
        };
        string found = ForeignContent.Describe(head, header.Start, header.Length, header.Path);
        throw header.Fault(AudioFormatErrorKind.Unsupported, header.Start, "Content", expected, found);
    }
}
