using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>The parts of a signal of some length, and all their stretches. It never changes; when the signal grows another one takes its place.</summary>
internal sealed record OverviewLayout<T>(long Frames, long Revision, PartOverview<T>[] Parts, Segment<T>[] Segments)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Index of the segment that holds a frame.</summary>
    public int SegmentAt(long frame)
    {
        int low = 0, high = Segments.Length - 1;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (frame < Segments[middle].Frames.Stop) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    /// <summary>The parts of a range, not empty, that lie in one segment each, counted from the beginning of the segment.</summary>
    public FrameRange[] Pieces(long start, long count)
    {
        var pieces = new List<FrameRange>();
        for (int i = SegmentAt(start); i < Segments.Length && Segments[i].Frames.Start < start + count; i++)
        {
            FrameRange frames = Segments[i].Frames, piece = frames.Intersect(new FrameRange(start, start + count));
            pieces.Add(new FrameRange(piece.Start - frames.Start, piece.Stop - frames.Start));
        }
        return [.. pieces];
    }
}
