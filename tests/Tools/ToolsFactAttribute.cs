namespace AudioIO.Tests.Tools;

/// <summary>A test that needs other programs (<see cref="OtherPrograms"/>).</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolsFactAttribute : FactAttribute
{
    public ToolsFactAttribute() => Skip = OtherPrograms.SkipReason;
}
