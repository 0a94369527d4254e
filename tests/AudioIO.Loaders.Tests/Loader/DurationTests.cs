namespace AudioIO.Tests;

public class DurationTests
{
    [Fact]
    public void A_recording_and_an_array_over_it_last_equally_long_to_the_tick()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            // Lengths of all magnitudes, up to what outlasts a TimeSpan.
            long frames = random.NextInt64() >> random.Next(63);
            double rate = i % 2 == 0 ? random.Next(1, 1_000_000) : 1 + (random.NextDouble() * 500_000);
            AudioInfo info = Info(rate, frames);
            TimeSpan expected = new Silence(rate, frames).Duration;
            if (info.Duration != expected) Assert.Fail($"{frames} frames at {rate} Hz: {info.Duration.Ticks}, expected {expected.Ticks}.");
        }
    }

    [Theory]
    [InlineData(1, 44_100, 227)]
    [InlineData(3, 20_000_000, 2)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    public void It_is_rounded_to_the_nearest_tick(long frames, double rate, long ticks) =>
        Assert.Equal(ticks, Info(rate, frames).Duration.Ticks);

    private static AudioInfo Info(double rate, long frames) => new()
    {
        Format = "RIFF",
        Encoding = AudioEncoding.PcmSigned,
        BitsPerSample = 16,
        Rate = rate,
        Channels = 1,
        Frames = frames,
    };

    private sealed class Silence(double rate, long frames) : BufferedArray<float>(rate, frames, channels: 1, bufferFrames: 1)
    {
        protected override void LoadBuffer(long offset, Span<float> buffer) => buffer.Clear();
    }
}
