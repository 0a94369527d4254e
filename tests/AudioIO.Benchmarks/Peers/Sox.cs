using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioIO.Benchmarks.Peers;

/// <summary>The program sox.</summary>
internal static unsafe partial class Sox
{
    private const int Children = -1; // RUSAGE_CHILDREN

    /// <summary>Whether it is installed.</summary>
    public static bool IsPresent { get; } = Find();

    /// <summary>Runs it.</summary>
    /// <returns>CPU time of the process in seconds, its start included.</returns>
    public static double Seconds(params string[] arguments)
    {
        double before = ChildrenSeconds();
        // What it warns of is no business of these benchmarks.
        using Process process = Process.Start("sox", ["-V1", .. arguments]);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"sox {string.Join(' ', arguments)} failed.");
        return ChildrenSeconds() - before;
    }

    private static bool Find()
    {
        try
        {
            return OperatingSystem.IsLinux() && Seconds("-n", "-n", "trim", "0", "0") >= 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>CPU time of all processes that were started and have ended.</summary>
    private static double ChildrenSeconds()
    {
        // Of struct rusage, the first two are the times in user and system mode, in seconds and microseconds each.
        long* usage = stackalloc long[18];
        _ = GetUsage(Children, usage);
        return usage[0] + usage[2] + ((usage[1] + usage[3]) * 1e-6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, long* usage);
}
