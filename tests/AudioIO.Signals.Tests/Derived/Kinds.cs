using AudioIO.Tests.Spectra;

namespace AudioIO.Tests.Derived;

/// <summary>A signal of every kind that is computed from another one.</summary>
internal static class Kinds
{
    public static IReadOnlyDictionary<string, Func<Signal<float>, Signal<float>>> All { get; } =
        new Dictionary<string, Func<Signal<float>, Signal<float>>>
        {
            ["channels"] = source => source.Channels(1, 0, 1),
            ["mix"] = source => source.Mix(0.25, -1.5),
            ["max"] = source => source.Max(),
            ["median reference"] = source => source.CommonReference(ReferenceKind.Median),
            ["causal"] = source => source.Filter(Butterworth.BandPass(3, 400, 2000)),
            ["causal through breaks"] = source => source.Filter(Elliptic.LowPass(5, 0.5, 60, 900), Breaks.Through),
            ["zero-phase"] = source => source.FilterZeroPhase(Butterworth.BandPass(2, 300, 1500)),
            ["zero-phase chain"] = source => source.Gain(0.5).FilterZeroPhase(Chebyshev1.HighPass(3, 1, 200)).Filter(Biquad.Notch(50, 2)),
            ["envelope"] = source => source.Filter(Butterworth.HighPass(2, 500)).Envelope(30),
            ["FIR"] = source => source.Filter(FirFilter.BandPass(500, 1500, 300)),
            ["Hilbert transform"] = source => source.HilbertTransform(200),
            ["Hilbert envelope through breaks"] = source => source.HilbertEnvelope(50, 1e-2, Breaks.Through),
            ["Hilbert phase of a filter"] = source => source.Filter(Butterworth.BandPass(2, 500, 1500)).HilbertPhase(300),
            ["resampled"] = source => source.Resample(11025),
            ["decimated"] = source => source.Resample(1, 7, Breaks.Through),
            ["RMS"] = source => source.Rms(100, 33),
            ["spectrogram"] = source => source.Spectrogram(256, 64),
            ["mean spectrogram"] = source => source.Spectrogram(96, 50).Mean(),
            ["centred spectrogram of a filter"] = source =>
                source.Filter(Butterworth.HighPass(4, 300)).Spectrogram(
                    384, 100, WindowFunction.BlackmanHarris, SpectrumScaling.Density, SpectrumAlignment.Center),
        };

    /// <summary>Noise over an offset, two channels.</summary>
    public static float[] Noise(int frames, int seed)
    {
        float[] values = Fourier.Noise(2 * frames, seed);
        for (int i = 0; i < values.Length; i++) values[i] = (0.5f * values[i]) + 0.3f;
        return values;
    }

    public static T[] ReadAll<T>(Signal<T> signal)
        where T : unmanaged
    {
        var values = new T[signal.Frames * signal.ValuesPerFrame];
        signal.Read(0, values);
        return values;
    }
}
