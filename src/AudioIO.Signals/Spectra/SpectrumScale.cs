namespace AudioIO.Spectra;

/// <summary>
/// What |X|² of a windowed transform is multiplied by. The bins between the edges stand for positive and negative frequencies alike, so
/// that they count twice (G. Heinzel et al., Spectrum and spectral density estimation by the DFT, 2002, §9).
/// </summary>
/// <param name="Edge">Factor of the first and the last bin (0 and half the rate).</param>
/// <param name="Inner">Factor of all bins between.</param>
internal readonly record struct SpectrumScale(double Edge, double Inner)
{
    /// <summary>|X|² itself.</summary>
    public static SpectrumScale None { get; } = new(1, 1);

    /// <param name="scaling">The meaning of the values.</param>
    /// <param name="window">The window, one factor per value.</param>
    /// <param name="rate">Frames per second.</param>
    public static SpectrumScale Create(SpectrumScaling scaling, ReadOnlySpan<double> window, double rate)
    {
        double sum = 0, squares = 0;
        foreach (double value in window)
        {
            sum += value;
            squares += value * value;
        }
        // A sine has half the power of its squared amplitude.
        double edge = scaling switch
        {
            SpectrumScaling.Power => 2 / (sum * sum),
            SpectrumScaling.Density => 1 / (rate * squares),
            _ => throw new ArgumentOutOfRangeException(nameof(scaling), scaling, "Expected Power or Density."),
        };
        return new SpectrumScale(edge, 2 * edge);
    }
}
