using System.Numerics;

namespace AudioIO.Filters;

/// <summary>Convolution with symmetric taps, the middle one of which belongs to the frame itself; zeros beyond the ends of a stretch.</summary>
internal sealed class Convolved<T> : DerivedSignal<T, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly FirKernel _kernel;
    private readonly int _half;

    public Convolved(Signal<T> source, FirFilter filter, Breaks across)
        : base(source, across)
    {
        _kernel = new FirKernel(filter.Taps(source.Rate));
        _half = _kernel.Length / 2;
    }

    protected override FrameRange Needs(FrameRange output) => new(output.Start - _half, output.Stop + _half);

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        for (int c = 0; c < source.Channels; c++)
            _kernel.Run(source.Span[c..], destination[c..], source.Channels, (int)output.Count);
    }
}
