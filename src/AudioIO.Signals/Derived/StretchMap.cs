namespace AudioIO.Derived;

/// <summary>
/// Which frames of a derived signal belong to which stretch of its source, at some length of the source. What was there keeps its place
/// when the source grows.
/// </summary>
internal sealed class StretchMap
{
    private readonly Stretch[] _stretches;
    private readonly FrameRange[] _continuous;

    private StretchMap(long sourceFrames, Stretch[] stretches, FrameRange[] continuous)
    {
        SourceFrames = sourceFrames;
        _stretches = stretches;
        _continuous = continuous;
        Frames = stretches.Length == 0 ? 0 : stretches[^1].Output.Stop;
    }

    /// <summary>Length of the source that this was made for.</summary>
    public long SourceFrames { get; }

    /// <summary>Length of the derived signal.</summary>
    public long Frames { get; }

    /// <summary>Frames of the derived signal without a break in the source.</summary>
    public IReadOnlyList<FrameRange> ContinuousRanges => _continuous;

    /// <param name="source">The source.</param>
    /// <param name="across">Whether each of its stretches stands alone.</param>
    /// <param name="outputFrames">Frames computed from so many of a stretch; monotone.</param>
    public static StretchMap Create(Signal source, Breaks across, Func<long, long> outputFrames)
    {
        // The length first: ranges asked for later may only reach farther.
        long frames = source.Frames;
        var all = new FrameRange(0, frames);
        FrameRange[] ranges = [.. source.ContinuousRanges.Select(range => range.Intersect(all)).Where(range => !range.IsEmpty)];
        var stretches = new List<Stretch>();
        long next = 0;
        foreach (FrameRange range in across == Breaks.Through && frames > 0 ? [all] : ranges)
        {
            var output = new FrameRange(next, next + outputFrames(range.Count));
            next = output.Stop;
            if (!output.IsEmpty) stretches.Add(new Stretch(range, output));
        }
        IEnumerable<FrameRange> continuous = across == Breaks.Restart
            ? stretches.Select(stretch => stretch.Output)
            : ranges.Select(range => new FrameRange(outputFrames(range.Start), outputFrames(range.Stop))).Where(range => !range.IsEmpty);
        return new StretchMap(frames, [.. stretches], [.. continuous]);
    }

    /// <summary>The stretch of a frame of the derived signal, which exists.</summary>
    public Stretch At(long frame)
    {
        int low = 0, high = _stretches.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (frame < _stretches[middle].Output.Stop) high = middle;
            else low = middle + 1;
        }
        return _stretches[low];
    }
}
