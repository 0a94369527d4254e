using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Where a picture or numbers go: a file, of which nothing is seen before it is whole, or a pipe. Opened before the work that makes them.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string? _path; // null for a pipe
    private readonly string? _unfinished;
    private readonly Stream _stream;
    private bool _isWritten;

    private OutputFile(string? path, string? unfinished, Stream stream)
    {
        _path = path;
        _unfinished = unfinished;
        _stream = stream;
    }

    /// <summary>True for <c>-</c> and the names that the system has for the standard output.</summary>
    public static bool IsStandardOutput(string? path) => path is "-" or "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1";

    /// <summary>Sees to it that a file can be written, and that it takes the place of nothing but one of its kind.</summary>
    /// <param name="path">Path of the file, or - for the standard output.</param>
    /// <param name="kind">What will be written.</param>
    /// <exception cref="UsageException">The path is a folder, its folder does not exist, or there is something else.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static OutputFile Open(string path, OutputKind kind)
    {
        if (IsStandardOutput(path)) return new OutputFile(null, null, Console.OpenStandardOutput());
        if (Directory.Exists(path)) throw new UsageException($"{kind.Option}: {path} is a folder.");
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(folder)) throw new UsageException($"{kind.Option}: there is no folder {folder}");
        if (File.Exists(path))
        {
            var there = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            // A named pipe, whose reader waits for it; looking at what is in it would wait for ever.
            if (!there.CanSeek) return new OutputFile(null, null, there);
            there.Dispose();
            RefuseToSpoil(path, kind);
        }
        string unfinished = Path.Combine(folder, $".{Path.GetFileName(full)}.{Environment.ProcessId}.unfinished");
        return new OutputFile(full, unfinished, new FileStream(unfinished, FileMode.Create, FileAccess.Write));
    }

    /// <summary>Writes the whole content.</summary>
    public void Write(Action<Stream> save)
    {
        save(_stream);
        _stream.Dispose();
        if (_path is not null) File.Move(_unfinished!, _path, overwrite: true);
        _isWritten = true;
    }

    /// <summary>Leaves nothing behind of what was not written.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        if (!_isWritten && _unfinished is not null) File.Delete(_unfinished);
    }

    private static void RefuseToSpoil(string path, OutputKind kind)
    {
        // Not by its name: the recording itself could be called .png, or a link could lead to it.
        byte[] start = new byte[kind.Signature.Length];
        using FileStream file = File.OpenRead(path);
        int count = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (!start.AsSpan(0, count).SequenceEqual(kind.Signature))
            throw new UsageException($"{kind.Option}: {path} exists and is no {kind.Name}; it is left as it is.");
    }
}
