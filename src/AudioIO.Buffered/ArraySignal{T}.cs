namespace AudioIO;

/// <summary>The signal of an array that loads its frames itself, for as long as that has the shape it was made with.</summary>
internal sealed class ArraySignal<T>(BufferedArray<T> array) : Signal<T>(array.Rate, array.Frames, array.Layout.FrameShape)
    where T : unmanaged
{
    private readonly FrameLayout _shape = array.Layout;

    public override long Frames => array.Frames;

    public override int FramesPerUnit => array.UnitFrames;

    protected override void ReadFrames(long start, Span<T> destination)
    {
        array.ThrowIfReshaped(_shape);
        array.Load(start, destination);
    }
}
