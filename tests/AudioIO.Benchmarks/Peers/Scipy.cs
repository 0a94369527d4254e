using System.Diagnostics;
using System.Globalization;

namespace AudioIO.Benchmarks.Peers;

/// <summary>
/// scipy in a process of its own, which does the jobs that it is told, one by one, and says how long each took by its own clock: neither its
/// start nor the way of the data to it counts.
/// </summary>
internal sealed class Scipy : IDisposable
{
    // Debian's own interpreter has python3-scipy; another one that comes first on the path need not.
    private const string Python = "/usr/bin/python3";

    private readonly Process _process;

    private Scipy(Process process) => _process = process;

    /// <summary>Starts it; null where there is none.</summary>
    /// <param name="jobs">Lines of Python that define a function for each job, with numpy as <c>np</c>, <c>fft</c> and <c>signal</c> of scipy.</param>
    public static Scipy? Start(string jobs)
    {
        if (!File.Exists(Python)) return null;
        string script = "import sys, time\nimport numpy as np\nfrom scipy import fft, signal\n" + jobs + """

            print('ready', flush=True)
            for line in sys.stdin:
                job = globals()[line.strip()]
                start = time.perf_counter()
                job()
                print(time.perf_counter() - start, flush=True)
            """.ReplaceLineEndings("\n");
        var start = new ProcessStartInfo(Python, ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() == "ready") return new Scipy(process);
        Console.WriteLine("Skipped: " + process.StandardError.ReadToEnd().TrimEnd().Split('\n')[^1]);
        process.Dispose();
        return null;
    }

    /// <summary>Does a job once.</summary>
    /// <returns>Wall time in seconds.</returns>
    public double Seconds(string job)
    {
        _process.StandardInput.WriteLine(job);
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(_process.StandardError.ReadToEnd());
        return double.Parse(line, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
