namespace AudioIO.Tests;

/// <summary>Samples that differ from each other.</summary>
internal static class Noise
{
    /// <summary>Different samples for every frame and channel, within ±1.</summary>
    public static double[] Of(long frames, int channels)
    {
        var random = new Random(1);
        var values = new double[frames * channels];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextDouble() * 2 - 1;
        return values;
    }
}
