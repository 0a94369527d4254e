namespace AudioIO;

/// <summary>
/// A file that is there whole or not at all: it is written under another name in the same folder, and takes its own when all is written.
/// Whatever happens before, nothing of it stays.
/// </summary>
internal sealed class ExportTarget : IDisposable
{
    private const int MaxKeptName = 64;

    private readonly bool _overwrite;
    private readonly string _temporary;
    private bool _isCommitted;

    private ExportTarget(string path, bool overwrite, string temporary, FileStream stream)
    {
        Path = path;
        Stream = stream;
        _overwrite = overwrite;
        _temporary = temporary;
    }

    /// <summary>Full path of the file.</summary>
    public string Path { get; }

    /// <summary>Takes the content.</summary>
    public FileStream Stream { get; }

    /// <summary>Makes the file under its other name.</summary>
    /// <param name="path">The name that it is to have.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <param name="lengthBytes">
    /// How long it is going to be, about: room is made at once, so that a disk that is too small is found out now, and writing costs less.
    /// </param>
    /// <param name="sources">Paths that it must not replace.</param>
    /// <exception cref="IOException">The file exists, is one of the sources, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Its folder is read-only.</exception>
    public static ExportTarget Create(string path, bool overwrite, long lengthBytes, IEnumerable<string> sources)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (sources.FirstOrDefault(source => RealPath.IsSame(source, full)) is { } own)
            throw new IOException($"'{full}' is a file of the recording itself ('{own}'): export it under another name.");
        if (Directory.Exists(full)) throw new IOException($"'{full}' is a directory: expected the name of a file.");
        if (!overwrite && File.Exists(full))
            throw new IOException($"'{full}' exists already: {nameof(ExportOptions)}.{nameof(ExportOptions.Overwrite)} replaces it.");
        string folder = System.IO.Path.GetDirectoryName(full)!;
        string name = System.IO.Path.GetFileName(full);
        string kept = name[..Math.Min(name.Length, MaxKeptName)];
        string temporary = System.IO.Path.Combine(folder, $".{kept}.{System.IO.Path.GetRandomFileName()}.part");
        try
        {
            var stream = new FileStream(temporary, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
                PreallocationSize = lengthBytes,
            });
            return new ExportTarget(full, overwrite, temporary, stream);
        }
        // The name in .NET's own message is one that nobody has chosen.
        catch (UnauthorizedAccessException fault)
        {
            throw new UnauthorizedAccessException($"'{full}' cannot be written: its folder is read-only.", fault);
        }
        catch (DirectoryNotFoundException fault)
        {
            throw new DirectoryNotFoundException($"'{full}' cannot be written: there is no such folder.", fault);
        }
        catch (IOException fault)
        {
            throw new IOException($"'{full}' cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Gives the file its name. All is written and closed.</summary>
    /// <exception cref="IOException">A file of this name has come into being meanwhile.</exception>
    public void Commit()
    {
        File.Move(_temporary, Path, _overwrite);
        _isCommitted = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_isCommitted) File.Delete(_temporary);
    }
}
