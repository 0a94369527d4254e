namespace AudioIO.Tests;

/// <summary>Records as tests expect them, in one line each.</summary>
internal static class Expected
{
    public static Marker Marker(long startFrame, long frameCount, string label, string text) =>
        new() { StartFrame = startFrame, FrameCount = frameCount, Label = label, Text = text };

    public static StartTime Start(DateTime local, TimeSpan? utcOffset, string origin) =>
        new() { Local = local, UtcOffset = utcOffset, Origin = origin };
}
