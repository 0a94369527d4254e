namespace AudioIO;

/// <summary>Writes files that are there as a whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file, in place of any of that name: of several who write it at once, the last one's stays.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="ArgumentException">The path is empty, or ends as that of a directory does.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.EndsInDirectorySeparator(path))
            throw new ArgumentException($"'{path}' names a directory: expected the path of a file.", nameof(path));
        string full = Path.GetFullPath(path);
        // A name of its own: another writer must not find a file half written, nor lose it.
        string unfinished = $"{full}.{Guid.NewGuid():N}.unfinished";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                // Else a machine that stops may keep the name and lose the content.
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, full, overwrite: true);
        }
        catch
        {
            TryDelete(unfinished);
            throw;
        }
    }

    // It must not hide why the file could not be written.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (FileStore.IsUnreadable(fault))
        {
        }
    }
}
