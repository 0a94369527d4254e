namespace AudioIO;

/// <summary>
/// A kind of recording: how it is recognised and how it is opened. <see cref="AudioLoaderOptions.Formats"/> is the list that every opening walks;
/// WAV, Wave64 and FLAC are in it, and another package or program adds a format of its own by deriving from this class:
/// <code>
/// var options = new AudioLoaderOptions { Formats = [.. AudioLoaderOptions.Default.Formats, new MyFormat()] };
/// </code>
/// An instance has no state and may be used by several threads at once.
/// </summary>
public abstract class AudioFormat
{
    /// <summary>The first bytes of a content that <see cref="Recognize"/> is given: fewer only where the content is shorter.</summary>
    public const int HeadBytes = 4096;

    /// <summary>What the format is called in messages, as "FLAC".</summary>
    public abstract string Name { get; }

    /// <summary>True where bytes begin a recording of this format. It depends on the bytes alone.</summary>
    /// <param name="head">
    /// The first bytes of the content, up to <see cref="HeadBytes"/>, behind ID3v2 tags where the file begins with some: those are passed over
    /// for every format.
    /// </param>
    public abstract bool Recognize(ReadOnlySpan<byte> head);

    /// <summary>Opens a recording that was recognised.</summary>
    /// <param name="bytes">
    /// The file. The source disposes of it; where this method throws, whoever called it does. <see cref="ByteSource.AsStream"/> is for libraries
    /// that take a stream.
    /// </param>
    /// <param name="start">Position in bytes of the content's first byte: 0, or that behind the ID3v2 tags.</param>
    /// <param name="options">How it is read.</param>
    /// <exception cref="AudioFormatException">The content cannot be read; the message says why.</exception>
    public abstract AudioSource Open(ByteSource bytes, long start, AudioLoaderOptions options);

    /// <summary>As <see cref="Open(ByteSource, long, AudioLoaderOptions)"/>, with what was read of the file so far.</summary>
    internal virtual AudioSource Open(ByteSource bytes, HeaderReader header, AudioLoaderOptions options)
    {
        AudioSource source = Open(bytes, header.Start, options)
            ?? throw new InvalidOperationException($"The format {Name} recognised the content and opened nothing.");
        source.Origin = new RecordingOrigin(bytes, options);
        foreach (Diagnostic entry in header.Log.Snapshot()) source.Log.Add(entry);
        return source;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
