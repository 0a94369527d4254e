namespace AudioIO;

/// <summary>Where the files of a recording come from.</summary>
/// <param name="Open">Opens a file.</param>
/// <param name="Stamp">Tells whether it is still the same, without opening it.</param>
internal sealed record FileStore(Func<string, AudioLoaderOptions, AudioSource> Open, Func<string, FileStamp> Stamp)
{
    public static FileStore Disk { get; } = new(
        static (path, options) => Opening.OrDispose(Opening.Bytes(path), options, Opening.Source),
        FileStamp.Of);

    /// <summary>The exceptions by which a file, not the program, is at fault.</summary>
    public static bool IsUnreadable(Exception fault) => fault is AudioFormatException or IOException or UnauthorizedAccessException;

    /// <summary>Opens a file that was known before, and sees to it that it is still the one that was known.</summary>
    /// <exception cref="IOException">The file is gone, or not the same any more.</exception>
    public AudioSource OpenKnown(IndexedFile file, AudioLoaderOptions options)
    {
        ThrowIfChanged(file);
        AudioSource source = Open(file.Path, options);
        try
        {
            if (SharedInfo.Change(file.Info, source.Info) is { } change) throw Changed(file, change);
            ThrowIfChanged(file); // the first look was at a name, this one is at what the opened name still stands for
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private void ThrowIfChanged(IndexedFile file)
    {
        if (file.Stamp.DifferenceTo(Stamp(file.Path)) is { } difference) throw Changed(file, difference);
    }

    private static IOException Changed(IndexedFile file, string difference) =>
        new($"The file '{file.Path}' has changed since the recording was opened or indexed: {difference}.");
}
