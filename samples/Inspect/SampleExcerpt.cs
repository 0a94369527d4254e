using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Inspect;

/// <summary>A few frames around a moment.</summary>
/// <param name="AtFrame">The frame nearest to the moment.</param>
/// <param name="StartFrame">First frame of the excerpt.</param>
/// <param name="Values">Samples from −1 to 1, one array per frame with one value per channel.</param>
internal sealed record SampleExcerpt(long AtFrame, long StartFrame, IReadOnlyList<double[]> Values)
{
    /// <summary>Reads the frames around a moment, as many before as after it where the recording has them.</summary>
    /// <param name="data">The recording.</param>
    /// <param name="moment">Time since the start of the recording.</param>
    /// <param name="count">Number of frames, 1 or more; fewer where the recording is shorter.</param>
    /// <exception cref="UsageException">The moment lies beyond the end.</exception>
    public static SampleExcerpt Read(BufferedArray<double> data, TimeSpan moment, int count)
    {
        double at = Math.Round(moment.TotalSeconds * data.Rate);
        if (at >= data.Frames)
        {
            throw new UsageException($"--at {TimeText.Format(moment.TotalSeconds, 3)} lies beyond the end of the recording, " +
                $"which lasts {TimeText.Format(data.Frames / data.Rate, 3)}.");
        }
        long atFrame = (long)at;
        int shown = (int)Math.Min(count, data.Frames);
        long start = Math.Clamp(atFrame - (shown / 2), 0, data.Frames - shown);
        var values = new double[shown][];
        for (int i = 0; i < shown; i++) values[i] = data[start + i];
        return new SampleExcerpt(atFrame, start, values);
    }
}
