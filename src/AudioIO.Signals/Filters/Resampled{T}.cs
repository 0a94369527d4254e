using System.Numerics;

namespace AudioIO.Filters;

/// <summary>Frames at another rate: output m lies at m · M / L of its stretch, exactly.</summary>
internal sealed class Resampled<T>(Signal<T> source, ResamplingPlan plan, double rate, Breaks across)
    : DerivedSignal<T, T>(source, rate, source.FrameShape, across)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ResamplingKernel _kernel = new(plan);

    protected override long OutputFrames(long sourceFrames) => plan.OutputFrames(sourceFrames);

    protected override FrameRange Needs(FrameRange output)
    {
        (long start, long count) = plan.Needs(output.Start, output.Count);
        return new FrameRange(start, start + count);
    }

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        for (int c = 0; c < source.Channels; c++)
            _kernel.Run(source.Span[c..], output.Start, destination[c..], source.Channels, (int)output.Count);
    }
}
