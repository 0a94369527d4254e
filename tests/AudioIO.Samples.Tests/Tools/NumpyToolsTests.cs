using System.Diagnostics;
using AudioIO.Tests.Tools;
using SpectrogramProgram = AudioIO.Samples.Spectrogram.Program;

namespace AudioIO.Samples.Tests.Tools;

/// <summary>The numbers that Spectrogram writes, as numpy reads them.</summary>
[Trait("Needs", "tools")]
public sealed class NumpyToolsTests : IDisposable
{
    private readonly Workspace _here = new();

    public void Dispose() => _here.Dispose();

    [ToolsTheory]
    [InlineData("0", 1)]
    [InlineData("all", 2)]
    public void Numpy_reads_the_array_and_the_table_and_finds_the_same_numbers(string channel, int channels)
    {
        string wave = _here.WriteWave("two.wav", 8000, 2, 32_000, (frame, c) => 0.1 * Math.Sin(Math.PI * frame * (c + 1) / 4));
        string npy = _here.PathOf("levels.npy"), csv = _here.PathOf("levels.csv");
        string[] args = [wave, "--channel", channel, "--fft", "128", "--npy", npy, "--csv", csv, "-o", _here.PathOf("x.png"), "--width", "500"];
        Assert.Equal(0, SpectrogramProgram.Run(args, _here.Output, _here.Error));

        string printed = Python(
            $"""
            import numpy as np
            levels = np.load(r'{npy}', allow_pickle=False)
            table = np.genfromtxt(r'{csv}', delimiter=',', skip_header=1)
            print(levels.shape[0], levels.shape[2], levels.dtype, levels.flags.c_contiguous)
            print(np.abs(levels.reshape(-1, levels.shape[2]) - table[:, 2:]).max() <= 0.0006, len(table) == levels.shape[0] * levels.shape[1])
            print([int(levels[c, 100].argmax()) for c in range(levels.shape[0])], round(float(levels[0, 100].max()), 2))
            """);

        string loudest = channels == 1 ? "[16]" : "[16, 32]";
        Assert.Equal($"{channels} 65 float32 True\nTrue True\n{loudest} -20.0\n", printed.ReplaceLineEndings("\n"));
    }

    /// <summary>Runs lines of Python and returns what they print.</summary>
    private string Python(string lines)
    {
        string script = _here.PathOf("run.py");
        File.WriteAllText(script, lines);
        // Debian's own interpreter has python3-numpy; another one that comes first on the path need not.
        var start = new ProcessStartInfo("/usr/bin/python3", [script]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return printed;
    }
}
