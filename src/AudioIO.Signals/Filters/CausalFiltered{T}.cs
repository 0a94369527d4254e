using System.Buffers;
using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// A cascade that looks back. It starts from rest at the beginning of a stretch, and a margin before every tile: what it would remember from
/// before has decayed to the tolerance by then.
/// </summary>
internal sealed class CausalFiltered<T> : DerivedSignal<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SectionCascade _cascade;
    private readonly int _margin;
    private readonly int[] _channels;

    public CausalFiltered(Signal<T> source, IirFilter filter, double tolerance, Breaks across)
        : base(source, across)
    {
        SecondOrderSection[] sections = filter.Design(source.Rate);
        _margin = FilterSettling.Frames(sections, tolerance, filter, source.Rate);
        TileFrames = FilterTiles.Frames(_margin, 1, source.Channels, filter);
        _cascade = new SectionCascade(sections);
        _channels = [.. Enumerable.Range(0, source.Channels)];
    }

    protected override int TileFrames { get; }

    protected override FrameRange Needs(FrameRange output) => new(Math.Max(0, output.Start - _margin), output.Stop);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(_cascade.StateLength * source.Channels);
        Span<double> states = rented.AsSpan(0, _cascade.StateLength * source.Channels);
        states.Clear();
        // At most a margin and a tile.
        var frames = new StreamFrames((int)(output.Start - source.StartFrame), (int)output.Count, source.Channels);
        _cascade.Run(source.Span, _channels, destination, _channels, frames, states);
        ArrayPool<double>.Shared.Return(rented);
    }
}
