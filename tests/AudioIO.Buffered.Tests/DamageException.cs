namespace AudioIO.Tests;

/// <summary>What a source throws for frames that are damaged.</summary>
public sealed class DamageException(long startFrame, long frameCount) : Exception($"{frameCount} frames from {startFrame} on are damaged."), IFrameDamage
{
    public long? StartFrame => startFrame;

    public long? FrameCount => frameCount;
}
