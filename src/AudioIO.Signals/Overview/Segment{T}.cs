using System.Numerics;

namespace AudioIO.Overviews;

/// <summary>A stretch without a break, within one part: where it lies in the signal, and its levels.</summary>
internal sealed record Segment<T>(FrameRange Frames, PartOverview<T> Part, int Stretch)
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    /// <summary>Its levels; the file that they are in is opened by the first call.</summary>
    public Pyramid Pyramid => Part.PyramidOf(Stretch);
}
