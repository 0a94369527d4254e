namespace AudioIO.Filters;

/// <summary>The values of a stream.</summary>
/// <param name="Skipped">Values that are filtered first and not kept, while the filter settles.</param>
/// <param name="Count">Values that are kept.</param>
/// <param name="Stride">From one value to the next: the number of channels where they are interleaved, negative for backward.</param>
internal readonly record struct StreamFrames(int Skipped, int Count, int Stride)
{
    public void ThrowIfOutside(int start, int frames, int length, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Skipped);
        ArgumentOutOfRangeException.ThrowIfNegative(Count);
        if (frames == 0) return;
        long last = start + ((frames - 1L) * Stride);
        if (Math.Min(start, last) < 0 || Math.Max(start, last) >= length)
            throw new ArgumentException($"A stream from {start} to {last} does not lie within {length} values.", name);
    }
}
