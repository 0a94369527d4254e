using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Derived;

public class GrowthTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void An_array_over_a_signal_that_grew_shows_what_the_signal_gives(string name)
    {
        float[] noise = Kinds.Noise(40_000, 6);
        using var source = new Recording<float>(noise[..40_000], 2, 8000, 15_000, 35_000);
        using Signal<float> signal = Kinds.All[name](source);
        using BufferedArray<float> array = signal.Buffered(bufferFrames: 1 << 20);
        // The whole of it is in memory, the end that will change, too.
        if (array.Frames > 0) _ = array.View(0, array.Frames).FrameCount;
        source.Append(noise[40_000..]);
        array.Refresh();
        Assert.Equal(signal.Frames, array.Frames);
        float[] expected = Kinds.ReadAll(signal);
        float[] found = new float[expected.Length];
        array.Read(0, found);
        Bitwise.Same<float>(expected, found, name);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frames_that_became_others_are_kept_nowhere(string name)
    {
        float[] noise = Kinds.Noise(40_000, 6), others = Kinds.Noise(200, 7);
        using var source = new Recording<float>([.. noise], 2, 8000, 15_000);
        using Signal<float> signal = Kinds.All[name](source);
        using BufferedArray<float> array = signal.Buffered(bufferFrames: 1 << 20);
        _ = Kinds.ReadAll(signal);
        if (array.Frames > 0) _ = array.View(0, array.Frames).FrameCount;
        source.Replace(39_800, others);
        Assert.Equal(0, array.Refresh());
        others.CopyTo(noise, 39_800);
        using var whole = new Recording<float>(noise, 2, 8000, 15_000);
        using Signal<float> expected = Kinds.All[name](whole);
        float[] found = new float[Kinds.ReadAll(signal).Length];
        Bitwise.Same<float>(Kinds.ReadAll(expected), Kinds.ReadAll(signal), name);
        array.Read(0, found);
        Bitwise.Same<float>(Kinds.ReadAll(expected), found, name);
    }

    public static TheoryData<string> Names => [.. Kinds.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_source_that_grew_gives_what_it_would_have_given_had_it_been_so_long_before(string name)
    {
        float[] noise = Kinds.Noise(90_000, 5);
        using var source = new Recording<float>(noise[..200], 2, 8000, 30_000, 70_000);
        using Signal<float> signal = Kinds.All[name](source);
        int frames = 100;
        foreach (int next in (int[])[101, 500, 20_000, 29_999, 30_001, 32_768, 60_000, 70_000, 90_000])
        {
            // What is remembered of the end is to be found out.
            Kinds.ReadAll(signal);
            source.Append(noise[(2 * frames)..(2 * next)]);
            long before = signal.Frames;
            long added = signal.Refresh();
            Assert.Equal(signal.Frames - before, added);
            frames = next;
            using var whole = new Recording<float>(noise[..(2 * frames)], 2, 8000, 30_000, 70_000);
            using Signal<float> expected = Kinds.All[name](whole);
            Assert.Equal(expected.Frames, signal.Frames);
            Bitwise.Same<float>(Kinds.ReadAll(expected), Kinds.ReadAll(signal), $"{name} of {frames} frames");
        }
    }

    [Fact]
    public void Refreshing_the_last_of_a_chain_reaches_its_source_and_says_by_how_much_it_grew()
    {
        using var source = new Recording<float>(new float[1000]);
        using SpectrogramSignal<float> columns = source.Gain(2).Filter(Butterworth.LowPass(2, 100)).Spectrogram(64, 10);
        source.Append(new float[15]);
        Assert.Equal(100, columns.Frames);
        Assert.Equal(2, columns.Refresh());
        Assert.Equal(102, columns.Frames);
        Assert.Equal(0, columns.Refresh());
    }

    [Fact]
    public void A_recording_that_begins_empty_is_nothing_and_then_something()
    {
        using var source = new Recording<float>([]);
        using Signal<float> signal = source.FilterZeroPhase(Butterworth.LowPass(2, 100));
        Assert.Equal(0, signal.Frames);
        Assert.Empty(signal.ContinuousRanges);
        signal.Read(0, []);
        source.Append(1, 1, 1);
        signal.Refresh();
        Assert.Equal([1f, 1f, 1f], Kinds.ReadAll(signal).Select(x => MathF.Round(x, 5)));
    }
}
