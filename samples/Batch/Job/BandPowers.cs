namespace AudioIO.Samples.Batch;

/// <summary>
/// Power of every band of a spectrum relative to a full-scale sine: the mean square (the sum of densities times the distance of frequencies)
/// over that of a sine of amplitude 1, one half. Sums are in double and in the order of frequencies: always the same bits.
/// </summary>
internal sealed class BandPowers
{
    private readonly FrameRange[] _bins;
    private readonly double _scale;

    /// <param name="spectrogram">Densities of columns × channels × frequencies.</param>
    /// <param name="bands">The bands.</param>
    public BandPowers(SpectrogramSignal<float> spectrogram, IReadOnlyList<FrequencyBand> bands)
    {
        _bins = [.. bands.Select(band => band.Bins(spectrogram.Source.Rate, spectrogram.Size))];
        _scale = 2 * spectrogram.Source.Rate / spectrogram.Size;
    }

    /// <summary>Number of bands.</summary>
    public int Count => _bins.Length;

    /// <summary>The powers of one spectrum.</summary>
    /// <param name="densities">size / 2 + 1 values.</param>
    /// <param name="powers">Room for one value per band.</param>
    public void Of(ReadOnlySpan<float> densities, Span<double> powers)
    {
        for (int band = 0; band < powers.Length; band++)
        {
            // At most size / 2 + 1, an int.
            double sum = 0;
            foreach (float density in densities[(int)_bins[band].Start..(int)_bins[band].Stop]) sum += density;
            powers[band] = sum * _scale;
        }
    }
}
