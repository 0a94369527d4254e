namespace AudioIO.Tests.Tools;

/// <summary>
/// A test against other programs. It runs where the environment variable AUDIOIO_TOOLS is 1, as .ci/run sets it, and fails there if a
/// program is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolsTheoryAttribute : TheoryAttribute
{
    public ToolsTheoryAttribute()
    {
        if (Environment.GetEnvironmentVariable("AUDIOIO_TOOLS") != "1")
            Skip = "Compares with other programs, which .ci/run installs: set AUDIOIO_TOOLS=1 where they are.";
    }
}
