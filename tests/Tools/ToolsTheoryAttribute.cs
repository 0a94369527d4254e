namespace AudioIO.Tests.Tools;

/// <summary>A test with data that needs other programs (<see cref="OtherPrograms"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolsTheoryAttribute : TheoryAttribute
{
    public ToolsTheoryAttribute() => Skip = OtherPrograms.SkipReason;
}
