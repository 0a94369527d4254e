namespace AudioIO.Overviews;

/// <summary>Makes one entry of the next level of some that follow each other. Each pyramid has its own.</summary>
internal interface IEntryReduction
{
    /// <param name="entries">The entries, at least one.</param>
    /// <param name="frames">Frames of each of them but the last one.</param>
    /// <param name="lastFrames">Frames of the last one.</param>
    /// <param name="result">Room for the entry.</param>
    void Reduce(ReadOnlySpan<byte> entries, long frames, long lastFrames, Span<byte> result);
}
