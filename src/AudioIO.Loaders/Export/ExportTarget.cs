namespace AudioIO;

/// <summary>Files that are made from a recording: none of them takes the place of one that it is read from.</summary>
internal static class ExportTarget
{
    /// <summary>Makes a file under another name, which takes its own when all is written.</summary>
    /// <param name="path">The name that it is to have.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <param name="isDurable">True to have it on the disk before it gets its name.</param>
    /// <param name="sources">Paths that it must not replace.</param>
    /// <param name="lengthBytes">How long it is going to be, about.</param>
    /// <exception cref="IOException">The file exists, is one of the sources, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder is read-only.</exception>
    public static WholeFile Create(string path, bool overwrite, bool isDurable, IEnumerable<string> sources, long lengthBytes = 0)
    {
        string full = Path.GetFullPath(path);
        if (sources.FirstOrDefault(source => RealPath.IsSame(source, full)) is { } own)
            throw new IOException($"'{full}' is a file of the recording itself ('{own}'): export it under another name.");
        if (!overwrite && File.Exists(full))
            throw new IOException($"'{full}' exists already: {nameof(ExportOptions)}.{nameof(ExportOptions.Overwrite)} replaces it.");
        return WholeFile.Create(full, overwrite, isDurable, lengthBytes);
    }
}
