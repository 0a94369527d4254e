namespace AudioIO.Overviews;

/// <summary>Where the nodes of a part are kept, and how far they go.</summary>
internal abstract class PartStore : INodeStore, IDisposable
{
    /// <summary>The file in which they are; null: in memory.</summary>
    public virtual string? Path => null;

    /// <summary>Why what was found was not believed; null where it was.</summary>
    public virtual string? Rebuilt => null;

    /// <summary>Why they are in memory, though they should be in a file; null: they are not.</summary>
    public virtual Exception? Fault => null;

    public abstract void Write(long index, long tag, ReadOnlySpan<byte> node);

    public abstract bool TryRead(long index, long tag, Span<byte> node);

    /// <summary>Looks at what is there. Called once, before anything else.</summary>
    /// <returns>How far it goes; null: nothing is there that fits.</returns>
    public abstract SidecarHeader? Open();

    /// <summary>Whether the recording is as it was when the nodes were written; else it may have grown.</summary>
    public virtual bool IsSame => true;

    /// <summary>What is there is not what is wanted after all.</summary>
    public abstract void Reject(string reason);

    /// <summary>Called before nodes are written.</summary>
    public abstract void BeginWriting();

    /// <summary>Says how far the nodes go.</summary>
    /// <param name="stretches">The stretches of the part.</param>
    /// <param name="stretch">The one that was worked at; those before it are finished.</param>
    /// <param name="frames">Its frames that are there.</param>
    /// <param name="isFinished">Whether the end of it is there, too.</param>
    public abstract void Note(FrameRange[] stretches, int stretch, long frames, bool isFinished);

    public abstract void EndWriting();

    public abstract void Dispose();
}
