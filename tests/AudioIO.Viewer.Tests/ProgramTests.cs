using System.Diagnostics;
using AudioIO.Samples.Viewer;

namespace AudioIO.Viewer.Tests;

/// <summary>The program, as it is started and ended.</summary>
[Trait("Needs", "tools")]
public sealed class ProgramTests : ViewerTest
{
    [ToolsFact]
    public async Task It_ends_when_the_system_says_so()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(ViewerServer).Assembly.Location, Tone(), "--cache", Here.PathOf("cache") },
            RedirectStandardOutput = true,
        };
        using Process viewer = Process.Start(start)!;
        try
        {
            Assert.Contains("http://", await viewer.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
            await viewer.StandardOutput.ReadLineAsync(); // said last, before it waits
            using Process kill = Process.Start("kill", ["-TERM", $"{viewer.Id}"]);
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
            await viewer.WaitForExitAsync(patience.Token);
            Assert.Equal(0, viewer.ExitCode);
        }
        finally
        {
            if (!viewer.HasExited) viewer.Kill();
        }
    }
}
