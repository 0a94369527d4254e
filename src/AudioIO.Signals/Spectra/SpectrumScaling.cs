namespace AudioIO;

/// <summary>What the values of a spectrum mean.</summary>
public enum SpectrumScaling
{
    /// <summary>
    /// Power relative to that of a full-scale sine: a sine of amplitude 1 at the frequency of a bin gives 1 (0 dB) there, whatever the
    /// window. Twice the power spectrum of <c>scipy.signal.spectrogram(scaling='spectrum')</c>.
    /// </summary>
    Power,

    /// <summary>
    /// One-sided spectral density, in full scale² / Hz: its sum over the bins times the distance of bins is the mean square of the signal,
    /// as weighted by the window. As <c>scipy.signal.spectrogram(scaling='density')</c>.
    /// </summary>
    Density,
}
