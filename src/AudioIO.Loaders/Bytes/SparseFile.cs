using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AudioIO;

/// <summary>Asks Linux where a file has bytes and where it has holes, which read as zeros: reserved and never written.</summary>
internal static class SparseFile
{
    private const int SeekData = 3;
    private const int SeekHole = 4;

    // ENXIO.
    private const int NoSuchAddress = 6;

    /// <summary>Stretches of data that are passed at most: a file in more pieces is taken for one without holes.</summary>
    private const int MaxStretches = 1 << 16;

    /// <summary>Where the last stretch of data ends; <paramref name="length"/> where the file system does not tell.</summary>
    public static long FindWrittenEnd(SafeFileHandle handle, long length)
    {
        long end = 0;
        for (int i = 0; i < MaxStretches; i++)
        {
            long data = Seek(handle, end, SeekData);
            // No data behind: the file ends with a hole. Any other refusal says nothing.
            if (data < 0) return Marshal.GetLastPInvokeError() == NoSuchAddress ? Math.Min(end, length) : length;
            long hole = Seek(handle, data, SeekHole);
            if (hole <= end || hole >= length) return length;
            end = hole;
        }
        return length;
    }

    // Reads are positional: the cursor that it moves is nobody's.
    [DllImport("libc", EntryPoint = "lseek", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long Seek(SafeFileHandle handle, long offset, int whence);
}
