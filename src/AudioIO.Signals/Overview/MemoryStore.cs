namespace AudioIO.Overviews;

/// <summary>A part that is kept in memory alone.</summary>
internal sealed class MemoryStore : PartStore
{
    private readonly MemoryNodes _nodes = new();

    public override void Write(long index, long tag, ReadOnlySpan<byte> node) => _nodes.Write(index, tag, node);

    public override bool TryRead(long index, long tag, Span<byte> node) => _nodes.TryRead(index, tag, node);

    public override SidecarHeader? Open() => null;

    public override void Reject(string reason)
    {
    }

    public override void BeginWriting()
    {
    }

    public override void Note(FrameRange[] stretches, int stretch, long frames, bool isFinished)
    {
    }

    public override void EndWriting()
    {
    }

    public override void Dispose()
    {
    }
}
