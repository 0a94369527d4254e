using AudioIO.Filters;
using AudioIO.Spectra;
using AudioIO.Tests.Spectra;

namespace AudioIO.Tests.Tools;

[Trait("Needs", "tools")]
public class KernelToolsTests
{
    [ToolsTheory]
    [InlineData("boxcar")]
    [InlineData("hann")]
    [InlineData("hamming")]
    [InlineData("blackman")]
    [InlineData("blackmanharris")]
    [InlineData("kaiser")]
    public void Windows_are_those_of_scipy(string name)
    {
        WindowFunction window = Window(name);
        int[] sizes = [1, 2, 3, 7, 64, 1000, 2048];
        string call = name == "kaiser" ? "('kaiser', 8.6)" : $"'{name}'";
        double[] expected = Scipy.Run($"result(*[signal.get_window({call}, n) for n in [{string.Join(", ", sizes)}]])");
        double[] values = [.. sizes.SelectMany(window.Values)];
        Assert.Equal(expected.Length, values.Length);
        for (int i = 0; i < values.Length; i++) Assert.Equal(expected[i], values[i], 1e-14);
    }

    [ToolsTheory]
    [InlineData("hann", "density", 256, 64)]
    [InlineData("hann", "spectrum", 1000, 500)]
    [InlineData("kaiser", "density", 2048, 512)]
    [InlineData("blackmanharris", "spectrum", 96, 7)]
    public void Columns_are_those_of_a_scipy_spectrogram(string name, string scaling, int size, int hop)
    {
        float[] samples = Fourier.Noise((20 * hop) + size, 1);
        double[] window = Window(name).Values(size);
        var scale = SpectrumScale.Create(scaling == "density" ? SpectrumScaling.Density : SpectrumScaling.Power, window, 48000);
        var transform = new ColumnTransform<float>(window, scale);
        var powers = new float[21 * transform.Bins];
        transform.Powers(samples, hop, powers);

        string call = name == "kaiser" ? "('kaiser', 8.6)" : $"'{name}'";
        double[] expected = Scipy.Run(
            $"f, t, s = signal.spectrogram(x, 48000, {call}, {size}, {size - hop}, detrend=False, scaling='{scaling}')\nresult(s.T)",
            [.. samples.Select(x => (double)x)]);
        Assert.Equal(expected.Length, powers.Length);
        // A full-scale sine has a mean square of one half.
        double factor = scaling == "density" ? 1 : 2, largest = expected.Max() * factor;
        for (int i = 0; i < powers.Length; i++) Assert.Equal(expected[i] * factor, powers[i], 1e-6 * largest);
    }

    [ToolsTheory]
    [InlineData("butter(4, [300, 6000], 'band'")]
    [InlineData("cheby2(7, 60, 4000, 'low'")]
    [InlineData("ellip(5, 0.5, 70, 2000, 'high'")]
    public void A_filtered_signal_is_that_of_scipy(string design)
    {
        double[] noise = [.. Fourier.Noise(20_000, 2).Select(x => x + 0.3)];
        double[] all = Scipy.Run(
            $"sos = signal.{design}, fs=48000, output='sos')\nzi = signal.sosfilt_zi(sos)\n" +
            "result(sos, zi, signal.sosfilt(sos, x), signal.sosfilt(sos, x, zi=zi * x[0])[0])",
            noise);
        int count = (all.Length - (2 * noise.Length)) / 8;
        SecondOrderSection[] sections =
            [.. all.Take(6 * count).Chunk(6).Select(row => new SecondOrderSection(row[0], row[1], row[2], row[4], row[5]))];
        var cascade = new SectionCascade(sections);

        double[] state = SteadyState.Of(sections);
        for (int i = 0; i < state.Length; i++) Assert.Equal(all[(6 * count) + i], state[i], 1e-9);
        AssertEqual(all.AsSpan(8 * count, noise.Length), noise, new double[2 * count]);
        AssertEqual(all.AsSpan((8 * count) + noise.Length), noise, [.. state.Select(s => s * noise[0])]);

        void AssertEqual(ReadOnlySpan<double> expected, double[] input, double[] start)
        {
            double[] output = [.. input];
            cascade.Run<double>(output, start);
            for (int i = 0; i < output.Length; i++) Assert.Equal(expected[i], output[i], 1e-11);
        }
    }

    [ToolsTheory]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(147, 160)]
    [InlineData(160, 147)]
    public unsafe void A_resampled_signal_is_that_of_scipy_with_the_same_taps(int up, int down)
    {
        var plan = new ResamplingPlan(up, down);
        double[] noise = [.. Fourier.Noise(3000, 3).Select(x => (double)x)];
        int outputs = (int)plan.OutputFrames(noise.Length);
        (long first, long needed) = plan.Needs(0, outputs);
        double[] padded = new double[needed], output = new double[outputs];
        noise.AsSpan().CopyTo(padded.AsSpan((int)-first));
        new ResamplingKernel(plan).Run<double>(padded, 0, output, 1, outputs);

        int count = Enumerable.Range(0, up).Sum(r => plan.Phase(r).Count), half = count / 2;
        var taps = new double[count];
        for (int r = 0; r < up; r++)
        {
            ResamplingPhase phase = plan.Phase(r);
            for (int i = 0; i < phase.Count; i++) taps[half + r - (up * (phase.First + i))] = plan.Taps[phase.Offset + i];
        }
        // resample_poly scales its window by the factor.
        double[] expected = Scipy.Run(
            $"result(signal.resample_poly(x[:3000], {up}, {down}, window=x[3000:] / {up}))", [.. noise, .. taps]);
        Assert.Equal(expected.Length, output.Length);
        for (int i = 0; i < output.Length; i++) Assert.Equal(expected[i], output[i], 1e-12);
    }

    [ToolsTheory]
    [InlineData(6000, 700, 60)]
    [InlineData(1000, 90, 120)]
    [InlineData(300, 300, 30)]
    public void Taps_and_convolution_are_those_of_scipy(double cutoff, double transition, double attenuation)
    {
        double[] noise = [.. Fourier.Noise(5000, 4).Select(x => (double)x)];
        double[] taps = FirFilter.HighPass(cutoff, transition, attenuation).Taps(48000);
        double[] expected = Scipy.Run(
            FormattableString.Invariant($"n, beta = signal.kaiserord({attenuation}, {transition} / 24000)\n") +
            FormattableString.Invariant($"h = signal.firwin(n | 1, {cutoff}, window=('kaiser', beta), pass_zero=False, fs=48000)\n") +
            "result(h, np.convolve(x, h, 'valid'))",
            noise);
        int count = noise.Length - taps.Length + 1;
        Assert.Equal(expected.Length, taps.Length + count);
        for (int i = 0; i < taps.Length; i++) Assert.Equal(expected[i], taps[i], 1e-12);
        var output = new double[count];
        new FirKernel(taps).Run<double>(noise, output, 1, count);
        for (int i = 0; i < count; i++) Assert.Equal(expected[taps.Length + i], output[i], 1e-11);
    }

    private static WindowFunction Window(string name) => name switch
    {
        "boxcar" => WindowFunction.Rectangular,
        "hann" => WindowFunction.Hann,
        "hamming" => WindowFunction.Hamming,
        "blackman" => WindowFunction.Blackman,
        "blackmanharris" => WindowFunction.BlackmanHarris,
        _ => WindowFunction.Kaiser(8.6),
    };
}
