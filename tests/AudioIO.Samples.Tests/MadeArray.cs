namespace AudioIO.Samples.Tests;

/// <summary>A recording of any length that exists only as a formula: the sample of a frame and a channel.</summary>
internal sealed class MadeArray(double rate, long frames, int channels, Func<long, int, float> sample)
    : BufferedArray<float>(rate, frames, channels, bufferFrames: (int)(10 * rate))
{
    public static MadeArray Sine(double rate, long frames, double hertz, double amplitude) =>
        new(rate, frames, 1, (frame, _) => (float)(amplitude * Math.Sin(2 * Math.PI * hertz * frame / rate)));

    protected override void LoadBuffer(long offset, Span<float> buffer)
    {
        for (int i = 0; i < buffer.Length; i++) buffer[i] = sample(offset + (i / Channels), i % Channels);
    }
}
