using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AudioIO;

/// <summary>A file on disk. Positional reads need neither a cursor nor a lock; a file that shrinks gives short reads, no fault.</summary>
internal sealed class FileByteSource : ByteSource
{
    private readonly SafeFileHandle _handle;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">It cannot seek, as a pipe, or cannot be read.</exception>
    public FileByteSource(string path)
    {
        Path = path;
        // FileShare.ReadWrite | Delete: a recorder may still be writing, a viewer must not stop it.
        _handle = WithoutWaiting(path) ??
            File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            Refresh();
        }
        catch (NotSupportedException)
        {
            _handle.Dispose();
            throw new IOException(
                $"cannot seek: '{path}' is a pipe or another thing that is read once, from its beginning; copy it to a file first.");
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public override string Path { get; }

    protected override int ReadBytes(long position, Span<byte> destination) => RandomAccess.Read(_handle, destination, position);

    protected override ValueTask<int> ReadBytesAsync(long position, Memory<byte> destination, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_handle, destination, position, cancellationToken);

    public override void Refresh() => Length = RandomAccess.GetLength(_handle);

    internal override long FindWrittenEnd() => OperatingSystem.IsLinux() ? SparseFile.FindWrittenEnd(_handle, Length) : Length;

    protected override void Dispose(bool disposing)
    {
        _handle.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Opens without waiting: .NET waits for ever in opening a named pipe that nobody writes to, and has no way to ask before. Null where
    /// the operating system has no such waiting, or refuses; then .NET opens it, and its exceptions count.
    /// </summary>
    private static SafeFileHandle? WithoutWaiting(string path)
    {
        // O_RDONLY | O_NONBLOCK | O_CLOEXEC; to a file on disk, not waiting makes no difference.
        int flags = OperatingSystem.IsLinux() ? 0x80800 : OperatingSystem.IsMacOS() ? 0x1000004 : 0;
        if (flags == 0) return null;
        int descriptor = Open(path, flags);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
