using Microsoft.Win32.SafeHandles;

namespace AudioIO;

/// <summary>A file on disk. Positional reads need neither a cursor nor a lock; a file that shrinks gives short reads, no fault.</summary>
internal sealed class FileByteSource : ByteSource
{
    private readonly SafeFileHandle _handle;

    public FileByteSource(string path)
    {
        Path = path;
        // FileShare.ReadWrite | Delete: a recorder may still be writing, a viewer must not stop it.
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            Refresh();
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public override string Path { get; }

    public override int Read(long position, Span<byte> destination)
    {
        int total = 0;
        while (total < destination.Length)
        {
            int count = RandomAccess.Read(_handle, destination[total..], position + total);
            if (count == 0) break;
            total += count;
        }
        return total;
    }

    public override void Refresh() => Length = RandomAccess.GetLength(_handle);

    public override void Dispose() => _handle.Dispose();
}
