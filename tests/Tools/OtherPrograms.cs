namespace AudioIO.Tests.Tools;

/// <summary>
/// Whether tests that need other programs run: where the environment variable AUDIOIO_TOOLS is 1, as .ci/run sets it. They fail there if a program
/// is missing.
/// </summary>
internal static class OtherPrograms
{
    /// <summary>Why such tests are skipped; null where they run.</summary>
    public static string? SkipReason => Environment.GetEnvironmentVariable("AUDIOIO_TOOLS") == "1"
        ? null : "Needs other programs, which .ci/run installs: set AUDIOIO_TOOLS=1 where they are.";
}
