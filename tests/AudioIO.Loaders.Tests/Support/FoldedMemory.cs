using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Tests;

/// <summary>
/// Addresses for billions of values on little memory: they are cut into zones, and within a zone the same pages come again and again. What is
/// written everywhere in a zone is found there; who leaves a zone out, leaves its pages as they were.
/// </summary>
internal sealed class FoldedMemory : IDisposable
{
    // mmap(2) of Linux.
    private const int ReadWrite = 3, Shared = 0x01, Private = 0x02, Fixed = 0x10, Anonymous = 0x20, NoReserve = 0x4000;

    private readonly FileStream _pages;
    private readonly nint _address;
    private readonly long _zoneBytes;
    private readonly int _zones;

    /// <param name="zones">Number of zones.</param>
    /// <param name="zoneBytes">Bytes of each.</param>
    /// <param name="pageBytes">Bytes of memory for each; a part of the zone, and a multiple of what the system maps at once.</param>
    public FoldedMemory(int zones, long zoneBytes, int pageBytes)
    {
        (_zones, _zoneBytes) = (zones, zoneBytes);
        string path = Path.GetTempFileName();
        _pages = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        _pages.SetLength((long)zones * pageBytes);
        // The addresses first, without memory.
        _address = Map(0, zones * zoneBytes, Private | Anonymous | NoReserve, -1, 0);
        int pages = (int)_pages.SafeFileHandle.DangerousGetHandle();
        for (int zone = 0; zone < zones; zone++)
        {
            for (long at = 0; at < zoneBytes; at += pageBytes)
                Map(_address + (nint)((zone * zoneBytes) + at), pageBytes, Shared | Fixed, pages, (long)zone * pageBytes);
        }
    }

    /// <summary>All of it.</summary>
    public Span<T> AsSpan<T>()
        where T : unmanaged =>
        MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<T>(), _address), checked((int)(_zones * _zoneBytes / Unsafe.SizeOf<T>())));

    public void Dispose()
    {
        _ = munmap(_address, (nuint)(_zones * _zoneBytes));
        _pages.Dispose();
    }

    private static nint Map(nint address, long bytes, int flags, int file, long offset)
    {
        nint mapped = mmap(address, (nuint)bytes, ReadWrite, flags, file, offset);
        return mapped != -1 ? mapped : throw new IOException($"mmap: error {Marshal.GetLastPInvokeError()}");
    }

    // The names that the system gives them.
#pragma warning disable IDE1006, SYSLIB1054
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint mmap(nint address, nuint length, int protection, int flags, int file, long offset);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int munmap(nint address, nuint length);
#pragma warning restore IDE1006, SYSLIB1054
}
