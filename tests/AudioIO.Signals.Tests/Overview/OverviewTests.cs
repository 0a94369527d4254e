using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Overviews;

public class OverviewTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(1, 256)]
    [InlineData(2, 5000)]
    [InlineData(3, 70_001)]
    [InlineData(8, 66_000)]
    [InlineData(2, 1_200_003)]
    public void Any_view_is_what_the_samples_say(int channels, int frames)
    {
        float[] values = Sound.Noise(frames * channels, frames);
        using var recording = new Recording<float>(values, channels);
        using Overview<float> overview = recording.Overview();
        overview.Build();
        Assert.True(overview.IsComplete);
        var random = new Random(frames);
        for (int i = 0; i < 60; i++)
        {
            long start = random.Next(frames), count = random.NextInt64(frames - start) + 1;
            Expected.Check(overview.Read(start, count, random.Next(1, 700)), values, channels);
        }
        Expected.Check(overview.Read(0, frames, 1), values, channels);
    }
}
