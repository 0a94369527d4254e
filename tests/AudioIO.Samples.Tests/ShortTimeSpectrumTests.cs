using System.Numerics;
using AudioIO.Samples.Spectrogram;
using FsCheck.Xunit;

namespace AudioIO.Samples.Tests;

public class ShortTimeSpectrumTests
{
    [Theory]
    [InlineData(64, 5, 1.0)]
    [InlineData(2048, 100, 1.0)]
    [InlineData(2048, 100, 0.1)]
    [InlineData(2048, 1022, 0.001)]
    public void A_sine_in_the_middle_of_a_bin_reads_its_amplitude_in_dBFS(int size, int bin, double amplitude)
    {
        float[] power = Power(size, n => amplitude * Math.Sin((2 * Math.PI * bin * n / size) + 0.3));

        Assert.Equal(bin, power.IndexOf(power.Max()));
        Assert.Equal(20 * Math.Log10(amplitude), Decibels(power[bin]), 0.001);
        // The Hann window halves the neighbours: 6.02 dB below.
        Assert.Equal(20 * Math.Log10(amplitude / 2), Decibels(power[bin + 1]), 0.001);
    }

    [Fact]
    public void A_sine_between_two_bins_reads_1_42_dB_less()
    {
        float[] power = Power(2048, n => Math.Sin(2 * Math.PI * 100.5 * n / 2048));

        Assert.Equal(-1.42, Decibels(power[100]), 0.01);
        Assert.Equal(-1.42, Decibels(power[101]), 0.01);
    }

    [Fact]
    public void A_constant_and_the_highest_frequency_have_twice_the_power_of_a_sine()
    {
        Assert.Equal(3.01, Decibels(Power(256, _ => 1)[0]), 0.01);
        Assert.Equal(3.01, Decibels(Power(256, n => n % 2 == 0 ? 1 : -1)[128]), 0.01);
    }

    [Fact]
    public void Silence_has_no_power() => Assert.All(Power(256, _ => 0), p => Assert.Equal(0, p));

    [Property(MaxTest = 20)]
    public void Any_samples_have_the_spectrum_that_the_definition_gives(int seed)
    {
        const int Size = 64;
        var random = new Random(seed);
        double[] samples = [.. Enumerable.Range(0, Size).Select(_ => (double)(float)((2 * random.NextDouble()) - 1))];

        float[] power = Power(Size, n => samples[n]);

        for (int k = 0; k <= Size / 2; k++)
        {
            Complex sum = Complex.Zero;
            for (int n = 0; n < Size; n++)
            {
                double windowed = samples[n] * Math.Pow(Math.Sin(Math.PI * n / Size), 2);
                sum += Complex.FromPolarCoordinates(windowed, -2 * Math.PI * k * n / Size);
            }
            double expected = (k is 0 or Size / 2 ? 2 : 4) * Math.Pow(sum.Magnitude / (Size / 2.0), 2);
            Assert.Equal(expected, power[k], 1e-6);
        }
    }

    [Fact]
    public void A_batch_on_many_threads_gives_what_one_spectrum_after_the_other_gives()
    {
        const int Size = 128;
        const int Hop = 37;
        var random = new Random(7);
        float[] samples = [.. Enumerable.Range(0, (40 * Hop) + Size).Select(_ => random.NextSingle())];
        var single = new ShortTimeSpectrum(Size);
        float[] expected = new float[(Size / 2) + 1];

        using var batch = new SpectrumBatch(Size, capacity: 41, threads: 3);
        foreach (int count in (int[])[41, 0, 1, 2, 41])
        {
            batch.Compute(samples, count, Hop);
            for (int i = 0; i < count; i++)
            {
                single.Compute(samples.AsSpan(i * Hop, Size), expected);
                Assert.Equal(expected, batch.Power(i).ToArray());
            }
        }
    }

    private static double Decibels(float power) => 10 * Math.Log10(power);

    private static float[] Power(int size, Func<int, double> sample)
    {
        float[] power = new float[(size / 2) + 1];
        new ShortTimeSpectrum(size).Compute([.. Enumerable.Range(0, size).Select(n => (float)sample(n))], power);
        return power;
    }
}
