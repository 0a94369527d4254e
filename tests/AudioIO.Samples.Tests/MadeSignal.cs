namespace AudioIO.Samples.Tests;

/// <summary>A recording of any length that exists only as a formula: the sample of a frame and a channel.</summary>
internal sealed class MadeSignal(double rate, long frames, int channels, Func<long, int, float> sample)
    : Signal<float>(rate, frames, channels)
{
    public static MadeSignal Sine(double rate, long frames, double hertz, double amplitude) =>
        new(rate, frames, 1, (frame, _) => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * frame / rate)));

    protected override void ReadFrames(long start, Span<float> destination)
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = sample(start + (i / Channels), i % Channels);
    }
}
