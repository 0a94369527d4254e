using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Derived;

/// <summary>How far something that is not a number reaches, and what lies beyond is untouched by.</summary>
public class ReachTests
{
    private const int Frames = 100_000;
    private const int Bad = 50_000;

    // The eighth of tile 3 that the value lies in, of one channel; the next one begins farther from it than the filter remembers.
    private const int PartStart = 49_152, PartStop = 51_200;

    [Fact]
    public void Of_a_causal_filter_it_reaches_to_the_end_of_the_last_part_of_a_tile_that_reads_it() =>
        Reaches(source => source.Filter(Butterworth.BandPass(2, 500, 2000)), Bad, PartStop);

    [Fact]
    public void Of_a_zero_phase_filter_it_reaches_over_the_parts_of_tiles_that_read_it() =>
        Reaches(source => source.FilterZeroPhase(Butterworth.BandPass(2, 500, 2000)), PartStart, PartStop);

    [Fact]
    public void Of_a_filter_of_finite_response_it_reaches_half_its_taps()
    {
        FirFilter filter = FirFilter.LowPass(500, 200);
        int half = filter.Taps(8000).Length / 2;
        Reaches(source => source.Filter(filter), Bad - half, Bad + half + 1);
    }

    [Fact]
    public void Of_a_spectrogram_it_reaches_the_columns_it_lies_in() =>
        Reaches(source => source.Spectrogram(256, 100), (Bad - 255 + 99) / 100, (Bad / 100) + 1);

    [Fact]
    public void Of_a_mix_it_reaches_its_frame_and_a_channel_without_weight_is_not_there()
    {
        float[] values = Kinds.Noise(100, 1);
        values[50] = float.NaN;
        using var source = new Recording<float>(values, 2);
        using Signal<float> both = source.Mix(0.5, 0.5), second = source.Mix(0, 1);
        Assert.Equal([25], Kinds.ReadAll(both).Index().Where(v => float.IsNaN(v.Item)).Select(v => v.Index));
        Assert.DoesNotContain(Kinds.ReadAll(second), float.IsNaN);
    }

    /// <summary>All kinds but those that never forget.</summary>
    public static TheoryData<string> Finite =>
    [
        "channels", "mix", "max", "median reference", "FIR", "Hilbert transform", "Hilbert envelope through breaks", "resampled", "decimated",
        "RMS", "spectrogram", "mean spectrogram",
    ];

    [Theory]
    [MemberData(nameof(Finite))]
    public void Of_anything_finite_it_reaches_no_further_than_damage_at_its_frame(string name)
    {
        float[] values = Kinds.Noise(20_000, 1);
        using var good = new Recording<float>([.. values], 2, 8000, 15_000);
        values[2 * 9000] = float.NaN;
        using var bad = new Recording<float>(values, 2, 8000, 15_000) { Damage = [new FrameRange(9000, 9001)] };
        using Signal<float> expected = Kinds.All[name](good), actual = Kinds.All[name](bad);
        float[] before = Kinds.ReadAll(expected), after = Kinds.ReadAll(actual);
        FrameRange reach = Assert.Single(actual.DamagedRanges);
        int start = (int)reach.Start * actual.ValuesPerFrame, stop = (int)reach.Stop * actual.ValuesPerFrame;
        Bitwise.Same(before.AsSpan(0, start), after.AsSpan(0, start), "before");
        Bitwise.Same(before.AsSpan(stop), after.AsSpan(stop), "behind");
        Assert.Contains(after[start..stop], float.IsNaN);
    }

    private static void Reaches(Func<Signal<float>, Signal<float>> kind, long from, long to)
    {
        float[] values = Kinds.Noise(Frames / 2, 1);
        using var good = new Recording<float>([.. values]);
        values[Bad] = float.NaN;
        using var bad = new Recording<float>(values);
        using Signal<float> expected = kind(good), actual = kind(bad);
        float[] before = Kinds.ReadAll(expected), after = Kinds.ReadAll(actual);
        int perFrame = expected.ValuesPerFrame;
        int start = (int)from * perFrame, stop = (int)to * perFrame;
        Bitwise.Same(before.AsSpan(0, start), after.AsSpan(0, start), "before");
        Bitwise.Same(before.AsSpan(stop), after.AsSpan(stop), "behind");
        Assert.All(after[start..stop], value => Assert.True(float.IsNaN(value)));
    }
}
