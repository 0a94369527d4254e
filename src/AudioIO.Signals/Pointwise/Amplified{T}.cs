using System.Numerics;

namespace AudioIO.Pointwise;

/// <summary>Every value times a factor; the product in double, rounded once.</summary>
internal sealed class Amplified<T>(Signal<T> source, double factor) : DerivedSignal<T, T>(source)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override FrameRange Needs(FrameRange output) => output;

    protected override void Compute(SourceFrames<T> source, FrameRange output, Span<T> destination)
    {
        ReadOnlySpan<T> values = source.Span;
        for (int i = 0; i < destination.Length; i++) destination[i] = T.CreateTruncating(factor * double.CreateTruncating(values[i]));
    }
}
