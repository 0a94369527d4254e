using AudioIO.Spectra;

namespace AudioIO.Tests.Spectra;

public class SpectrumScaleTests
{
    public static TheoryData<WindowFunction> Windows =>
    [
        WindowFunction.Hann, WindowFunction.Hamming, WindowFunction.Blackman, WindowFunction.BlackmanHarris, WindowFunction.Kaiser(8),
        WindowFunction.Rectangular,
    ];

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_full_scale_sine_at_a_bin_has_power_1_whatever_the_window(WindowFunction window)
    {
        double[] values = window.Values(1024);
        var transform = new ColumnTransform<float>(values, SpectrumScale.Create(SpectrumScaling.Power, values, 48000));
        float[] samples = [.. Enumerable.Range(0, 1024).Select(n => (float)Math.Sin((2 * Math.PI * 100 * n / 1024) + 0.3))];
        var powers = new float[transform.Bins];
        transform.Powers(samples, 0, powers);
        Assert.Equal(1, powers[100], 1e-5);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void The_density_adds_up_to_the_mean_square(WindowFunction window)
    {
        double[] values = window.Values(1024);
        var transform = new ColumnTransform<double>(values, SpectrumScale.Create(SpectrumScaling.Density, values, 48000));
        double[] samples = [.. Fourier.Noise(1024, 4).Select(x => (double)x)];
        var powers = new double[transform.Bins];
        transform.Powers(samples, 0, powers);
        double square = samples.Zip(values, (x, w) => x * x * w * w).Sum() / values.Sum(w => w * w);
        Assert.Equal(square, powers.Sum() * 48000 / 1024, 1e-12);
    }

    [Fact]
    public void A_constant_has_twice_the_power_of_a_sine_of_the_same_amplitude()
    {
        double[] values = WindowFunction.Hann.Values(64);
        var transform = new ColumnTransform<double>(values, SpectrumScale.Create(SpectrumScaling.Power, values, 1));
        var powers = new double[transform.Bins];
        transform.Powers([.. Enumerable.Repeat(1.0, 64)], 0, powers);
        Assert.Equal(2, powers[0], 1e-12);
    }

    [Fact]
    public void An_unknown_scaling_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpectrumScale.Create((SpectrumScaling)7, [1.0, 1.0], 1));
}
