namespace AudioIO.Viewer.Tests.Browser;

/// <summary>
/// A test in Debian's chromium. It runs where the environment variable AUDIOIO_TOOLS is 1, as .ci/run sets it, and fails there if there is no
/// browser.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolsFactAttribute : FactAttribute
{
    public ToolsFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("AUDIOIO_TOOLS") != "1") Skip = "Drives chromium: set AUDIOIO_TOOLS=1 where it is installed.";
    }
}
