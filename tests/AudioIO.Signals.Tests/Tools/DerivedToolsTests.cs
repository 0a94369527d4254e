using AudioIO.Tests.Derived;
using AudioIO.Tests.Spectra;

namespace AudioIO.Tests.Tools;

/// <summary>Derived signals, computed in tiles and windows, against scipy over the whole recording at once.</summary>
[Trait("Needs", "tools")]
public class DerivedToolsTests
{
    private const int Frames = 400_000;

    private const double Rate = 30_000;

    // What the tolerance of 2^−40 leaves, and what the rounding of a recursion near the unit circle adds.
    private const double Settled = 1e-11, SlowRecursion = 1.0 / (1 << 30);

    [ToolsTheory]
    [InlineData("butter(5, [300, 6000], 'band'", Settled, 0.9999)]
    [InlineData("butter(2, [300, 6000], 'band'", Settled, 0.9999)]
    [InlineData("butter(5, [1, 6000], 'band'", SlowRecursion, 0.99)]
    [InlineData("butter(2, 2, 'high'", SlowRecursion, 0.998)]
    [InlineData("cheby2(7, 60, 4000, 'low'", Settled, 0.9999)]
    [InlineData("ellip(5, 0.5, 70, 2000, 'high'", Settled, 0.9999)]
    public void Filters_are_those_of_scipy_over_the_whole_recording(string design, double tolerance, double sameFloats)
    {
        foreach ((string name, float[] floats) in Signals())
        {
            double[] input = [.. floats.Select(x => (double)x)];
            double[] expected = Scipy.Run(
                $"sos = signal.{design}, fs={Rate}, output='sos')\nresult(signal.sosfilt(sos, x), signal.sosfiltfilt(sos, x))", input);
            IirFilter filter = Design(design);
            using var doubles = new Recording<double>(input, 1, Rate);
            using var singles = new Recording<float>(floats, 1, Rate);
            Close(expected.AsSpan(0, Frames), doubles.Filter(filter), singles.Filter(filter), tolerance, sameFloats, $"{name}, causal");
            Close(
                expected.AsSpan(Frames), doubles.FilterZeroPhase(filter), singles.FilterZeroPhase(filter), tolerance, sameFloats,
                $"{name}, zero phase");
        }
    }

    [ToolsTheory]
    [InlineData(2, 100)]
    [InlineData(1, 20)]
    public void Envelopes_are_those_of_scipy(int order, double cutoff)
    {
        float[] floats = Noise();
        double[] input = [.. floats.Select(x => (double)x)];
        double[] expected = Scipy.Run(
            $"sos = signal.butter({order}, {cutoff}, fs={Rate}, output='sos')\nresult(signal.sosfiltfilt(sos, np.abs(x) * np.pi / 2))", input);
        using var doubles = new Recording<double>(input, 1, Rate);
        using var singles = new Recording<float>(floats, 1, Rate);
        Close(expected, doubles.Envelope(cutoff, order), singles.Envelope(cutoff, order), Settled, 0.9999, "envelope");
    }

    [ToolsTheory]
    [InlineData(300, 1e-4)]
    [InlineData(100, 1e-6)]
    public void Analytic_signals_are_those_of_scipy_away_from_the_ends_of_the_recording(double lowest, double error)
    {
        // Noise within the band that is served, faded in and out: scipy's transform is one over everything, and leads from the end to the beginning.
        double[] expected = Scipy.Run(
            $"sos = signal.butter(8, [{2 * lowest}, {(Rate / 2) - (2 * lowest)}], 'band', fs={Rate}, output='sos')\n" +
            "y = signal.sosfiltfilt(sos, x) * signal.windows.tukey(len(x), 0.4)\nz = signal.hilbert(y)\nresult(y, z.imag, np.abs(z), np.angle(z))",
            [.. Fourier.Noise(Frames, 1).Select(x => (double)x)]);
        double[] input = expected[..Frames];
        using var source = new Recording<double>(input, 1, Rate);
        double[] turned = ReadInBlocks(source.HilbertTransform(lowest, error));
        double[] amplitudes = ReadInBlocks(source.HilbertEnvelope(lowest, error)), phases = ReadInBlocks(source.HilbertPhase(lowest, error));
        double rms = Math.Sqrt(input.Sum(x => x * x) / Frames), worst = 0, mean = 0, angle = 0;
        const int Margin = 20_000;
        for (int n = Margin; n < Frames - Margin; n++)
        {
            worst = Math.Max(worst, Math.Abs(turned[n] - expected[Frames + n]));
            worst = Math.Max(worst, Math.Abs(amplitudes[n] - expected[(2 * Frames) + n]));
            mean += Math.Pow(turned[n] - expected[Frames + n], 2) / (Frames - (2 * Margin));
            if (amplitudes[n] > rms) angle = Math.Max(angle, Math.Abs(Math.IEEERemainder(phases[n] - expected[(3 * Frames) + n], 2 * Math.PI)));
        }
        Assert.True(Math.Sqrt(mean) <= error * rms, $"{Math.Sqrt(mean) / rms} of the mean amplitude");
        Assert.True(worst <= 5 * error * rms, $"{worst / rms} of the mean amplitude at worst");
        Assert.True(angle <= 5 * error, $"{angle} rad");
    }

    [ToolsTheory]
    [InlineData(3, 2)]
    [InlineData(147, 160)]
    [InlineData(1, 3)]
    [InlineData(1, 8)]
    public void Resampled_signals_are_those_of_scipy(int up, int down)
    {
        double[] input = [.. Noise().Select(x => (double)x)];
        // 32 crossings, 120 dB.
        double[] expected = Scipy.Run(
            $"cutoff = 1 / (1 + (120 - 7.95) / (2.285 * 4 * np.pi * 32))\nslower = max({up}, {down})\n" +
            "half = int(np.ceil(32 * slower / cutoff))\n" +
            "taps = signal.firwin(2 * half + 1, cutoff / slower, window=('kaiser', signal.kaiser_beta(120)))\n" +
            $"result(signal.resample_poly(x, {up}, {down}, window=taps))", input);
        using var source = new Recording<double>(input, 1, Rate);
        using Signal<double> signal = source.Resample(up, down);
        Assert.Equal(expected.Length, signal.Frames);
        double[] values = ReadInBlocks(signal);
        Assert.True(Worst(expected, values) < 1e-12, $"{Worst(expected, values)}");
    }

    [ToolsFact]
    public void Spectrograms_of_double_are_those_of_scipy()
    {
        double[] input = [.. Noise().Select(x => x / 3.0)], padded = [.. input, .. new double[2048]];
        double[] expected = Scipy.Run($"f, t, s = signal.spectrogram(x, {Rate}, 'hann', 2048, 1536, detrend=False)\nresult(s.T)", padded);
        using var source = new Recording<double>(input, 1, Rate);
        double[] values = ReadInBlocks(source.Spectrogram(2048, 512, scaling: SpectrumScaling.Density));
        double largest = expected.Max();
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= 1e-14 * largest, $"value {i}: {values[i]} instead of {expected[i]}");
    }

    [ToolsTheory]
    [InlineData("start", 2048, 512)]
    [InlineData("center", 1000, 300)]
    public void Spectrograms_are_those_of_scipy_over_the_signal_with_zeros_around_it(string alignment, int size, int hop)
    {
        float[] floats = Noise();
        int before = alignment == "center" ? size / 2 : 0;
        double[] padded = [.. new double[before], .. floats.Select(x => (double)x), .. new double[size]];
        double[] expected = Scipy.Run(
            $"f, t, s = signal.spectrogram(x, {Rate}, 'hann', {size}, {size - hop}, detrend=False, scaling='density')\nresult(s.T)", padded);
        using var source = new Recording<float>(floats, 1, Rate);
        using SpectrogramSignal<float> signal = source.Spectrogram(
            size, hop, scaling: SpectrumScaling.Density,
            alignment: alignment == "center" ? SpectrumAlignment.Center : SpectrumAlignment.Start);
        float[] values = ReadInBlocks(signal);
        double largest = expected.Max();
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= 1e-6 * largest, $"value {i}: {values[i]} instead of {expected[i]}");
    }

    private static IirFilter Design(string design) => design switch
    {
        "butter(5, [300, 6000], 'band'" => Butterworth.BandPass(5, 300, 6000),
        "butter(2, [300, 6000], 'band'" => Butterworth.BandPass(2, 300, 6000),
        "butter(5, [1, 6000], 'band'" => Butterworth.BandPass(5, 1, 6000),
        "butter(2, 2, 'high'" => Butterworth.HighPass(2, 2),
        "cheby2(7, 60, 4000, 'low'" => Chebyshev2.LowPass(7, 60, 4000),
        _ => Elliptic.HighPass(5, 0.5, 70, 2000),
    };

    private static float[] Noise() => [.. Fourier.Noise(Frames, 1).Select(x => (0.6f * x) + 0.3f)];

    private static IEnumerable<(string Name, float[] Values)> Signals()
    {
        yield return ("noise over an offset", Noise());
        yield return ("a chirp of full scale",
            [.. Enumerable.Range(0, Frames).Select(n => (float)Math.Sin(1e-5 * n * (double)n / 2))]);
        float[] clicks = new float[Frames];
        for (int n = 50; n < Frames; n += 7919) clicks[n] = n % 2 == 0 ? 1 : -1;
        yield return ("clicks", clicks);
    }

    private static void Close(
        ReadOnlySpan<double> expected, Signal<double> doubles, Signal<float> singles, double tolerance, double sameFloats, string what)
    {
        double[] values = ReadInBlocks(doubles);
        float[] floats = ReadInBlocks(singles);
        double worst = Worst(expected, values);
        int same = 0;
        for (int i = 0; i < floats.Length; i++)
        {
            // Where a filter leaves nothing, floats resolve less than what is left of the past.
            if (floats[i] == (float)expected[i] || Math.Abs(floats[i] - expected[i]) < tolerance / 100) same++;
        }
        Assert.True(worst <= tolerance, $"{what}: {worst}");
        Assert.True(same >= sameFloats * floats.Length, $"{what}: {same} of {floats.Length} floats are the same");
    }

    private static double Worst(ReadOnlySpan<double> expected, ReadOnlySpan<double> values)
    {
        Assert.Equal(expected.Length, values.Length);
        double worst = 0;
        for (int i = 0; i < values.Length; i++) worst = Math.Max(worst, Math.Abs(values[i] - expected[i]));
        return worst;
    }

    private static T[] ReadInBlocks<T>(Signal<T> signal)
        where T : unmanaged
    {
        var values = new T[signal.Frames * signal.ValuesPerFrame];
        using BufferedArray<T> array = signal.Buffered(5000);
        foreach (FrameSpan<T> block in array.Blocks(3001)) block.Span.CopyTo(values.AsSpan((int)block.StartFrame * signal.ValuesPerFrame));
        return values;
    }
}
