using AudioIO.Tests.Derived;

namespace AudioIO.Tests.Spectra;

public class SpectrogramSignalTests
{
    private const double Rate = 8000;

    [Fact]
    public void Its_shape_rate_frequencies_and_times_are_known()
    {
        using var source = new Recording<float>(new float[3 * 10_000], 3, Rate);
        using SpectrogramSignal<float> start = source.Spectrogram(500, 200);
        using SpectrogramSignal<float> center = source.Spectrogram(500, 200, alignment: SpectrumAlignment.Center);
        Assert.Equal([3, 251], start.FrameShape.ToArray());
        Assert.Equal(40, start.Rate);
        Assert.Equal(50, start.Frames);
        Assert.Equal(50, center.Frames);
        Assert.Equal(16, start.Frequencies[1]);
        Assert.Equal(Rate / 2, start.Frequencies[^1]);
        Assert.Equal(250 / Rate, start.CenterOffset);
        Assert.Equal(TimeSpan.FromSeconds(250 / Rate + 1), start.CenterOf(40));
        Assert.Equal(0, center.CenterOffset);
        Assert.Equal(TimeSpan.FromSeconds(1), center.CenterOf(40));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(199, 1)]
    [InlineData(200, 1)]
    [InlineData(201, 2)]
    [InlineData(10_001, 51)]
    public void There_is_a_column_for_every_hop_begun(int frames, int columns)
    {
        using var source = new Recording<float>(new float[frames]);
        Assert.Equal(columns, source.Spectrogram(500, 200).Frames);
        Assert.Equal(columns, source.Rms(500, 200).Frames);
    }

    [Fact]
    public void A_sine_of_full_scale_has_the_power_1_in_its_channel_and_frequency()
    {
        float[] values = new float[2 * 8000];
        for (int n = 0; n < 8000; n++) values[(2 * n) + 1] = (float)Math.Sin(2 * Math.PI * 1000 * n / Rate);
        using var source = new Recording<float>(values, 2, Rate);
        using BufferedArray<float> columns = source.Spectrogram(1024, 512).Buffered();
        Assert.Equal(1, columns[5, 1, 128], 1e-6);
        Assert.Equal(0, columns[5, 0, 128]);
        Assert.InRange(columns[5, 1, 140], 0, 1e-12f);
    }

    [Theory]
    [InlineData(SpectrumAlignment.Start, 0)]
    [InlineData(SpectrumAlignment.Center, 50)]
    public void Beyond_the_ends_are_zeros(SpectrumAlignment alignment, int before)
    {
        float[] noise = Fourier.Noise(1000, 1);
        using var source = new Recording<float>(noise, 1, Rate);
        using SpectrogramSignal<float> signal = source.Spectrogram(100, 70, WindowFunction.Rectangular, alignment: alignment);
        float[] padded = [.. new float[before], .. noise, .. new float[200]];
        for (int k = 0; k < signal.Frames; k++)
        {
            var column = new float[51];
            signal.Read(k, column);
            double[] expected = Fourier.Powers([.. padded[(70 * k)..((70 * k) + 100)].Select(x => (double)x)]);
            // A sine of amplitude 1 has the magnitude 50.
            for (int i = 1; i < 50; i++) Assert.Equal(expected[i] / 2500, column[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(64, 64, 1)]
    [InlineData(250, 100, 3)]
    [InlineData(1024, 300, 2)]
    [InlineData(3000, 1500, 1)]
    public void In_double_it_is_the_transform_by_its_definition_to_1e_13(int size, int hop, int channels)
    {
        const int Frames = 4000;
        var random = new Random(size);
        // More than the 24 bits of a float, beside an offset and a tone of full scale.
        double[] values = [.. Enumerable.Range(0, Frames * channels).Select(i => 0.1 + (1e-9 * random.NextDouble()) + (0.9 * Math.Sin(i)))];
        using var source = new Recording<double>(values, channels, Rate);
        using SpectrogramSignal<double> signal = source.Spectrogram(size, hop, WindowFunction.BlackmanHarris);
        double[] window = WindowFunction.BlackmanHarris.Values(size);
        double scale = Math.Pow(2 / window.Sum(), 2);
        var frame = new double[signal.ValuesPerFrame];
        for (long column = 0; column < signal.Frames; column++)
        {
            signal.Read(column, frame);
            for (int c = 0; c < channels; c++)
            {
                double[] expected = Fourier.Powers([.. window.Select((w, n) =>
                    (column * hop) + n < Frames ? w * values[((((column * hop) + n) * channels) + c)] : 0)]);
                for (int k = 1; k < size / 2; k++)
                    Assert.Equal(Math.Sqrt(expected[k] * scale), Math.Sqrt(frame[(c * ((size / 2) + 1)) + k]), 1e-13);
            }
        }
    }

    [Fact]
    public void In_double_any_windows_in_any_order_on_any_thread_have_the_same_bits()
    {
        double[] values = [.. Kinds.Noise(30_000, 7).Select(x => x / 3.0)];
        using var source = new Recording<double>(values, 2, Rate, 20_000);
        using SpectrogramSignal<double> whole = source.Spectrogram(480, 70, alignment: SpectrumAlignment.Center);
        double[] expected = Kinds.ReadAll(whole);
        using SpectrogramSignal<double> signal = source.Spectrogram(480, 70, alignment: SpectrumAlignment.Center);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, seed =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 250; i++)
            {
                int start = random.Next((int)signal.Frames), count = Math.Min((int)signal.Frames - start, 1 + random.Next(1 << random.Next(8)));
                var some = new double[count * signal.ValuesPerFrame];
                signal.Read(start, some);
                Assert.Equal(expected[(start * signal.ValuesPerFrame)..][..some.Length], some);
            }
        });
    }

    [Fact]
    public void The_level_of_a_sine_is_its_amplitude_over_root_2()
    {
        float[] sine = [.. Enumerable.Range(0, 8050).Select(n => (float)(0.5 * Math.Sin(2 * Math.PI * 400 * n / Rate)))];
        using var source = new Recording<float>(sine, 1, Rate);
        using Signal<float> level = source.Rms(100);
        Assert.Equal(Rate / 100, level.Rate);
        // The last one has 50 frames, which count as 50.
        Assert.All(Kinds.ReadAll(level), value => Assert.Equal(0.5 / Math.Sqrt(2), value, 0.02));
        Assert.Equal(81, level.Frames);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using var source = new Recording<float>(new float[100]);
        foreach (int size in (int[])[-2, 0, 1, 7, 14, 1 << 27]) Assert.Throws<ArgumentOutOfRangeException>(() => source.Spectrogram(size));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Spectrogram(64, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Spectrogram(64, scaling: (SpectrumScaling)2));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Spectrogram(64, alignment: (SpectrumAlignment)2));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Spectrogram(64, across: (Breaks)2));
        Assert.Throws<ArgumentException>(() => source.Spectrogram(64).Spectrogram(64));
        Assert.Throws<ArgumentOutOfRangeException>(() => source.Rms(0));
    }
}
