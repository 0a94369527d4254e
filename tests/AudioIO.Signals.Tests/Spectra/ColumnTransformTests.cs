using AudioIO.Lanes;
using AudioIO.Spectra;

namespace AudioIO.Tests.Spectra;

public class ColumnTransformTests
{
    public static TheoryData<int> Sizes =>
    [
        2, 4, 6, 8, 10, 12, 16, 18, 20, 24, 30, 32, 50, 60, 64, 90, 96, 128, 160, 250, 256, 360, 480, 512, 768, 1000, 1024, 1280, 1500,
        2048, 3000, 4096,
    ];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Magnitudes_are_those_of_the_double_transform_by_its_definition(int size)
    {
        double[] window = WindowFunction.Hann.Values(size);
        float[] samples = Fourier.Noise(size, size);
        var transform = new ColumnTransform<float>(window, SpectrumScale.None);
        var powers = new float[transform.Bins];
        transform.Powers(samples, 0, powers);

        double[] expected = Fourier.Powers([.. samples.Select((x, n) => x * window[n])]);

        // The error of all bins together against the length of the spectrum.
        double error = powers.Zip(expected, (p, e) => Math.Pow(Math.Sqrt(p) - Math.Sqrt(e), 2)).Sum();
        Assert.InRange(Math.Sqrt(error / expected.Sum()), 0, 3e-7);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_double_transform_is_exact_to_a_few_units_in_the_last_place(int size)
    {
        double[] samples = [.. Fourier.Noise(size, size).Select(x => (double)x)];
        var transform = new ColumnTransform<double>(WindowFunction.Rectangular.Values(size), SpectrumScale.None);
        var powers = new double[transform.Bins];
        transform.Powers(samples, 0, powers);

        double[] expected = Fourier.Powers(samples);

        for (int k = 0; k < powers.Length; k++) Assert.Equal(Math.Sqrt(expected[k]), Math.Sqrt(powers[k]), 1e-13 * size);
    }

    [Theory]
    [InlineData(8192)]
    [InlineData(65536)]
    public void Long_transforms_are_as_exact(int size)
    {
        double[] window = WindowFunction.BlackmanHarris.Values(size);
        float[] samples = Fourier.Noise(size, size);
        var powers = new float[(size / 2) + 1];
        var expected = new double[powers.Length];
        new ColumnTransform<float>(window, SpectrumScale.None).Powers(samples, 0, powers);
        new ColumnTransform<double>(window, SpectrumScale.None).Powers([.. samples.Select(x => (double)x)], 0, expected);

        double error = powers.Zip(expected, (p, e) => Math.Pow(Math.Sqrt(p) - Math.Sqrt(e), 2)).Sum();
        Assert.InRange(Math.Sqrt(error / expected.Sum()), 0, 3e-7);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_width_of_vectors_gives_the_bits_of_the_plain_transform(int size)
    {
        const int Columns = 37;
        double[] window = WindowFunction.Blackman.Values(size);
        int hop = Math.Max(1, size / 3);
        float[] samples = Fourier.Noise(((Columns - 1) * hop) + size, 3);
        var plain = new float[Columns * ((size / 2) + 1)];
        new ColumnTransform<float>(window, new(0.5, 1), 0).Powers(samples, hop, plain);

        foreach (int bytes in LaneWidth.All)
        {
            var powers = new float[plain.Length];
            new ColumnTransform<float>(window, new(0.5, 1), bytes).Powers(samples, hop, powers);
            Assert.Equal(plain, powers);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(256)]
    [InlineData(8192)]
    public void Every_width_of_vectors_gives_the_bits_of_the_plain_double_transform(int size)
    {
        const int Columns = 19;
        double[] window = WindowFunction.Hamming.Values(size);
        double[] samples = [.. Fourier.Noise(((Columns - 1) * 5) + size, 3).Select(x => (double)x)];
        var plain = new double[Columns * ((size / 2) + 1)];
        new ColumnTransform<double>(window, SpectrumScale.None, 0).Powers(samples, 5, plain);

        foreach (int bytes in LaneWidth.All)
        {
            var powers = new double[plain.Length];
            new ColumnTransform<double>(window, SpectrumScale.None, bytes).Powers(samples, 5, powers);
            Assert.Equal(plain, powers);
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(7, 16)]
    [InlineData(64, 256)]
    [InlineData(100, 128)]
    [InlineData(1000, 8192)]
    public void A_window_shorter_than_the_transform_is_followed_by_zeros_whatever_comes_behind_it(int size, int padded)
    {
        const int Columns = 20;
        double[] window = WindowFunction.Hamming.Values(size);
        float[] samples = Fourier.Noise(Columns * size, size);
        var expected = new float[Columns * ((padded / 2) + 1)];
        for (int k = 0; k < Columns; k++)
        {
            float[] column = [.. samples.AsSpan(k * size, size), .. new float[padded - size]];
            var whole = new ColumnTransform<float>([.. window, .. new double[padded - size]], SpectrumScale.None);
            whole.Powers(column, 0, expected.AsSpan(k * whole.Bins, whole.Bins));
        }

        foreach (int bytes in LaneWidth.All)
        {
            var powers = new float[expected.Length];
            new ColumnTransform<float>(window, SpectrumScale.None, bytes, padded).Powers(samples, size, powers);
            Assert.Equal(expected, powers);
        }
    }

    [Fact]
    public void A_column_does_not_depend_on_how_many_are_computed_with_it_nor_on_its_place_among_them()
    {
        foreach (int bytes in LaneWidth.All)
        {
            var transform = new ColumnTransform<float>(WindowFunction.Hann.Values(128), SpectrumScale.None, bytes);
            float[] samples = Fourier.Noise(40 * 64, 11);
            var all = new float[39 * transform.Bins];
            transform.Powers(samples, 64, all);
            var random = new Random(5);
            for (int round = 0; round < 50; round++)
            {
                int[] columns = [.. Enumerable.Range(0, random.Next(1, 36)).Select(_ => random.Next(39))];
                var some = new float[columns.Length * transform.Bins];
                transform.Powers(samples, [.. columns.Select(k => k * 64)], some);
                for (int i = 0; i < columns.Length; i++)
                    Assert.Equal(all.AsSpan(columns[i] * transform.Bins, transform.Bins), some.AsSpan(i * transform.Bins, transform.Bins));
            }
        }
    }

    [Fact]
    public void A_column_with_NaN_or_infinity_leaves_its_neighbours_as_they_are()
    {
        foreach (int bytes in LaneWidth.All)
        {
            var transform = new ColumnTransform<float>(WindowFunction.Hann.Values(64), SpectrumScale.None, bytes);
            float[] samples = Fourier.Noise(20 * 64, 2);
            var clean = new float[20 * transform.Bins];
            transform.Powers(samples, 64, clean);
            samples[(3 * 64) + 7] = float.NaN;
            samples[(11 * 64) + 9] = float.PositiveInfinity;
            var powers = new float[clean.Length];
            transform.Powers(samples, 64, powers);
            for (int k = 0; k < 20; k++)
            {
                Span<float> column = powers.AsSpan(k * transform.Bins, transform.Bins);
                if (k is 3 or 11) Assert.DoesNotContain(column.ToArray(), float.IsFinite);
                else Assert.Equal(clean.AsSpan(k * transform.Bins, transform.Bins), column);
            }
        }
    }

    [Fact]
    public void Silence_has_no_power()
    {
        var transform = new ColumnTransform<float>(WindowFunction.Hann.Values(64), SpectrumScale.None);
        float[] powers = [.. Enumerable.Repeat(1f, transform.Bins)];
        transform.Powers(new float[64], 0, powers);
        Assert.All(powers, p => Assert.Equal(0, p));
    }

    [Fact]
    public void Denormal_samples_are_transformed_like_others()
    {
        var transform = new ColumnTransform<double>(WindowFunction.Rectangular.Values(4), SpectrumScale.None);
        var powers = new double[3];
        transform.Powers([1e-150, 0, 0, 0], 0, powers);
        Assert.All(powers, p => Assert.Equal(1e-300, p, 1e-312));
    }

    [Fact]
    public void The_last_column_may_end_with_the_samples_and_no_column_may_reach_beyond()
    {
        var transform = new ColumnTransform<float>(WindowFunction.Hann.Values(16), SpectrumScale.None);
        var powers = new float[2 * transform.Bins];
        transform.Powers(new float[20], 4, powers);
        Assert.Throws<ArgumentException>(() => transform.Powers(new float[19], 4, powers));
        Assert.Throws<ArgumentException>(() => transform.Powers(new float[20], [0, 5], powers));
        Assert.Throws<ArgumentException>(() => transform.Powers(new float[20], [-1, 4], powers));
        Assert.Throws<ArgumentException>(() => transform.Powers(new float[20], [0], powers));
        Assert.Throws<ArgumentException>(() => transform.Powers(new float[20], 4, powers.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => transform.Powers(new float[20], -4, powers));
    }

    [Fact]
    public void No_columns_are_computed_from_no_samples()
    {
        var transform = new ColumnTransform<float>(WindowFunction.Hann.Values(16), SpectrumScale.None);
        transform.Powers([], 4, []);
        transform.Powers([], [], []);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(14)]
    [InlineData(2046)]
    public void Odd_sizes_and_other_prime_factors_are_refused(int size)
    {
        var exception = Assert.Throws<ArgumentException>(() => new ColumnTransform<float>(new double[size], SpectrumScale.None));
        Assert.Contains($"not {size}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_allocated_in_a_steady_state()
    {
        var transform = new ColumnTransform<float>(WindowFunction.Hann.Values(512), SpectrumScale.None);
        float[] samples = Fourier.Noise(20 * 512, 2), powers = new float[20 * transform.Bins];
        Assert.Equal(0, Allocations.Least(() => transform.Powers(samples, 512, powers)));
    }

    [Fact]
    public void Threads_share_a_transform()
    {
        var transform = new ColumnTransform<float>(WindowFunction.Hann.Values(256), SpectrumScale.None);
        float[] samples = Fourier.Noise(33 * 256, 2), expected = new float[33 * transform.Bins];
        transform.Powers(samples, 256, expected);
        Parallel.For(0, 200, _ =>
        {
            var powers = new float[expected.Length];
            transform.Powers(samples, 256, powers);
            Assert.Equal(expected, powers);
        });
    }
}
