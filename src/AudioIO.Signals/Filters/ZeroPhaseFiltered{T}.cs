using System.Buffers;
using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// A cascade forward and then backward, as <c>scipy.signal.sosfiltfilt</c>: no frequency is delayed, and every gain counts twice. The ends of
/// a stretch are extended by their image turned about the last value, and start as if the first of these values had been there for ever.
/// Elsewhere it starts from rest, forward a margin before the tile, backward a margin behind it. Between both passes values are double.
/// </summary>
internal sealed class ZeroPhaseFiltered<T>(Signal<T> source, SettledFilter filter, ZeroPhaseInput input, Breaks across)
    : DerivedSignal<T, T>(source, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Lanes of the widest vectors.
    private const int ChannelsAtOnce = 8;

    private readonly SectionCascade _cascade = new(filter.Sections);
    private readonly double[] _steady = SteadyState.Of(filter.Sections);
    private readonly int _margin = filter.ZeroPhaseMargin;
    private readonly int _extension = filter.Extension;

    protected override int TileFrames { get; } = FilterTiles.Frames(filter.ZeroPhaseMargin, 2, source.Channels, filter.Filter);

    protected override FrameRange Needs(FrameRange output) => new(Math.Max(0, output.Start - _margin), output.Stop + _margin);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        var real = new FrameRange(source.StartFrame, Math.Min(output.Stop + _margin, source.StretchFrames));
        int extension = (int)Math.Min(_extension, source.StretchFrames - 1);
        var span = new ZeroPhaseSpan((int)real.Count, extension, real.Start == 0, real.Stop == source.StretchFrames);
        int channels = Math.Min(ChannelsAtOnce, source.Channels);
        double[] values = ArrayPool<double>.Shared.Rent(span.Length * channels);
        double[] states = ArrayPool<double>.Shared.Rent(_cascade.StateLength * channels);
        for (int first = 0; first < source.Channels; first += ChannelsAtOnce)
        {
            int count = Math.Min(ChannelsAtOnce, source.Channels - first);
            for (int c = 0; c < count; c++) Enter(source.Span[(first + c)..], source.Channels, span, values.AsSpan(c * span.Length, span.Length));
            Run(values.AsSpan(0, count * span.Length), states.AsSpan(0, count * _cascade.StateLength), span);
            for (int c = 0; c < count; c++)
            {
                int from = (c * span.Length) + span.Before + (int)(output.Start - real.Start);
                Leave(values.AsSpan(from, (int)output.Count), destination[(first + c)..], source.Channels);
            }
        }
        ArrayPool<double>.Shared.Return(states);
        ArrayPool<double>.Shared.Return(values);
    }

    /// <summary>The values of a channel, and what extends them.</summary>
    private void Enter(ReadOnlySpan<T> source, int stride, ZeroPhaseSpan span, Span<double> values)
    {
        Span<double> middle = values.Slice(span.Before, span.Frames);
        bool isEnvelope = input == ZeroPhaseInput.Envelope;
        for (int n = 0, at = 0; n < middle.Length; n++, at += stride)
        {
            double value = double.CreateTruncating(source[at]);
            middle[n] = isEnvelope ? Math.Abs(value) * (Math.PI / 2) : value;
        }
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

    private static void Leave(ReadOnlySpan<double> values, Span<T> destination, int stride)
    {
        for (int n = 0, at = 0; n < values.Length; n++, at += stride) destination[at] = T.CreateTruncating(values[n]);
    }
}
