using System.Buffers;
using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// A cascade forward and then backward, as <c>scipy.signal.sosfiltfilt</c>: no frequency is delayed, and every gain counts twice. The ends of
/// a stretch are extended by their image turned about the last value, and start as if the first of these values had been there for ever.
/// Elsewhere it starts from rest, forward a margin before a part of a tile, backward a margin behind it. Between both passes values are double.
/// </summary>
internal sealed class ZeroPhaseFiltered<T>(Signal<T> source, SettledFilter filter, ZeroPhaseInput input, Breaks across)
    : DerivedSignal<T, T>(source, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SectionCascade _cascade = new(filter.Sections);
    private readonly double[] _steady = SteadyState.Of(filter.Sections);
    private readonly int _margin = filter.ZeroPhaseMargin;
    private readonly int _extension = filter.Extension;
    private readonly int _partFrames = PartFrames(filter, source.Channels);

    protected override int TileFrames { get; } = FilterTiles.Frames(filter.ZeroPhaseMargin, 2, source.Channels, filter.Filter);

    protected override FrameRange Needs(FrameRange output) => new(Math.Max(0, output.Start - _margin), output.Stop + _margin);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        for (long start = output.Start; start < output.Stop;)
        {
            int frames = (int)Math.Min(_partFrames, output.Stop - start), parts = 1;
            ZeroPhaseSpan span = SpanAround(start, frames, source.StretchFrames);
            // All parts alike at once, which are those away from the ends of the stretch.
            while (start + ((parts + 1L) * frames) <= output.Stop
                && SpanAround(start + ((long)parts * frames), frames, source.StretchFrames) == span) parts++;
            Run(source, start, parts, span, destination);
            start += parts * frames;
            destination = destination[(parts * frames * source.Channels)..];
        }
    }

    private static int PartFrames(SettledFilter filter, int channels)
    {
        int frames = FilterTiles.Frames(filter.ZeroPhaseMargin, 2, channels, filter.Filter);
        return frames / FilterTiles.Parts(frames, filter.ZeroPhaseMargin, channels);
    }

    private ZeroPhaseSpan SpanAround(long start, int frames, long stretchFrames)
    {
        long from = Math.Max(0, start - _margin), to = Math.Min(stretchFrames, start + frames + _margin);
        // A part and its margins lie within an array.
        return new ZeroPhaseSpan(
            (int)(start - from), frames, (int)(to - from), (int)Math.Min(_extension, stretchFrames - 1), from == 0, to == stretchFrames);
    }

    /// <summary>Filters parts, one after the other in memory, of all channels.</summary>
    private void Run(SourceFrames<T> source, long start, int parts, ZeroPhaseSpan span, Span<T> destination)
    {
        int channels = source.Channels, streams = parts * channels, atOnce = Math.Min(FilterTiles.Streams, streams);
        double[] values = ArrayPool<double>.Shared.Rent(span.Length * atOnce);
        double[] states = ArrayPool<double>.Shared.Rent(_cascade.StateLength * atOnce);
        for (int first = 0; first < streams; first += atOnce)
        {
            int count = Math.Min(atOnce, streams - first);
            for (int s = 0; s < count; s++)
            {
                (int part, int channel) = Math.DivRem(first + s, channels);
                ReadOnlySpan<T> frames = source.Slice(start + ((long)part * span.Kept) - span.Skipped, span.Frames);
                Enter(frames[channel..], channels, span, values.AsSpan(s * span.Length, span.Length));
            }
            Run(values.AsSpan(0, count * span.Length), states.AsSpan(0, count * _cascade.StateLength), span);
            for (int s = 0; s < count; s++)
            {
                (int part, int channel) = Math.DivRem(first + s, channels);
                ReadOnlySpan<double> kept = values.AsSpan((s * span.Length) + span.Before + span.Skipped, span.Kept);
                ChannelValues.Write(kept, destination[((part * span.Kept * channels) + channel)..], channels);
            }
        }
        ArrayPool<double>.Shared.Return(states);
        ArrayPool<double>.Shared.Return(values);
    }

    /// <summary>The values of a channel, and what extends them.</summary>
    private void Enter(ReadOnlySpan<T> source, int stride, ZeroPhaseSpan span, Span<double> values)
    {
        Span<double> middle = values.Slice(span.Before, span.Frames);
        if (input == ZeroPhaseInput.Envelope) ChannelValues.ReadMagnitudes(source, stride, Math.PI / 2, middle);
        else ChannelValues.Read(source, stride, middle);
        for (int n = 1; n <= span.Before; n++) values[span.Before - n] = (2 * middle[0]) - middle[n];
        for (int n = 1; n <= span.Behind; n++) values[span.Before + span.Frames - 1 + n] = (2 * middle[^1]) - middle[^(n + 1)];
    }

    private void Run(Span<double> values, Span<double> states, ZeroPhaseSpan span)
    {
        Span<int> starts = stackalloc int[values.Length / span.Length];
        for (int c = 0; c < starts.Length; c++) starts[c] = c * span.Length;
        Prepare(values, starts, states, span.HasStart);
        _cascade.Run(values, starts, values, starts, new StreamFrames(0, span.Length, 1), states);
        for (int c = 0; c < starts.Length; c++) starts[c] += span.Length - 1;
        Prepare(values, starts, states, span.HasEnd);
        _cascade.Run(values, starts, values, starts, new StreamFrames(0, span.Length, -1), states);
    }

    /// <summary>At an end, as if the first value had been there for ever; elsewhere at rest.</summary>
    private void Prepare(ReadOnlySpan<double> values, ReadOnlySpan<int> starts, Span<double> states, bool isSteady)
    {
        for (int c = 0; c < starts.Length; c++)
        {
            for (int i = 0; i < _steady.Length; i++) states[(c * _steady.Length) + i] = isSteady ? _steady[i] * values[starts[c]] : 0;
        }
    }
}
