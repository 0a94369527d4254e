using AudioIO.Filters;
using AudioIO.Lanes;
using AudioIO.Tests.Spectra;

namespace AudioIO.Tests.Filters;

public class SectionCascadeTests
{
    private static readonly SecondOrderSection[] Nine = [.. Elliptic.BandPass(9, 1, 60, 300, 6000).Sections(48000)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    public void A_stream_has_the_bits_of_the_plain_cascade_at_every_width(int sections)
    {
        SecondOrderSection[] cascade = Nine[..sections];
        float[] noise = Fourier.Noise(1000, 1);
        double[] expected = PlainFilter.Run(cascade, [.. noise.Select(x => (double)x)]);
        foreach (int bytes in LaneWidth.All)
        {
            foreach (int length in new[] { 0, 1, 2, 3, 5, 255, 256, 257, 1000 })
            {
                double[] values = [.. noise.Take(length).Select(x => (double)x)], state = new double[2 * sections];
                new SectionCascade(cascade, bytes).Run<double>(values, state);
                Assert.Equal(expected[..length], values);

                // Computed in double, and rounded once.
                float[] floats = noise[..length];
                new SectionCascade(cascade, bytes).Run<float>(floats, new double[2 * sections]);
                Assert.Equal(expected.Take(length).Select(y => (float)y), floats);
            }
        }
    }

    [Fact]
    public void A_stream_cut_into_calls_has_the_bits_of_one_call()
    {
        var cascade = new SectionCascade(Nine);
        float[] whole = Fourier.Noise(3000, 2), parts = [.. whole];
        double[] state = new double[cascade.StateLength], partState = new double[cascade.StateLength];
        cascade.Run<float>(whole, state);
        var random = new Random(3);
        for (int done = 0; done < parts.Length;)
        {
            int count = Math.Min(random.Next(0, 400), parts.Length - done);
            cascade.Run(parts.AsSpan(done, count), partState);
            done += count;
        }
        Assert.Equal(whole, parts);
        Assert.Equal(state, partState);
    }

    [Fact]
    public void Streams_side_by_side_have_the_bits_of_each_alone()
    {
        var random = new Random(4);
        float[] input = Fourier.Noise(20_000, 5);
        foreach (int bytes in LaneWidth.All)
        {
            var cascade = new SectionCascade(Nine, bytes);
            for (int streams = 1; streams <= 19; streams++)
            {
                int skipped = random.Next(0, 600), count = random.Next(0, 600);
                int[] starts = [.. Enumerable.Range(0, streams).Select(_ => random.Next(0, 18_000))];
                int[] outputStarts = [.. Enumerable.Range(0, streams).Select(i => i * count)];
                var output = new float[streams * count];
                var states = new double[streams * cascade.StateLength];
                cascade.Run<float>(input, starts, output, outputStarts, new(skipped, count, 1), states);
                for (int i = 0; i < streams; i++)
                {
                    double[] alone = [.. input.Skip(starts[i]).Take(skipped + count).Select(x => (double)x)];
                    double[] state = new double[cascade.StateLength];
                    cascade.Run<double>(alone, state);
                    Assert.Equal(alone.Skip(skipped).Select(y => (float)y), output.Skip(i * count).Take(count));
                    Assert.Equal(state, states[(i * cascade.StateLength)..((i + 1) * cascade.StateLength)]);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Interleaved_channels_have_the_bits_of_each_alone(int channels)
    {
        const int Frames = 700;
        var cascade = new SectionCascade(Nine.AsSpan(0, 4));
        float[] input = Fourier.Noise(Frames * channels, 6), output = new float[input.Length];
        int[] starts = [.. Enumerable.Range(0, channels)];
        cascade.Run<float>(input, starts, output, starts, new(0, Frames, channels), new double[channels * cascade.StateLength]);
        for (int c = 0; c < channels; c++)
        {
            float[] alone = [.. Enumerable.Range(0, Frames).Select(n => input[(n * channels) + c])];
            cascade.Run<float>(alone, new double[cascade.StateLength]);
            Assert.Equal(alone, Enumerable.Range(0, Frames).Select(n => output[(n * channels) + c]));
        }
    }

    [Fact]
    public void A_stream_can_go_backward_and_in_place()
    {
        var cascade = new SectionCascade(Nine.AsSpan(0, 3));
        double[] values = [.. Fourier.Noise(500, 7).Select(x => (double)x)], reversed = [.. values.Reverse()];
        cascade.Run<double>(reversed, new double[6]);
        cascade.Run<double>(values, [499], values, [499], new(0, 500, -1), new double[6]);
        Assert.Equal(reversed.Reverse(), values);
    }

    [Fact]
    public void NaN_stays_in_its_stream_and_behind_its_place()
    {
        foreach (int bytes in LaneWidth.All)
        {
            var cascade = new SectionCascade(Nine.AsSpan(0, 4), bytes);
            double[] clean = [.. Fourier.Noise(3000, 8).Select(x => (double)x)], dirty = [.. clean];
            dirty[1500] = double.NaN;
            int[] starts = [0, 1000, 2000];
            var frames = new StreamFrames(0, 1000, 1);
            cascade.Run<double>(clean, starts, clean, starts, frames, new double[3 * 8]);
            cascade.Run<double>(dirty, starts, dirty, starts, frames, new double[3 * 8]);
            Assert.Equal(clean[..1500], dirty[..1500]);
            Assert.All(dirty[1500..2000], y => Assert.True(double.IsNaN(y)));
            Assert.Equal(clean[2000..], dirty[2000..]);
        }
    }

    [Fact]
    public void Silence_stays_silence_and_denormals_do_not_grow()
    {
        var cascade = new SectionCascade(Butterworth.LowPass(4, 100).Sections(1000));
        float[] silence = new float[100], denormal = [.. Enumerable.Repeat(float.Epsilon, 100)];
        cascade.Run<float>(silence, new double[4]);
        cascade.Run<float>(denormal, new double[4]);
        Assert.All(silence, y => Assert.Equal(0, y));
        Assert.All(denormal, y => Assert.InRange(y, 0, 2 * float.Epsilon));
    }

    [Fact]
    public void Streams_beyond_their_spans_are_refused()
    {
        var cascade = new SectionCascade(Nine.AsSpan(0, 1));
        void Run(int start, int outputStart, StreamFrames frames, int state = 2) =>
            cascade.Run<float>(new float[10], [start], new float[10], [outputStart], frames, new double[state]);
        Run(0, 0, new(5, 5, 1));
        Run(9, 9, new(0, 10, -1));
        Assert.Throws<ArgumentException>(() => Run(0, 0, new(6, 5, 1)));
        Assert.Throws<ArgumentException>(() => Run(1, 0, new(0, 10, 1)));
        Assert.Throws<ArgumentException>(() => Run(0, 1, new(0, 10, 1)));
        Assert.Throws<ArgumentException>(() => Run(0, 0, new(0, 2, -1)));
        Assert.Throws<ArgumentException>(() => Run(0, 0, new(0, 1, 1), state: 3));
        Assert.Throws<ArgumentException>(() => cascade.Run<float>(new float[1], [0], new float[1], [], new(0, 1, 1), new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(0, 0, new(-1, 5, 1)));
    }

    [Fact]
    public void Nothing_is_allocated_in_a_steady_state()
    {
        var cascade = new SectionCascade(Nine);
        float[] values = Fourier.Noise(1000, 9);
        var state = new double[cascade.StateLength];
        Assert.Equal(0, Allocations.Least(() => cascade.Run<float>(values, state)));
    }
}
