using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Spectra;

public class SpectrumTransformTests
{
    private const double Rate = 8000;

    [Theory]
    [InlineData(64, 5, 1.0)]
    [InlineData(2048, 100, 0.1)]
    [InlineData(2048, 1022, 0.001)]
    public void A_sine_in_the_middle_of_a_bin_reads_its_amplitude_and_half_of_it_beside(int size, int bin, double amplitude)
    {
        float[] power = Power(new SpectrumTransform(Rate, size), n => amplitude * Math.Sin((2 * Math.PI * bin * n / size) + 0.3));

        Assert.Equal(bin, power.IndexOf(power.Max()));
        Assert.Equal(20 * Math.Log10(amplitude), 10 * Math.Log10(power[bin]), 0.001);
        // The Hann window halves the neighbours: 6.02 dB below.
        Assert.Equal(20 * Math.Log10(amplitude / 2), 10 * Math.Log10(power[bin + 1]), 0.001);
    }

    [Fact]
    public void A_sine_between_two_bins_reads_1_42_dB_less_and_with_zeros_behind_it_its_amplitude()
    {
        static double Sine(int n) => Math.Sin(2 * Math.PI * 100.5 * n / 2048);

        Assert.Equal(-1.42, 10 * Math.Log10(Power(new SpectrumTransform(Rate, 2048), Sine)[100]), 0.01);
        Assert.Equal(0, 10 * Math.Log10(Power(new SpectrumTransform(Rate, 2048, paddedSize: 4096), Sine)[201]), 0.01);
    }

    [Fact]
    public void A_constant_and_the_highest_frequency_have_twice_the_power_of_a_sine()
    {
        Assert.Equal(3.01, 10 * Math.Log10(Power(new SpectrumTransform(Rate, 256), _ => 1)[0]), 0.01);
        Assert.Equal(3.01, 10 * Math.Log10(Power(new SpectrumTransform(Rate, 256), n => n % 2 == 0 ? 1 : -1)[128]), 0.01);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(333, 1000)]
    public void It_gives_the_columns_of_a_spectrogram_to_the_bit(int size, int? padded)
    {
        float[] samples = Fourier.Noise(5000, 4);
        using var source = new Recording<float>(samples, 1, Rate);
        using SpectrogramSignal<float> signal = source.Spectrogram(
            size, 200, WindowFunction.Blackman, SpectrumScaling.Density, paddedSize: padded);
        var transform = new SpectrumTransform(Rate, size, WindowFunction.Blackman, SpectrumScaling.Density, padded);
        var powers = new float[20 * transform.Bins];
        var expected = new float[powers.Length];

        transform.Powers(samples, 200, powers);
        signal.Read(0, expected);

        Assert.Equal(expected, powers);
        Assert.Equal(signal.Frequencies.ToArray(), transform.Frequencies.ToArray());
        Assert.Equal(Rate / 2, transform.Frequencies[^1]);
        Assert.Equal((size, signal.FrameShape[1]), (transform.Size, transform.Bins));
        Assert.Equal(size / 2 / Rate, signal.CenterOffset);
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(333, 1000)]
    public void In_double_too(int size, int? padded)
    {
        double[] samples = [.. Fourier.Noise(5000, 4).Select(x => x / 3.0)];
        using var source = new Recording<double>(samples, 1, Rate);
        using SpectrogramSignal<double> signal = source.Spectrogram(size, 200, WindowFunction.Blackman, paddedSize: padded);
        var transform = new SpectrumTransform(Rate, size, WindowFunction.Blackman, paddedSize: padded);
        double[] powers = new double[20 * transform.Bins], expected = new double[powers.Length];

        transform.Powers(samples, 200, powers);
        signal.Read(0, expected);

        Assert.Equal(expected, powers);
    }

    [Theory]
    [InlineData(7, null, "size")]
    [InlineData(0, 16, "size")]
    [InlineData(17, 16, "size")]
    [InlineData(16, 17, "paddedSize")]
    public void Sizes_without_a_transform_are_refused(int size, int? padded, string name)
    {
        Assert.Throws<ArgumentOutOfRangeException>(name, () => new SpectrumTransform(Rate, size, paddedSize: padded));
        using var source = new Recording<float>(new float[100], 1, Rate);
        Assert.Throws<ArgumentOutOfRangeException>(name, () => source.Spectrogram(size, 10, paddedSize: padded));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Rates_that_are_none_are_refused(double hertz) =>
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => new SpectrumTransform(hertz, 64));

    private static float[] Power(SpectrumTransform transform, Func<int, double> sample)
    {
        var power = new float[transform.Bins];
        transform.Powers([.. Enumerable.Range(0, transform.Size).Select(n => (float)sample(n))], 0, power);
        return power;
    }
}
