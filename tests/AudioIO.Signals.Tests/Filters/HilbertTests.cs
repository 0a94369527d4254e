using AudioIO.Filters;
using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Filters;

public class HilbertTests
{
    private const double Rate = 48_000;

    [Theory]
    [InlineData(20, 1e-2)]
    [InlineData(100, 1e-4)]
    [InlineData(1000, 1e-6)]
    [InlineData(5000, 1e-7)]
    [InlineData(11_000, 0.1)]
    [InlineData(11_999, 1e-4)]
    public void The_gain_is_1_to_the_error_from_the_lowest_frequency_to_half_the_rate_less_as_much(double lowest, double error)
    {
        double[] taps = HilbertTransformer.Taps(lowest, error, Rate);
        Assert.Equal(0, taps.Length % 2);
        for (int i = 0; i <= 500; i++)
        {
            double frequency = lowest + (i / 500.0 * ((Rate / 2) - (2 * lowest)));
            double gain = 0;
            // −j times a sum of sines: turned by −90° exactly, as h(−m) = −h(m).
            for (int k = 0; k < taps.Length; k++) gain += taps[k] * Math.Sin(2 * Math.PI * frequency / Rate * ((2 * k) - (taps.Length - 1)));
            Assert.True(Math.Abs(gain - 1) <= error, $"{gain} at {frequency} Hz");
        }
    }

    [Fact]
    public void A_cosine_becomes_a_sine_with_its_amplitude_and_phase()
    {
        const double Frequency = 1000, Error = 1e-5;
        double[] cosine = Wave(Math.Cos), sine = Wave(Math.Sin);
        using var source = new Recording<double>(cosine, 1, Rate);
        double[] turned = Read(source.HilbertTransform(500, Error)), amplitudes = Read(source.HilbertEnvelope(500, Error));
        double[] phases = Read(source.HilbertPhase(500, Error));
        int half = HilbertTransformer.Taps(500, Error, Rate).Length - 1;
        for (int n = half; n < cosine.Length - half; n++)
        {
            Assert.Equal(sine[n], turned[n], 0.7 * Error);
            Assert.Equal(0.7, amplitudes[n], 0.7 * Error);
            Assert.Equal(0, Math.IEEERemainder(phases[n] - (2 * Math.PI * Frequency / Rate * n), 2 * Math.PI), Error);
        }

        static double[] Wave(Func<double, double> wave) =>
            [.. Enumerable.Range(0, 4000).Select(n => 0.7 * wave(2 * Math.PI * Frequency / Rate * n))];
    }

    [Fact]
    public void Channels_are_apart()
    {
        float[] values = Kinds.Noise(3000, 5);
        using var both = new Recording<float>(values, 2);
        using var second = new Recording<float>([.. values.Where((_, i) => i % 2 == 1)]);
        float[] expected = Kinds.ReadAll(second.HilbertEnvelope(300));
        Assert.Equal(expected, Kinds.ReadAll(both.HilbertEnvelope(300).Channels(1)));
    }

    [Fact]
    public void What_cannot_be_is_refused_with_the_numbers()
    {
        using var source = new Recording<float>(new float[100], 1, Rate);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.HilbertEnvelope(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.HilbertEnvelope(12_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.HilbertEnvelope(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.HilbertEnvelope(100, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.HilbertEnvelope(100, 0.2));
        Assert.Throws<ArgumentException>(() => source.Spectrogram(8).HilbertEnvelope(100));
        string message = Assert.Throws<ArgumentException>(() => source.HilbertEnvelope(0.05)).Message;
        Assert.Contains("lower the rate first", message, StringComparison.Ordinal);
    }

    private static double[] Read(Signal<double> signal)
    {
        var values = new double[signal.Frames];
        signal.Read(0, values);
        return values;
    }
}
