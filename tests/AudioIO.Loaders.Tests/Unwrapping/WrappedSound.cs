namespace AudioIO.Tests.Unwrapping;

/// <summary>Sound that a recorder has wrapped, beside what it was.</summary>
internal static class WrappedSound
{
    /// <summary>
    /// Frames × channels of sines with beats, different in each channel: louder than 1 for less than half of the time, quieter than 2.4.
    /// In steps of 2^−15, so that wrapping and unwrapping are exact.
    /// </summary>
    public static double[] Loud(int frames, int channels, double rate)
    {
        var values = new double[frames * channels];
        for (int i = 0; i < values.Length; i++)
        {
            (int frame, int channel) = Math.DivRem(i, channels);
            double time = frame / rate;
            double beat = 1 + 0.4 * Math.Sin(2 * Math.PI * (3 + channel) * time);
            values[i] = Math.Round(1.2 * beat * Math.Sin(2 * Math.PI * (90 + 17 * channel) * time + 0.1) * 32768) / 32768;
        }
        return values;
    }

    public static double[] Wrapped(double[] sound) => [.. sound.Select(value => value - 2 * Math.Floor((value + 1) / 2))];

    /// <summary>What the definition says, frame after frame, without any cleverness.</summary>
    public static double[] Unwrapped(double[] wrapped, int channels, int segmentFrames, double threshold)
    {
        var result = new double[wrapped.Length];
        int frames = wrapped.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            var wraps = new int[frames];
            for (int frame = 1; frame < frames; frame++)
            {
                int carried = frame % segmentFrames == 0 ? CarriedOver(frame) : wraps[frame - 1];
                wraps[frame] = carried + Jump(frame);
            }
            for (int frame = 0; frame < frames; frame++)
                result[frame * channels + channel] = wrapped[frame * channels + channel] + 2 * wraps[frame];

            int Jump(int frame)
            {
                double difference = wrapped[frame * channels + channel] - wrapped[(frame - 1) * channels + channel];
                return difference > 2 * threshold ? -1 : difference < -2 * threshold ? 1 : 0;
            }

            // The wraps at the end of the segment before, with those of most of its frames as 0.
            int CarriedOver(int frame)
            {
                var relative = new int[segmentFrames];
                for (int i = 1; i < segmentFrames; i++) relative[i] = relative[i - 1] + Jump(frame - segmentFrames + i);
                int most = relative.Where(count => Math.Abs(count) <= 8)
                    .GroupBy(count => count)
                    .OrderByDescending(group => group.Count())
                    .ThenBy(group => Math.Abs(group.Key))
                    .ThenByDescending(group => group.Key)
                    .First().Key;
                return relative[^1] - most;
            }
        }
        return result;
    }
}
