namespace AudioIO.Tests.Contract;

/// <summary>A signal that stands on another one and has its values.</summary>
public sealed class PassingSignal<T>(Signal<T> over) : Signal<T>(over.Rate, over.Frames, over.FrameShape, over)
    where T : unmanaged
{
    public override long Frames => over.Frames;

    public override int FramesPerUnit => over.FramesPerUnit;

    public override IReadOnlyList<FrameRange> ContinuousRanges => over.ContinuousRanges;

    protected override void ReadFrames(long start, Span<T> destination) => over.Read(start, destination);
}
