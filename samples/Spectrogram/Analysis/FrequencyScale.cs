using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>Which frequencies the picture shows, from its lowest row to its highest, and how they are spread.</summary>
/// <param name="Low">Frequency at the lower edge in Hz.</param>
/// <param name="High">Frequency at the upper edge in Hz.</param>
/// <param name="IsLogarithmic">True where every octave has the same height.</param>
internal sealed record FrequencyScale(double Low, double High, bool IsLogarithmic)
{
    /// <summary>The frequency at a place, 0 at the lower edge, 1 at the upper one.</summary>
    public double At(double fraction) =>
        IsLogarithmic ? Low * Math.Pow(High / Low, fraction) : Low + (fraction * (High - Low));

    /// <summary>The place of a frequency, 0 at the lower edge, 1 at the upper one.</summary>
    public double Fraction(double hertz) =>
        IsLogarithmic ? Math.Log(hertz / Low) / Math.Log(High / Low) : (hertz - Low) / (High - Low);

    /// <summary>What was asked for; else all there is, a logarithmic scale from the first frequency above 0.</summary>
    /// <param name="options">What to draw.</param>
    /// <param name="rate">Frames per second in Hz.</param>
    /// <exception cref="UsageException">There are no such frequencies.</exception>
    public static FrequencyScale Create(SpectrogramOptions options, double rate)
    {
        double high = options.High ?? rate / 2;
        double low = options.Low ?? (options.LogFrequency ? Math.Min(rate / options.FftSize, high / 2) : 0);
        if (high > rate / 2)
        {
            throw new UsageException(FormattableString.Invariant(
                $"--high {high} lies above half the sampling rate: the recording holds frequencies up to {rate / 2} Hz."));
        }
        if (low >= high) throw new UsageException(FormattableString.Invariant($"--low {low} must lie below {high} Hz, the upper edge."));
        if (options.LogFrequency && low <= 0) throw new UsageException("--low must lie above 0 on a logarithmic axis.");
        return new FrequencyScale(low, high, options.LogFrequency);
    }
}
