using System.Numerics;

namespace AudioIO.Filters;

/// <summary>
/// A part of the analytic signal. The taps at even distances are zeros: even frames are computed from odd ones alone, and odd from even ones,
/// each a convolution with half the taps over every second frame.
/// </summary>
internal sealed class AnalyticSignal<T>(Signal<T> source, double[] taps, AnalyticPart part, Breaks across) : DerivedSignal<T, T>(source, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FirKernel _kernel = new(taps);
    private readonly int _half = taps.Length - 1;

    protected override FrameRange Needs(FrameRange output) => new(output.Start - _half, output.Stop + _half);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        int channels = source.Channels;
        // Frames and values are those of destination: within an array.
        for (int first = 0; first < Math.Min(2, (int)output.Count); first++)
        {
            int count = ((int)output.Count - first + 1) / 2;
            for (int at = first * channels; at < (first + 1) * channels; at++)
                _kernel.Run(source.Span[at..], destination[at..], 2 * channels, count);
        }
        if (part == AnalyticPart.Quadrature) return;
        ReadOnlySpan<T> values = source.Slice(output.Start, (int)output.Count);
        for (int i = 0; i < destination.Length; i++)
        {
            double real = double.CreateTruncating(values[i]), imaginary = double.CreateTruncating(destination[i]);
            destination[i] = T.CreateTruncating(part == AnalyticPart.Amplitude
                ? Math.Sqrt((real * real) + (imaginary * imaginary))
                : Math.Atan2(imaginary, real));
        }
    }
}
