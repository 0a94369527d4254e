using AudioIO.Tests.Streams;

namespace AudioIO.Tests.Unwrapping;

public class UnwrappingTests
{
    private const int Segment = 1024; // at 4000 Hz, the shortest

    private static readonly AudioLoaderOptions Widen = new()
    {
        Unwrap = new UnwrapOptions(0.75, UnwrapMode.Widen),
        BufferDuration = TimeSpan.FromMilliseconds(40),
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Wrapped_sound_becomes_what_it_was(int channels)
    {
        double[] sound = WrappedSound.Loud(20_000, channels, 4000);
        double[] wrapped = WrappedSound.Wrapped(sound);
        Assert.NotEqual(sound, wrapped);
        using AudioLoader<double> data = Open<double>(wrapped, channels, Widen);
        Assert.Equal(sound, data[..].ToArray());
    }

    [Fact]
    public void Sound_that_wraps_twice_becomes_what_it_was()
    {
        double[] sound = [.. WrappedSound.Loud(20_000, 1, 16_000).Select(value => Math.Round(2.4 * value * 32768) / 32768)];
        Assert.Contains(sound, value => value > 3);
        using AudioLoader<double> data = Open<double>(WrappedSound.Wrapped(sound), 1, Widen, rate: 16_000);
        // Louder than 1 for more than half of the time, it is right where segments start between ±1: here the first ones.
        Assert.Equal(sound[..4000], data[..4000, 0]);
    }

    [Fact]
    public void Any_window_is_the_slice_of_the_whole()
    {
        double[] wrapped = Awkward(12_000, 2, seed: 3);
        double[] expected = WrappedSound.Unwrapped(wrapped, 2, Segment, 0.75);
        Assert.NotEqual(wrapped, expected);
        for (int seed = 0; seed < 15; seed++)
        {
            using var source = new ComputedSource(wrapped, 2, 4000);
            using AudioLoader<double> data = AudioLoader.Open<double>(source, Widen);
            var random = new Random(seed);
            for (int i = 0; i < 60; i++)
            {
                int count = random.Next(1, 1 << random.Next(1, 13));
                int start = random.Next(12_000 - Math.Min(count, 11_999));
                count = Math.Min(count, 12_000 - start);
                var found = new double[2 * count];
                if (i % 2 == 0) data.Read(start, found);
                else data.Source.Read<double>(start, found);
                bool isEqual = found.AsSpan().SequenceEqual(expected.AsSpan(2 * start, 2 * count));
                Assert.True(isEqual, $"seed {seed}, {count} frames from {start}");
            }
        }
    }

    [Fact]
    public async Task Many_threads_at_many_places_read_the_same()
    {
        double[] wrapped = Awkward(12_000, 1, seed: 4);
        double[] expected = WrappedSound.Unwrapped(wrapped, 1, Segment, 0.75);
        using AudioLoader<double> data = Open<double>(wrapped, 1, Widen);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            var found = new double[700];
            for (int i = 0; i < 60; i++)
            {
                int start = random.Next(11_300);
                data.Source.Read<double>(start, found);
                Assert.True(found.AsSpan().SequenceEqual(expected.AsSpan(start, 700)));
            }
        })));
    }

    [Fact]
    public async Task Blocks_and_streams_are_unwrapped_too()
    {
        double[] sound = WrappedSound.Loud(9000, 2, 4000);
        using AudioLoader<double> data = Open<double>(WrappedSound.Wrapped(sound), 2, Widen);
        foreach (FrameSpan<double> block in data.Blocks(300, 100))
            Assert.True(block.Span.SequenceEqual(sound.AsSpan(2 * (int)block.StartFrame, 2 * block.FrameCount)));
        await foreach (OwnedBlock<double> block in data.BlocksAsync(300, 100))
        {
            Assert.True(block.Span.SequenceEqual(sound.AsSpan(2 * (int)block.StartFrame, 2 * block.FrameCount)));
            block.Dispose();
        }
        using Stream stream = data.AsPcmStream(AudioEncoding.IeeeFloat, 64);
        stream.Position = 2 * 8 * 5000;
        var bytes = new byte[16];
        stream.ReadExactly(bytes);
        Assert.Equal((sound[10_000], sound[10_001]), (BitConverter.ToDouble(bytes), BitConverter.ToDouble(bytes, 8)));
    }

    [Fact]
    public void Floats_and_doubles_are_the_same()
    {
        double[] wrapped = Awkward(6000, 2, seed: 5);
        using AudioLoader<float> singles = Open<float>(wrapped, 2, Widen);
        using AudioLoader<double> doubles = Open<double>(wrapped, 2, Widen);
        Assert.Equal(doubles[..].ToArray().Select(value => (float)value), singles[..].ToArray());
    }

    [Theory]
    [InlineData(UnwrapMode.Clip)]
    [InlineData(UnwrapMode.Scale)]
    [InlineData(UnwrapMode.Widen)]
    public void The_mode_says_what_becomes_of_excursions(UnwrapMode mode)
    {
        double[] wrapped = [0.5, 0.9, -0.9, -0.5, -0.9, 0.9, 0, -0.9, 0.9, -0.9];
        double[] expected = [.. ((double[])[0.5, 0.9, 1.1, 1.5, 1.1, 0.9, 0, -0.9, -1.1, -0.9]).Select(value => mode switch
        {
            UnwrapMode.Clip => Math.Clamp(value, -1, 1),
            UnwrapMode.Scale => value / 2,
            _ => value,
        })];
        using AudioLoader<double> data = Open<double>(wrapped, 1, new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.75, mode) });
        double[] found = data[.., 0];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-15);
    }

    [Fact]
    public void Each_channel_has_its_own_wraps()
    {
        double[] wrapped = [0.9, 0.1, -0.9, 0.2, -0.8, 0.3, 0.95, 0.4];
        using AudioLoader<double> data = Open<double>(wrapped, 2, Widen);
        double[] expected = [0.9, 0.1, 1.1, 0.2, 1.2, 0.3, 0.95, 0.4];
        double[] found = data[..].ToArray();
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], found[i], 1e-15);
    }

    [Fact]
    public void Only_jumps_beyond_the_threshold_count()
    {
        double[] wrapped = [0.5, -0.5, 0.5, -0.75, 0.25];
        using AudioLoader<double> below = Open<double>(
            wrapped, 1, new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.62, UnwrapMode.Widen) });
        using AudioLoader<double> exact = Open<double>(
            wrapped, 1, new AudioLoaderOptions { Unwrap = new UnwrapOptions(0.625, UnwrapMode.Widen) });
        Assert.Equal([0.5, -0.5, 0.5, 1.25, 2.25], below[.., 0]);
        Assert.Equal(wrapped, exact[.., 0]);
    }

    // A click that is no wrap: at every place of a segment it has healed one and a half segments later.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(1000)]
    [InlineData(1023)]
    public void A_false_jump_heals(int place)
    {
        var sound = new double[6 * Segment];
        int click = 2 * Segment + place;
        for (int i = click; i < sound.Length; i++) sound[i] = 0.4 * Math.Exp(-(i - click) / 50.0);
        for (int i = click - 100; i < click; i++) sound[i] = -0.95 * (i - click + 100) / 100;
        sound[click] = 0.6;
        using AudioLoader<double> data = Open<double>(sound, 1, Widen);
        double[] found = data[.., 0];
        Assert.Equal(sound[..click], found[..click]);
        Assert.Equal(sound[click] - 2, found[click]);
        int healed = click + 3 * Segment / 2;
        Assert.Equal(sound[healed..], found[healed..]);
    }

    [Fact]
    public void What_is_no_number_does_not_jump()
    {
        double[] wrapped = [0.9, double.NaN, -0.9, -0.8, 0.9, -0.9, double.NaN];
        using AudioLoader<double> data = Open<double>(wrapped, 1, new AudioLoaderOptions { Unwrap = new UnwrapOptions() });
        double[] found = data[.., 0];
        Assert.Equal([0.9, double.NaN, -0.9, -0.8, -1, -0.9, double.NaN], found);
    }

    [Fact]
    public void It_needs_floats_and_sane_options()
    {
        byte[] file = Counted.File(1, 100);
        Assert.Throws<InvalidOperationException>(() => AudioLoader.Open<short>(new MemoryStream(file), Widen));
        Assert.Throws<InvalidOperationException>(() => AudioLoader.Open<int>(new MemoryStream(file), Widen));
        foreach (double threshold in (double[])[0, 1, -0.5, 2, double.NaN])
            Assert.Throws<ArgumentOutOfRangeException>(() => new UnwrapOptions(threshold));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UnwrapOptions(0.5, (UnwrapMode)7));
    }

    /// <summary>Loud sound with jumps at random places: whatever the wraps are, they must be the same from everywhere.</summary>
    internal static double[] Awkward(int frames, int channels, int seed)
    {
        double[] values = WrappedSound.Wrapped(WrappedSound.Loud(frames, channels, 4000));
        var random = new Random(seed);
        for (int i = 0; i < frames / 200; i++) values[random.Next(values.Length)] = random.Next(2) * 1.9 - 0.95;
        // In steps that floats hold, too.
        return [.. values.Select(value => Math.Round(value * 32768) / 32768)];
    }

    private static AudioLoader<T> Open<T>(double[] values, int channels, AudioLoaderOptions options, double rate = 4000)
        where T : unmanaged
    {
        using var source = new ComputedSource(values, channels, rate);
        return AudioLoader.Open<T>(source, options);
    }
}
