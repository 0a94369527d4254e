using Microsoft.Win32.SafeHandles;

namespace AudioIO.Overviews;

/// <summary>An overview's file on disk.</summary>
/// <param name="path">Path; its folder is made when it is first written to.</param>
/// <param name="openFiles">Which files are open for reading.</param>
internal sealed class SidecarFile(string path, OpenSidecars openFiles) : ISidecarBytes
{
    private readonly Lock _lock = new();
    private SafeFileHandle? _reader;
    private SafeFileHandle? _writer;

    public string Path => path;

    public int Read(long position, Span<byte> bytes)
    {
        while (true)
        {
            SafeFileHandle? handle = Reader();
            if (handle is null) return 0;
            try
            {
                int read = 0;
                while (read < bytes.Length)
                {
                    int got = RandomAccess.Read(handle, bytes[read..], position + read);
                    if (got == 0) break;
                    read += got;
                }
                return read;
            }
            catch (ObjectDisposedException)
            {
                // It was closed for another one: once more.
            }
        }
    }

    public void BeginWriting()
    {
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        // Nobody is kept out: two programs that fill one file write the same bytes, and what goes wrong between them a checksum finds.
        _writer = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    public void Write(long position, ReadOnlySpan<byte> bytes) => RandomAccess.Write(_writer!, bytes, position);

    public void Clear() => RandomAccess.SetLength(_writer!, 0);

    public void EndWriting()
    {
        _writer?.Dispose();
        _writer = null;
    }

    /// <summary>Closes the file; it is opened again when it is read.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _reader?.Dispose();
            _reader = null;
        }
    }

    public void Dispose()
    {
        EndWriting();
        Release();
    }

    private SafeFileHandle? Reader()
    {
        lock (_lock)
        {
            if (_reader is not null) return _reader;
            try
            {
                _reader = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        }
        openFiles.Add(this);
        return _reader;
    }
}
