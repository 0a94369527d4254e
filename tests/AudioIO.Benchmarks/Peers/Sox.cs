using System.ComponentModel;
using System.Diagnostics;

namespace AudioIO.Benchmarks.Peers;

/// <summary>The program sox.</summary>
internal static class Sox
{
    /// <summary>Whether it is installed.</summary>
    public static bool IsPresent { get; } = Find();

    /// <summary>Runs it.</summary>
    /// <returns>CPU time of the process in seconds, its start included.</returns>
    public static double Seconds(params string[] arguments)
    {
        using Process process = Process.Start("sox", arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"sox {string.Join(' ', arguments)} failed.");
        return process.TotalProcessorTime.TotalSeconds;
    }

    private static bool Find()
    {
        try
        {
            return Seconds("-n", "-n", "trim", "0", "0") >= 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
