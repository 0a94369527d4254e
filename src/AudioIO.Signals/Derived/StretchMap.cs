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

    /// <summary>What the source is cut into, in order; none of them is empty.</summary>
    public IReadOnlyList<Stretch> Stretches => _stretches;

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

    /// <summary>The frames of the derived signal that need one of some frames of the source.</summary>
    /// <param name="source">Frames of the source, ascending and apart.</param>
    /// <param name="needs">What a frame needs, both counted from the beginning of its stretch; monotone.</param>
    /// <returns>Ascending, ranges that touch merged.</returns>
    public IReadOnlyList<FrameRange> Dependents(IReadOnlyList<FrameRange> source, Func<FrameRange, FrameRange> needs)
    {
        var found = new List<FrameRange>();
        int next = 0;
        foreach (Stretch stretch in _stretches)
        {
            while (next < source.Count && source[next].Stop <= stretch.Source.Start) next++;
            // The last one may reach into the next stretch.
            for (int i = next; i < source.Count && source[i].Start < stretch.Source.Stop; i++)
            {
                long start = source[i].Start - stretch.Source.Start, stop = Math.Min(source[i].Stop, stretch.Source.Stop) - stretch.Source.Start;
                long first = First(stretch.Output.Count, frame => needs(new FrameRange(frame, frame + 1)).Stop > start);
                long end = First(stretch.Output.Count, frame => needs(new FrameRange(frame, frame + 1)).Start >= stop);
                if (first >= end) continue;
                var range = new FrameRange(stretch.Output.Start + first, stretch.Output.Start + end);
                if (found.Count > 0 && found[^1].Stop >= range.Start)
                    found[^1] = new FrameRange(found[^1].Start, Math.Max(found[^1].Stop, range.Stop));
                else found.Add(range);
            }
        }
        return found;
    }

    /// <summary>The first of so many frames that something holds for, as for all behind it; their number if there is none.</summary>
    private static long First(long frames, Predicate<long> holds)
    {
        long low = 0, high = frames;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }
        return low;
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
