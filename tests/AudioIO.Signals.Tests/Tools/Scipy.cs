using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AudioIO.Tests.Tools;

/// <summary>Runs scipy on doubles in files of a folder of its own.</summary>
internal static class Scipy
{
    // Debian's own interpreter has python3-scipy; another one that comes first on the path need not.
    private const string Python = "/usr/bin/python3";

    private const string Prologue = """
        import sys
        import numpy as np
        from scipy import fft, signal, special
        x = np.fromfile(sys.argv[1])
        def result(*arrays):
            np.concatenate([np.ravel(np.asarray(a, float)) for a in arrays]).tofile(sys.argv[2])

        """;

    /// <summary>Runs lines of Python that call <c>result(arrays…)</c>, with the input as <c>x</c> and numpy as <c>np</c>.</summary>
    /// <returns>The values of all arrays, one after the other.</returns>
    public static double[] Run(string lines, ReadOnlySpan<double> input = default)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("audioio-");
        try
        {
            string script = Path.Combine(folder.FullName, "run.py");
            string from = Path.Combine(folder.FullName, "x"), to = Path.Combine(folder.FullName, "y");
            File.WriteAllText(script, Prologue + lines);
            File.WriteAllBytes(from, MemoryMarshal.AsBytes(input));
            var start = new ProcessStartInfo(Python, [script, from, to]) { RedirectStandardError = true };
            using Process process = Process.Start(start)!;
            string errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{lines}: {errors}");
            return MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(to)).ToArray();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
