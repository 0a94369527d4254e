using AudioIO.Tests.Contract;

namespace AudioIO.Tests.Derived;

public class BreakTests
{
    private static readonly long[] Edges = [0, 1, 700, 40_000, 60_000];

    private static readonly string[] ThroughBreaks = ["causal through breaks", "decimated", "Hilbert envelope through breaks"];

    public static TheoryData<string> Restarting => [.. Kinds.All.Keys.Except(ThroughBreaks)];

    public static TheoryData<string> Through => [.. ThroughBreaks];

    [Theory]
    [MemberData(nameof(Restarting))]
    public void Each_stretch_is_computed_as_if_it_had_been_recorded_alone(string name)
    {
        float[] noise = Kinds.Noise(60_000, 6);
        using var joined = new Recording<float>(noise, 2, 8000, Edges[1..^1]);
        using Signal<float> signal = Kinds.All[name](joined);
        Assert.Equal(Edges.Length - 1, signal.ContinuousRanges.Count);
        long next = 0;
        foreach ((int i, FrameRange range) in signal.ContinuousRanges.Index())
        {
            using var alone = new Recording<float>(noise[(int)(2 * Edges[i])..(int)(2 * Edges[i + 1])], 2);
            using Signal<float> expected = Kinds.All[name](alone);
            Assert.Equal(new FrameRange(next, next + expected.Frames), range);
            var values = new float[range.Count * signal.ValuesPerFrame];
            signal.Read(range.Start, values);
            Bitwise.Same<float>(Kinds.ReadAll(expected), values, $"{name}, stretch {i}");
            next = range.Stop;
        }
        Assert.Equal(next, signal.Frames);
    }

    [Theory]
    [MemberData(nameof(Through))]
    public void Breaks_that_are_ignored_change_no_value_and_are_still_there(string name)
    {
        float[] noise = Kinds.Noise(60_000, 6);
        using var joined = new Recording<float>(noise, 2, 8000, Edges[1..^1]);
        using var one = new Recording<float>(noise, 2);
        using Signal<float> signal = Kinds.All[name](joined), expected = Kinds.All[name](one);
        Bitwise.Same<float>(Kinds.ReadAll(expected), Kinds.ReadAll(signal), name);
        Assert.Equal(Edges.Length - 1, signal.ContinuousRanges.Count);
        Assert.Equal(signal.Frames, signal.ContinuousRanges.Sum(range => range.Count));
    }
}
