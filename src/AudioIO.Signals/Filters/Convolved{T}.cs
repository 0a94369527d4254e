using System.Numerics;

namespace AudioIO.Filters;

/// <summary>Convolution with symmetric taps, the middle one of which belongs to the frame itself; zeros beyond the ends of a stretch.</summary>
internal sealed class Convolved<T>(Signal<T> source, double[] taps, Breaks across) : DerivedSignal<T, T>(source, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FirKernel _kernel = new(taps);
    private readonly int _half = taps.Length / 2;

    protected override FrameRange Needs(FrameRange output) => new(output.Start - _half, output.Stop + _half);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        for (int c = 0; c < source.Channels; c++)
            _kernel.Run(source.Span[c..], destination[c..], source.Channels, (int)output.Count);
    }
}
