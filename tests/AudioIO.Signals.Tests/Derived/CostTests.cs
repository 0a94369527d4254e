namespace AudioIO.Tests.Derived;

/// <summary>What is read of the source, counted in frames.</summary>
public class CostTests
{
    private const int Frames = 400_000;

    private static readonly IirFilter Filter = Butterworth.BandPass(4, 500, 2000);

    private static int Settling { get; } = Filter.SettlingFrames(8000);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void A_frame_of_a_filter_reads_a_tile_and_its_margins_once(bool isZeroPhase, int sides)
    {
        using var source = new Recording<float>(new float[Frames]);
        using Signal<float> signal = isZeroPhase ? source.FilterZeroPhase(Filter) : source.Filter(Filter);
        var value = new float[1];
        long read = 0;
        foreach (long tile in (long[])[9, 0, 23, 4, 11, 2])
        {
            signal.Read((tile * 16_384) + 7, value);
            Assert.InRange(source.FramesRead - read, 1, 16_384 + (sides * Settling));
            read = source.FramesRead;
            // The tile is remembered, and so are those before it.
            for (int i = 0; i < 100; i++) signal.Read((tile * 16_384) + (i * 160), value);
            Assert.Equal(read, source.FramesRead);
        }
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Reading_through_reads_every_frame_once_and_the_margins_again(bool isZeroPhase, int sides)
    {
        using var source = new Recording<float>(new float[Frames]);
        using Signal<float> signal = isZeroPhase ? source.FilterZeroPhase(Filter) : source.Filter(Filter);
        using BufferedArray<float> array = signal.Buffered(1000);
        foreach (FrameSpan<float> block in array.Blocks(777)) Assert.Equal(0, block[0, 0]);
        int tiles = (Frames + 16_383) / 16_384;
        Assert.InRange(source.FramesRead, Frames, Frames + ((long)sides * Settling * tiles));
    }

    [Theory]
    [InlineData("FIR", 400)]
    [InlineData("resampled", 60)]
    [InlineData("spectrogram", 256)]
    [InlineData("RMS", 100)]
    [InlineData("mix", 1)]
    public void A_frame_of_what_remembers_little_reads_little(string name, int frames)
    {
        using var source = new Recording<float>(Kinds.Noise(Frames, 1), 2);
        using Signal<float> signal = Kinds.All[name](source);
        var frame = new float[signal.ValuesPerFrame];
        signal.Read(signal.Frames / 2, frame);
        // Of a resampled frame, crossings of both rates; the rest is exact.
        Assert.InRange(source.FramesRead, 1, frames + 20);
    }

    [Fact]
    public void A_tile_that_several_threads_want_is_computed_once()
    {
        using var source = new Recording<float>(Kinds.Noise(60_000, 1), 2);
        using Signal<float> signal = source.FilterZeroPhase(Filter);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => signal.Read(20_000 + (i * 100), new float[200]));
        Assert.InRange(source.FramesRead, 16_384, 16_384 + (2 * Settling));
    }

    [Fact]
    public void A_slow_filter_has_tiles_of_eight_times_what_it_remembers()
    {
        IirFilter slow = Butterworth.HighPass(2, 2);
        int settling = slow.SettlingFrames(8000);
        Assert.InRange(8 * settling, 1 << 17, 1 << 18);
        using var source = new Recording<float>(new float[1 << 20]);
        using Signal<float> signal = source.Filter(slow);
        signal.Read(1 << 19, new float[1]);
        Assert.Equal((1 << 18) + settling, source.FramesRead);
    }
}
