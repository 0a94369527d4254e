using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Unwrapping;

public class UnwrappingCostTests
{
    private static readonly AudioLoaderOptions Options = new() { Unwrap = new UnwrapOptions() };

    [Fact]
    public void Reading_on_reads_no_frame_twice()
    {
        using var source = new ComputedSource(ComputedSource.Noise(20_000, 1), 1, 4000);
        using AudioLoader<double> data = AudioLoader.Open<double>(source, Options);
        var block = new double[100];
        for (int start = 0; start < 20_000; start += 100) data.Source.Read<double>(start, block);
        Assert.Equal(20_000, source.FramesRead);
    }

    [Fact]
    public void Several_readers_go_on_from_where_they_were()
    {
        using var source = new ComputedSource(ComputedSource.Noise(40_000, 1), 1, 4000);
        using AudioLoader<double> data = AudioLoader.Open<double>(source, Options);
        var block = new double[100];
        for (int i = 0; i < 50; i++)
        {
            for (int reader = 0; reader < 4; reader++) data.Source.Read<double>(10_000 * reader + 100 * i, block);
        }
        // Each of them looks back once, at most two segments.
        Assert.InRange(source.FramesRead, 20_000, 20_000 + 4 * 2048);
    }

    [Fact]
    public void A_single_frame_reads_at_most_two_segments()
    {
        using var source = new ComputedSource(ComputedSource.Noise(40_000, 1), 1, 4000);
        using AudioLoader<double> data = AudioLoader.Open<double>(source, Options);
        var random = new Random(1);
        long before = 0;
        for (int i = 0; i < 100; i++)
        {
            data.Source.Read<double>(random.Next(40_000), new double[1]);
            Assert.InRange(source.FramesRead - before, 1, 2048);
            before = source.FramesRead;
        }
    }

    [Fact]
    public void A_failed_read_leaves_nothing_behind()
    {
        double[] wrapped = UnwrappingTests.Awkward(8000, 1, seed: 9);
        double[] expected = WrappedSound.Unwrapped(wrapped, 1, 1024, 0.75);
        using var source = new ComputedSource(wrapped, 1, 4000);
        using AudioLoader<double> data = AudioLoader.Open<double>(
            source, Options with { Unwrap = new UnwrapOptions(0.75, UnwrapMode.Widen) });
        var random = new Random(2);
        var found = new double[300];
        for (int i = 0; i < 200; i++)
        {
            int start = random.Next(7700);
            int left = random.Next(3) == 0 ? random.Next(3) : int.MaxValue; // reads until the disk fails
            source.BeforeRead = _ =>
            {
                if (left-- == 0) throw new IOException();
            };
            try
            {
                data.Source.Read<double>(start, found);
            }
            catch (IOException)
            {
                continue;
            }
            Assert.True(found.AsSpan().SequenceEqual(expected.AsSpan(start, 300)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void Looking_for_jumps_many_at_once_finds_the_same_as_one_by_one(int channels)
    {
        var random = new Random(channels);
        for (int i = 0; i < 3000; i++)
        {
            var values = new float[channels * random.Next(1, 12) + random.Next(channels)];
            for (int k = 0; k < values.Length; k++)
                values[k] = random.Next(60) == 0 ? float.NaN : random.Next(40) == 0 ? 0.9f : -0.7f * random.NextSingle();
            Assert.Equal(Jumps.AnyPlain(values, channels, 1.5f), Jumps.Any(values, channels, 1.5f));
            double[] doubles = [.. values.Select(value => (double)value)];
            Assert.Equal(Jumps.AnyPlain(doubles, channels, 1.5), Jumps.Any(doubles, channels, 1.5));
        }
    }

    [Theory]
    [InlineData(8000, 2000)]
    [InlineData(1000, 1024)]
    [InlineData(96_000, 24_000)]
    [InlineData(4e9, 131_072)]
    public void A_segment_is_a_quarter_of_a_second_within_limits(double rate, int frames) =>
        Assert.Equal(frames, Unwrapper<float>.SegmentFrames(rate));
}
