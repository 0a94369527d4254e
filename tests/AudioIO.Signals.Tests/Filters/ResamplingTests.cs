using AudioIO.Filters;
using AudioIO.Lanes;
using AudioIO.Tests.Spectra;

namespace AudioIO.Tests.Filters;

public class ResamplingTests
{
    public static TheoryData<int, int> Ratios => new()
    {
        { 1, 1 }, { 1, 2 }, { 2, 1 }, { 1, 3 }, { 3, 2 }, { 2, 3 }, { 147, 160 }, { 160, 147 }, { 7, 1 }, { 1, 24 }, { 441, 640 },
    };

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Outputs_are_the_sums_of_their_definition(int up, int down)
    {
        var plan = new ResamplingPlan(up, down, 4);
        var kernel = new ResamplingKernel(plan);
        const long Start = 1000;
        const int Count = 300;
        (long first, long needed) = plan.Needs(Start, Count);
        double[] input = [.. Fourier.Noise((int)needed, 1).Select(x => (double)x)], output = new double[Count];
        kernel.Run<double>(input, Start, output, 1, Count);

        double[] taps = Taps(plan, 4);
        int half = taps.Length / 2;
        for (int m = 0; m < Count; m++)
        {
            double expected = 0;
            for (int i = 0; i < needed; i++)
            {
                // Both at L times the rate of the input.
                long tap = ((Start + m) * plan.Down) - ((first + i) * plan.Up) + half;
                if (tap >= 0 && tap < taps.Length) expected += input[i] * taps[tap] * plan.Up;
            }
            Assert.Equal(expected, output[m], 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void Every_width_of_vectors_gives_the_bits_of_the_plain_sums(int up, int down)
    {
        var plan = new ResamplingPlan(up, down);
        foreach (int count in new[] { 1, 2, 3, 4, 5, 501 })
        {
            float[] input = Fourier.Noise((int)plan.Needs(777, count).Count, 2);
            float[] plain = new float[count], output = new float[count];
            new ResamplingKernel(plan, 0).Run<float>(input, 777, plain, 1, count);
            foreach (int bytes in LaneWidth.All)
            {
                new ResamplingKernel(plan, bytes).Run<float>(input, 777, output, 1, count);
                Assert.Equal(plain, output);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void An_output_does_not_depend_on_where_it_is_computed(int up, int down)
    {
        var plan = new ResamplingPlan(up, down, 8);
        var kernel = new ResamplingKernel(plan);
        const int Count = 4000;
        (long first, long needed) = plan.Needs(0, Count);
        float[] input = Fourier.Noise((int)needed, 3), whole = new float[Count];
        kernel.Run<float>(input, 0, whole, 1, Count);
        var random = new Random(4);
        for (int round = 0; round < 60; round++)
        {
            int start = random.Next(Count), count = random.Next(1, Count - start + 1);
            (long from, long length) = plan.Needs(start, count);
            var part = new float[count];
            kernel.Run<float>(input.AsSpan((int)(from - first), (int)length), start, part, 1, count);
            Assert.Equal(whole.AsSpan(start, count), part.AsSpan());
        }
    }

    [Theory]
    [MemberData(nameof(Ratios))]
    public void A_sine_of_the_pass_band_comes_out_as_it_is_at_the_other_rate(int up, int down)
    {
        var plan = new ResamplingPlan(up, down);
        // Three quarters of half the lower rate, per frame of the input.
        double frequency = 0.5 * 0.75 * Math.Min(1, (double)plan.Up / plan.Down);
        Assert.InRange(Error(plan, frequency, frequency * plan.Down / plan.Up), 0, 3e-6);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(147, 160)]
    public void A_sine_above_half_the_new_rate_is_gone(int up, int down)
    {
        var plan = new ResamplingPlan(up, down);
        double half = 0.5 * plan.Up / plan.Down;
        foreach (double above in new[] { 1.0001, 1.05, 1.2 })
        {
            if (half * above >= 0.5) continue;
            double[] output = Resample(plan, half * above, 500);
            // 120 dB, and what the estimate of the width may be off.
            Assert.All(output, y => Assert.InRange(Math.Abs(y), 0, 1.5e-6));
        }
    }

    [Fact]
    public void A_constant_stays_constant_in_every_phase()
    {
        var plan = new ResamplingPlan(160, 147);
        double[] input = [.. Enumerable.Repeat(1.0, (int)plan.Needs(0, 1000).Count)], output = new double[1000];
        new ResamplingKernel(plan).Run<double>(input, 0, output, 1, 1000);
        Assert.All(output, y => Assert.Equal(1, y, 2e-6));
    }

    [Fact]
    public void An_impulse_stays_at_its_place()
    {
        var plan = new ResamplingPlan(2, 1);
        (long first, long count) = plan.Needs(0, 400);
        double[] input = new double[count], output = new double[400];
        input[100 - first] = 1;
        new ResamplingKernel(plan).Run<double>(input, 0, output, 1, 400);
        Assert.Equal(output.Max(), output[200]);
        for (int d = 1; d < 60; d++) Assert.Equal(output[200 - d], output[200 + d], 1e-15);
    }

    [Fact]
    public void Ratios_are_reduced_and_lengths_are_exact_however_long()
    {
        var plan = new ResamplingPlan(16_000, 48_000);
        Assert.Equal((1, 3), (plan.Up, plan.Down));
        Assert.Equal(0, plan.OutputFrames(0));
        Assert.Equal(1, plan.OutputFrames(1));
        Assert.Equal(1, plan.OutputFrames(3));
        Assert.Equal(2, plan.OutputFrames(4));
        Assert.Equal((long.MaxValue / 3) + 1, plan.OutputFrames(long.MaxValue));
        var up = new ResamplingPlan(160, 147);
        Assert.Equal((((Int128)1 << 55) * 160 / 147) + 1, up.OutputFrames(1L << 55));
        Assert.Throws<OverflowException>(() => up.OutputFrames(long.MaxValue));
        long far = 1L << 55;
        (long frame, int phase) = up.PlaceOf(far);
        Assert.Equal((Int128)far * 147, ((Int128)frame * 160) + phase);
    }

    [Fact]
    public void NaN_reaches_as_far_as_the_crossings_and_no_further()
    {
        var plan = new ResamplingPlan(3, 2, 5);
        foreach (int bytes in LaneWidth.All)
        {
            (long first, long count) = plan.Needs(0, 200);
            double[] input = new double[count], output = new double[200];
            input[60 - first] = double.NaN;
            new ResamplingKernel(plan, bytes).Run<double>(input, 0, output, 1, 200);
            int half = Taps(plan, 5).Length / 2;
            for (int m = 0; m < 200; m++) Assert.Equal(Math.Abs((m * 2) - (60 * 3)) <= half, double.IsNaN(output[m]));
        }
    }

    [Fact]
    public void Channels_may_be_interleaved_and_short_spans_are_refused()
    {
        var plan = new ResamplingPlan(2, 3, 4);
        var kernel = new ResamplingKernel(plan);
        int needed = (int)plan.Needs(5, 20).Count;
        float[] input = Fourier.Noise(2 * needed, 5), output = new float[40], alone = new float[20];
        kernel.Run<float>(input, 5, output, 2, 20);
        kernel.Run<float>([.. input.Where((_, i) => i % 2 == 0)], 5, alone, 1, 20);
        Assert.Equal(alone, output.Where((_, i) => i % 2 == 0));

        kernel.Run<float>([], 5, [], 1, 0);
        Assert.Throws<ArgumentException>(() => kernel.Run<float>(new float[needed - 1], 5, new float[20], 1, 20));
        Assert.Throws<ArgumentException>(() => kernel.Run<float>(new float[needed], 5, new float[19], 1, 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Run<float>(new float[needed], -1, new float[20], 1, 20));
    }

    [Fact]
    public void Ratios_of_too_many_phases_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ResamplingPlan(100_003, 100_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResamplingPlan(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResamplingPlan(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResamplingPlan(1, 1, 0));
    }

    [Fact]
    public void Nothing_is_allocated_in_a_steady_state()
    {
        var plan = new ResamplingPlan(2, 3);
        var kernel = new ResamplingKernel(plan);
        float[] input = new float[plan.Needs(0, 100).Count], output = new float[100];
        Assert.Equal(0, Allocations.Least(() => kernel.Run<float>(input, 0, output, 1, 100)));
    }

    private static double Error(ResamplingPlan plan, double frequency, double expected) =>
        Resample(plan, frequency, 500).Select((y, m) => Math.Abs(y - Math.Sin((2 * Math.PI * expected * m) + 0.5))).Max();

    private static double[] Resample(ResamplingPlan plan, double frequency, int outputs)
    {
        (long first, long count) = plan.Needs(0, outputs);
        double[] input = [.. Enumerable.Range(0, (int)count).Select(i => Math.Sin((2 * Math.PI * frequency * (first + i)) + 0.5))];
        var output = new double[outputs];
        new ResamplingKernel(plan).Run<double>(input, 0, output, 1, outputs);
        return output;
    }

    /// <summary>The whole filter at L times the rate of the input, put together from its phases.</summary>
    private static unsafe double[] Taps(ResamplingPlan plan, int crossings)
    {
        int count = 0;
        for (int r = 0; r < plan.Up; r++) count += plan.Phase(r).Count;
        Assert.True(count > 2 * crossings * Math.Max(plan.Up, plan.Down));
        int half = count / 2;
        var taps = new double[count];
        for (int r = 0; r < plan.Up; r++)
        {
            ResamplingPhase phase = plan.Phase(r);
            for (int i = 0; i < phase.Count; i++) taps[half + r - (plan.Up * (phase.First + i))] = plan.Taps[phase.Offset + i] / plan.Up;
        }
        return taps;
    }
}
