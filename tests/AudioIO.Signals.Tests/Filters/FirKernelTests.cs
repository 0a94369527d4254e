using AudioIO.Filters;
using AudioIO.Lanes;
using AudioIO.Tests.Spectra;

namespace AudioIO.Tests.Filters;

public class FirKernelTests
{
    [Fact]
    public void Every_width_of_vectors_gives_the_bits_of_the_plain_sums_for_any_number_of_taps_and_outputs()
    {
        float[] input = Fourier.Noise(300, 1);
        for (int taps = 1; taps <= 70; taps++)
        {
            double[] filter = [.. Fourier.Noise(taps, taps).Select(x => (double)x)];
            int count = 1 + (taps * 7 % 50);
            var plain = new double[count];
            new FirKernel(filter, 0).Run<double>([.. input.Select(x => (double)x)], plain, 1, count);
            for (int n = 0; n < count; n++)
            {
                double expected = 0;
                for (int k = 0; k < taps; k++) expected += filter[k] * input[n + taps - 1 - k];
                Assert.Equal(expected, plain[n], 1e-13);
            }
            foreach (int bytes in LaneWidth.All)
            {
                var values = new double[count];
                new FirKernel(filter, bytes).Run<double>([.. input.Select(x => (double)x)], values, 1, count);
                Assert.Equal(plain, values);
                var floats = new float[count];
                new FirKernel(filter, bytes).Run<float>(input, floats, 1, count);
                Assert.Equal(plain.Select(y => (float)y), floats);
            }
        }
    }

    [Fact]
    public void A_value_does_not_depend_on_where_it_is_computed()
    {
        var kernel = new FirKernel([.. Fourier.Noise(63, 2).Select(x => (double)x)]);
        float[] input = Fourier.Noise(5000, 3), whole = new float[input.Length - 62];
        kernel.Run<float>(input, whole, 1, whole.Length);
        var random = new Random(4);
        for (int round = 0; round < 100; round++)
        {
            int start = random.Next(whole.Length), count = random.Next(1, whole.Length - start + 1);
            var part = new float[count];
            kernel.Run<float>(input.AsSpan(start), part, 1, count);
            Assert.Equal(whole.AsSpan(start, count), part.AsSpan());
        }
    }

    [Fact]
    public void Channels_may_be_interleaved()
    {
        var kernel = new FirKernel([1, 2, 3]);
        float[] input = Fourier.Noise(30, 3), output = new float[3 * 8], alone = new float[8];
        for (int c = 0; c < 3; c++) kernel.Run(input.AsSpan(c), output.AsSpan(c), 3, 8);
        for (int c = 0; c < 3; c++)
        {
            kernel.Run<float>([.. input.Where((_, i) => i % 3 == c)], alone, 1, 8);
            Assert.Equal(alone, output.Where((_, i) => i % 3 == c));
        }
    }

    [Fact]
    public void NaN_reaches_as_far_as_the_taps_and_no_further()
    {
        foreach (int bytes in LaneWidth.All)
        {
            var input = new double[100];
            input[50] = double.NaN;
            var output = new double[90];
            new FirKernel(new double[11], bytes).Run<double>(input, output, 1, 90);
            for (int n = 0; n < 90; n++) Assert.Equal(n is >= 40 and <= 50, double.IsNaN(output[n]));
        }
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        var kernel = new FirKernel([1, 2, 3]);
        kernel.Run<float>([], [], 1, 0);
        kernel.Run<float>(new float[5], new float[5], 2, 1);
        Assert.Throws<ArgumentException>(() => kernel.Run<float>(new float[4], new float[4], 2, 1));
        Assert.Throws<ArgumentException>(() => kernel.Run<float>(new float[6], new float[3], 1, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Run<float>(new float[6], new float[3], 0, 1));
        Assert.Throws<ArgumentException>(() => new FirKernel([]));
    }

    [Fact]
    public void Nothing_is_allocated_in_a_steady_state()
    {
        var kernel = new FirKernel(new double[31]);
        float[] input = new float[200], output = new float[100];
        Assert.Equal(0, Allocations.Least(() => kernel.Run<float>(input, output, 1, 100)));
    }
}
