namespace AudioIO;

/// <summary>Where the files of a recording come from.</summary>
/// <param name="Bytes">Opens a file.</param>
/// <param name="Stamp">Tells whether it is still the same, without opening it.</param>
internal sealed record FileStore(Func<string, ByteSource> Bytes, Func<string, FileStamp> Stamp)
{
    public static FileStore Disk { get; } = new(Opening.Bytes, FileStamp.Of);

    /// <summary>The exceptions by which a file, not the program, is at fault.</summary>
    public static bool IsUnreadable(Exception fault) => fault is AudioFormatException or IOException or UnauthorizedAccessException;

    /// <summary>Opens a file that is looked at for the first time.</summary>
    public AudioSource Open(string path, AudioLoaderOptions options) => Opening.OrDispose(Bytes(path), options, Opening.Source);
}
