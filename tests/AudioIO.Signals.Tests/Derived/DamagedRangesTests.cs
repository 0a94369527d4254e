namespace AudioIO.Tests.Derived;

/// <summary>Which frames are doubtful because the source is damaged.</summary>
public class DamagedRangesTests
{
    private const int Frames = 120_000;

    private static readonly FrameRange[] Damage = [new(0, 10), new(30_000, 30_001), new(49_990, 50_020), new(50_300, 50_400), new(119_999, 120_000)];

    public static TheoryData<string> AllKinds => [.. Kinds.All.Keys];

    [Theory]
    [MemberData(nameof(AllKinds))]
    public void What_lies_outside_of_them_is_what_it_were_without_the_damage(string kind)
    {
        float[] values = Kinds.Noise(Frames, 7);
        using var sound = new Recording<float>([.. values], 2, 8000, 50_010);
        foreach (FrameRange range in Damage) values.AsSpan((int)range.Start * 2, (int)range.Count * 2).Clear();
        using var damaged = new Recording<float>(values, 2, 8000, 50_010) { Damage = Damage };
        using Signal<float> expected = Kinds.All[kind](sound), actual = Kinds.All[kind](damaged);
        float[] before = Kinds.ReadAll(expected), after = Kinds.ReadAll(actual);
        int perFrame = expected.ValuesPerFrame;

        FrameRange[] ranges = [.. actual.DamagedRanges];

        Assert.NotEmpty(ranges);
        long next = 0;
        foreach (FrameRange range in ranges.Append(new FrameRange(expected.Frames, expected.Frames)))
        {
            Assert.True(range.Start > next || next == 0 || range.IsEmpty, $"{range} touches what ends at {next}.");
            for (long i = next * perFrame; i < range.Start * perFrame; i++)
            {
                float difference = Math.Abs(before[i] - after[i]);
                // What a phase is of next to nothing, two roundings tell; 6.28 is no difference either.
                if (kind.Contains("phase of", StringComparison.Ordinal)) difference = Math.Min(difference, Math.Abs(difference - MathF.Tau)) / 1e3f;
                Assert.True(difference <= 1e-6f * Math.Max(1, Math.Abs(before[i])), $"{kind}: value {i}, {before[i]} became {after[i]}");
            }
            next = range.Stop;
        }
    }

    [Fact]
    public void A_frame_of_its_own_reaches_no_other() => Reach(source => source.Gain(2), [.. Damage]);

    [Fact]
    public void Of_a_causal_filter_they_end_when_it_has_forgotten()
    {
        IirFilter filter = Butterworth.BandPass(2, 500, 2000);
        int settling = filter.SettlingFrames(8000);
        Reach(
            source => source.Filter(filter),
            new(0, 10 + settling), new(30_000, 30_001 + settling), new(49_990, 50_020 + settling), new(50_300, 50_400 + settling), new(119_999, 120_000));
    }

    [Fact]
    public void Of_a_zero_phase_filter_they_begin_before_it_too()
    {
        IirFilter filter = Butterworth.BandPass(2, 500, 2000);
        int settling = filter.SettlingFrames(8000);
        Reach(
            source => source.FilterZeroPhase(filter),
            new(0, 10 + settling), new(30_000 - settling, 30_001 + settling), new(49_990 - settling, 50_020 + settling),
            new(50_300 - settling, 50_400 + settling), new(119_999 - settling, 120_000));
    }

    [Fact]
    public void Of_blocks_they_are_the_blocks_that_hold_one() =>
        Reach(source => source.Rms(1000), new(0, 1), new(30, 31), new(49, 51), new(119, 120));

    [Fact]
    public void They_end_at_a_break_unless_it_is_ignored()
    {
        FirFilter filter = FirFilter.LowPass(500, 200);
        int half = filter.Taps(8000).Length / 2;
        using var source = new Recording<float>(new float[2000], 1, 8000, 1000) { Damage = [new(990, 1000)] };
        using Signal<float> apart = source.Filter(filter), through = source.Filter(filter, Breaks.Through);
        Assert.Equal([new FrameRange(990 - half, 1000)], apart.DamagedRanges);
        Assert.Equal([new FrameRange(990 - half, 1000 + half)], through.DamagedRanges);
    }

    [Fact]
    public void A_chain_reaches_as_far_as_its_steps_together()
    {
        FirFilter filter = FirFilter.LowPass(500, 200);
        int half = filter.Taps(8000).Length / 2;
        using var source = new Recording<float>(new float[10_000]) { Damage = [new(5000, 5001)] };
        using Signal<float> signal = source.Filter(filter).Gain(2).Filter(filter);
        Assert.Equal([new FrameRange(5000 - (2 * half), 5001 + (2 * half))], signal.DamagedRanges);
    }

    [Fact]
    public void What_is_found_later_is_listed_later()
    {
        using var source = new Recording<float>(new float[100]);
        using Signal<float> signal = source.Rms(10);
        Assert.Empty(signal.DamagedRanges);
        source.Damage = [new(5, 25)];
        Assert.Equal([new FrameRange(0, 3)], signal.DamagedRanges);
    }

    private static void Reach(Func<Signal<float>, Signal<float>> kind, params FrameRange[] expected)
    {
        using var source = new Recording<float>(new float[Frames]) { Damage = Damage };
        using Signal<float> signal = kind(source);
        Assert.Equal(expected, signal.DamagedRanges);
    }
}
