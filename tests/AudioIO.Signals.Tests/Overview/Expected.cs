namespace AudioIO.Tests.Overviews;

/// <summary>Compares bins with what a plain loop over the samples says.</summary>
internal static class Expected
{
    public static void Check(OverviewBins<float> bins, float[] values, int channels, bool isExact = true)
    {
        Assert.Equal(isExact, bins.IsExact);
        for (int i = 0; i < bins.Count; i++)
        {
            FrameRange frames = bins.FramesOf(i);
            Assert.InRange(frames.Count, 1, bins.FramesPerBin);
            if (!bins.IsEstimate(i)) CheckBin(bins, i, frames, values, channels);
        }
    }

    private static void CheckBin(OverviewBins<float> bins, int bin, FrameRange frames, float[] values, int channels)
    {
        for (int c = 0; c < channels; c++)
        {
            float min = float.PositiveInfinity, max = float.NegativeInfinity;
            double energy = 0;
            for (long frame = frames.Start; frame < frames.Stop; frame++)
            {
                float value = values[(frame * channels) + c];
                min = MathF.Min(min, value);
                max = MathF.Max(max, value);
                energy += (double)value * value;
            }
            Assert.Equal(min, bins.Min(bin, c));
            Assert.Equal(max, bins.Max(bin, c));
            double rms = Math.Sqrt(energy / frames.Count);
            Assert.InRange(bins.Rms(bin, c), rms * (1 - 4e-6), rms * (1 + 4e-6));
        }
    }
}
