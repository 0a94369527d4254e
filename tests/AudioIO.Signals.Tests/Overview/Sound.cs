namespace AudioIO.Tests.Overviews;

/// <summary>Samples for overviews.</summary>
internal static class Sound
{
    /// <summary>Values from −1 to 1, all of them multiples of 2⁻¹⁵, as those of 16 bits are.</summary>
    public static float[] Noise(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) values[i] = random.Next(-32768, 32768) / 32768f;
        return values;
    }
}
