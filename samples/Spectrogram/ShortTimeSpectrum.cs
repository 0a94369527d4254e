using System.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// The power spectrum of a few samples through a Hann window, so scaled that a full-scale sine (amplitude 1) at the middle of a bin has
/// power 1, 0 dBFS.
/// </summary>
/// <remarks>
/// With S1 the sum of the window, the mean square of what lies in bin k is 2 |X[k]|² / S1² (Heinzel, Rüdiger, Schilling: Spectrum and
/// spectral density estimation by the discrete Fourier transform, 2002, §9); a full-scale sine has mean square 1/2, so its ratio to full
/// scale is 4 |X[k]|² / S1². The first and the last bin have no mirror image: 2 |X|² / S1². A tone between two bins reads up to 1.42 dB
/// less (scalloping of the Hann window).
/// </remarks>
internal sealed class ShortTimeSpectrum
{
    private readonly double[] _window;
    private readonly Complex[] _rotation;
    private readonly Complex[] _work;
    private readonly double _scale;

    // Our own threads each compute whole spectra: Math.NET shall not split one of them further.
    static ShortTimeSpectrum() => Control.UseSingleThread();

    /// <summary>Prepares the tables.</summary>
    /// <param name="size">Samples per spectrum, a power of two from 4.</param>
    public ShortTimeSpectrum(int size)
    {
        int half = size / 2;
        _window = new double[size];
        _rotation = new Complex[half];
        _work = new Complex[half];
        // The periodic Hann window: its sum is exactly size / 2.
        for (int n = 0; n < size; n++) _window[n] = 0.5 - (0.5 * Math.Cos(2 * Math.PI * n / size));
        for (int k = 0; k < half; k++) _rotation[k] = Complex.FromPolarCoordinates(1, -2 * Math.PI * k / size);
        _scale = 4.0 / ((double)half * half);
    }

    /// <summary>Computes the spectrum.</summary>
    /// <param name="samples">As many samples as a spectrum has.</param>
    /// <param name="power">Receives size / 2 + 1 powers relative to full scale, of the frequencies k · rate / size.</param>
    public void Compute(ReadOnlySpan<float> samples, Span<float> power)
    {
        // A real transform of n points as a complex one of n / 2: even samples are the real parts, odd ones the imaginary parts.
        Complex[] z = _work;
        int half = z.Length;
        for (int n = 0; n < half; n++)
            z[n] = new Complex(samples[2 * n] * _window[2 * n], samples[(2 * n) + 1] * _window[(2 * n) + 1]);

        Fourier.Forward(z, FourierOptions.NoScaling);

        // Z = E + iO with E, O the spectra of even and odd samples, both with E[-k] = E*[k]:
        // hence E = (Z[k] + Z*[-k]) / 2, O = (Z[k] - Z*[-k]) / 2i; and X[k] = E[k] + exp(-2πik/size) O[k]. At k = 0 and size / 2 this is
        // the sum and the difference of Z[0]'s parts.
        double first = z[0].Real + z[0].Imaginary;
        double last = z[0].Real - z[0].Imaginary;
        power[0] = (float)(_scale / 2 * first * first);
        power[half] = (float)(_scale / 2 * last * last);
        for (int k = 1; k < half; k++)
        {
            Complex mirrored = Complex.Conjugate(z[half - k]);
            Complex even = z[k] + mirrored;
            Complex odd = _rotation[k] * (z[k] - mirrored);
            // Division by i turns (a, b) into (b, -a); the factor 1/2 of each part becomes 1/4 of the power.
            double re = even.Real + odd.Imaginary;
            double im = even.Imaginary - odd.Real;
            power[k] = (float)(_scale / 4 * ((re * re) + (im * im)));
        }
    }
}
