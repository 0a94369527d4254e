namespace AudioIO.Overviews;

/// <summary>Where nodes are kept. Written by one thread at a time, read by any number.</summary>
internal interface INodeStore
{
    /// <summary>Keeps a node, in place of what was there.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="tag">What else it must be to be the one that is read: 0 for a full one, for others the length of their pyramid.</param>
    /// <param name="node">Its bytes.</param>
    void Write(long index, long tag, ReadOnlySpan<byte> node);

    /// <summary>Reads a node.</summary>
    /// <returns>False where it is not there, or not what was written.</returns>
    bool TryRead(long index, long tag, Span<byte> node);
}
