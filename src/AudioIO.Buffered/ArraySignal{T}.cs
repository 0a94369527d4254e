namespace AudioIO;

/// <summary>The signal of an array that loads its frames itself.</summary>
internal sealed class ArraySignal<T>(BufferedArray<T> array) : Signal<T>(array.Rate, array.Frames, array.Layout.FrameShape)
    where T : unmanaged
{
    public override long Frames => array.Frames;

    public override int FramesPerUnit => array.Unit;

    protected override void ReadFrames(long start, Span<T> destination) => array.Load(start, destination);
}
