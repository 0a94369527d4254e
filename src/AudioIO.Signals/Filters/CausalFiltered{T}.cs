using System.Buffers;
using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// A cascade that looks back. It starts from rest at the beginning of a stretch, and a margin before every part of a tile: what it would
/// remember from before has decayed to the tolerance by then.
/// </summary>
internal sealed class CausalFiltered<T>(Signal<T> source, SettledFilter filter, Breaks across) : DerivedSignal<T, T>(source, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SectionCascade _cascade = new(filter.Sections);
    private readonly int _margin = filter.Margin;
    private readonly int _partFrames = PartFrames(filter, source.Channels);

    protected override int TileFrames { get; } = FilterTiles.Frames(filter.Margin, 1, source.Channels, filter.Filter);

    protected override FrameRange Needs(FrameRange output) => new(Math.Max(0, output.Start - _margin), output.Stop);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        for (long start = output.Start; start < output.Stop;)
        {
            // All whole parts with a whole margin at once; alone, the one that begins the stretch, and the one that ends it.
            int skipped = (int)Math.Min(_margin, start);
            int frames = (int)Math.Min(_partFrames, output.Stop - start), parts = 1;
            if (skipped == _margin && frames == _partFrames) parts = (int)((output.Stop - start) / _partFrames);
            Run(source, start, parts, new StreamFrames(skipped, frames, source.Channels), destination);
            start += parts * frames;
            destination = destination[(parts * frames * source.Channels)..];
        }
    }

    private static int PartFrames(SettledFilter filter, int channels)
    {
        int frames = FilterTiles.Frames(filter.Margin, 1, channels, filter.Filter);
        return frames / FilterTiles.Parts(frames, filter.Margin, channels);
    }

    private void Run(SourceFrames<T> source, long start, int parts, StreamFrames frames, Span<T> destination)
    {
        int channels = source.Channels, streams = parts * channels;
        int[] rented = ArrayPool<int>.Shared.Rent(2 * streams);
        Span<int> starts = rented.AsSpan(0, streams), outputStarts = rented.AsSpan(streams, streams);
        // From what was asked for on: within an array.
        int first = (int)(start - frames.Skipped - source.StartFrame);
        for (int s = 0; s < streams; s++)
        {
            (int part, int channel) = Math.DivRem(s, channels);
            starts[s] = ((first + (part * frames.Count)) * channels) + channel;
            outputStarts[s] = (part * frames.Count * channels) + channel;
        }
        double[] memory = ArrayPool<double>.Shared.Rent(_cascade.StateLength * streams);
        Span<double> states = memory.AsSpan(0, _cascade.StateLength * streams);
        states.Clear();
        _cascade.Run(source.Span, starts, destination, outputStarts, frames, states);
        ArrayPool<double>.Shared.Return(memory);
        ArrayPool<int>.Shared.Return(rented);
    }
}
