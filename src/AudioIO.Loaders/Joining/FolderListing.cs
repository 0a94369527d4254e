namespace AudioIO;

/// <summary>The files of a folder that a recording is made of.</summary>
/// <param name="Path">Full path of the folder.</param>
/// <param name="Names">Gives the full paths of the files that are there now, in any order.</param>
internal sealed record FolderListing(string Path, Func<IReadOnlyList<string>> Names)
{
    /// <summary>Files of a folder on disk, not of those in it; hidden ones are not recordings (<c>._night.wav</c>).</summary>
    /// <param name="path">Path of the folder, with or without a separator at its end.</param>
    /// <param name="pattern">Names with <c>*</c> and <c>?</c>, without regard to case.</param>
    public static FolderListing OfDisk(string path, string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        string full = System.IO.Path.GetFullPath(path);
        var options = new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive, IgnoreInaccessible = false };
        return new FolderListing(full, () => Directory.GetFiles(full, pattern, options));
    }
}
