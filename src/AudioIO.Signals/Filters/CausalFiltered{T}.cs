using System.Buffers;
using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// A cascade that looks back. It starts from rest at the beginning of a stretch, and a margin before every tile: what it would remember from
/// before has decayed to the tolerance by then.
/// </summary>
internal sealed class CausalFiltered<T>(Signal<T> source, SettledFilter filter, Breaks across) : DerivedSignal<T, T>(source, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SectionCascade _cascade = new(filter.Sections);
    private readonly int _margin = filter.Margin;
    private readonly int[] _channels = [.. Enumerable.Range(0, source.Channels)];

    protected override int TileFrames { get; } = FilterTiles.Frames(filter.Margin, 1, source.Channels, filter.Filter);

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
