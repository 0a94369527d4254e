namespace AudioIO;

/// <summary>How a recording of several files was opened, for when it grows.</summary>
/// <param name="Options">The options.</param>
/// <param name="Store">Where the files are.</param>
internal sealed record JoinSettings(AudioLoaderOptions Options, FileStore Store)
{
    /// <summary>True where the files were described by an index that may be older than the file system they lie on now.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>The folder whose files they are; null for a list.</summary>
    public FolderListing? Folder { get; init; }
}
