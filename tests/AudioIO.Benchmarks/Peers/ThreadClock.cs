using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioIO.Benchmarks.Peers;

/// <summary>CPU time of the calling thread, so that other processes on the machine count less; wall time where there is none.</summary>
internal static unsafe partial class ThreadClock
{
    private const int ThreadCpuTime = 3; // CLOCK_THREAD_CPUTIME_ID on Linux

    public static double Seconds()
    {
        if (!OperatingSystem.IsLinux()) return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
        long* time = stackalloc long[2]; // seconds, nanoseconds
        _ = GetTime(ThreadCpuTime, time);
        return time[0] + (time[1] * 1e-9);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, long* time);
}
