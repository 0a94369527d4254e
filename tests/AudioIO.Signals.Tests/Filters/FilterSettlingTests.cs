using AudioIO.Filters;

namespace AudioIO.Tests.Filters;

public class FilterSettlingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void After_settling_an_impulse_is_forgotten(int order)
    {
        IirFilter filter = Butterworth.BandPass(order, 300, 6000);
        SecondOrderSection[] sections = filter.Sections(30_000);
        int frames = filter.SettlingFrames(30_000);
        var impulse = new double[frames + 1000];
        impulse[0] = 1;
        double[] response = PlainFilter.Run(sections, impulse);
        // The radius says how fast it falls, not from where: poles close together start higher.
        Assert.All(response.Skip(frames), y => Assert.InRange(Math.Abs(y), 0, 1e-11));
    }

    [Fact]
    public void Frames_follow_from_the_slowest_pole()
    {
        // Poles 0.5 ± 0.5i and 0.25: radius √½, 2^−40 after 80 frames.
        SecondOrderSection[] sections = [new(1, 0, 0, -1, 0.5), new(1, 0, 0, -0.25, 0)];
        Assert.InRange(FilterSettling.Frames(sections, Math.ScaleB(1, -40), "test", 1), 80, 81);
        Assert.InRange(FilterSettling.Frames(sections, Math.ScaleB(1, -10), "test", 1), 20, 21);
        Assert.Equal(Math.Sqrt(0.5), sections[0].PoleRadius, 1e-15);
        Assert.Equal(0.25, sections[1].PoleRadius, 1e-15);
        Assert.Equal(0.9, new SecondOrderSection(1, 0, 0, 0.4, -0.45).PoleRadius, 1e-15);
    }

    [Fact]
    public void Sections_without_poles_remember_two_frames() =>
        Assert.Equal(2, FilterSettling.Frames([new(1, 1, 1, 0, 0)], 0.5, "test", 1));

    [Theory]
    [InlineData(-2, 1)]
    [InlineData(0, 1)]
    [InlineData(0, 1.5)]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    public void Poles_on_or_outside_the_unit_circle_are_refused_with_their_radius(double a1, double a2)
    {
        var section = new SecondOrderSection(1, 0, 0, a1, a2);
        var exception = Assert.Throws<ArgumentException>(() => FilterSettling.Frames([section], 0.5, "filter", 48000));
        Assert.Contains(FormattableString.Invariant($"radius {section.PoleRadius}"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_that_ring_for_ever_are_refused_with_the_frames()
    {
        IirFilter filter = Butterworth.HighPass(2, 0.01);
        var exception = Assert.Throws<ArgumentException>(() => filter.Sections(384_000));
        Assert.Contains("16777216", exception.Message, StringComparison.Ordinal);
        Assert.Contains("0.01 Hz", exception.Message, StringComparison.Ordinal);
        Assert.Contains("384000 Hz", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => filter.SettlingFrames(384_000));
        // The same filter is fine at a rate that suits it.
        Assert.InRange(filter.SettlingFrames(100), 1, 1 << 24);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Tolerances_have_to_lie_between_0_and_1(double tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Butterworth.LowPass(2, 10).SettlingFrames(100, tolerance));

    [Fact]
    public void The_steady_state_is_that_of_scipy()
    {
        // scipy 1.10.1: signal.sosfilt_zi(signal.butter(4, [300, 6000], 'band', fs=48000, output='sos'))
        double[] expected =
        [
            0.1005470738340151, -0.01842358986210599,
            0.8391855029782384, -0.4638853509364099,
            -0.9483412740211208, 0.9483412740211212,
            -0.0, 0.0,
        ];
        double[] state = SteadyState.Of(Butterworth.BandPass(4, 300, 6000).Sections(48000));
        for (int i = 0; i < state.Length; i++) Assert.Equal(expected[i], state[i], 1e-12);
    }

    [Fact]
    public void In_the_steady_state_a_constant_stays_constant()
    {
        SecondOrderSection[] sections = Butterworth.LowPass(5, 100).Sections(1000);
        double[] output = PlainFilter.Run(sections, [.. Enumerable.Repeat(1.0, 100)], SteadyState.Of(sections));
        Assert.All(output, y => Assert.Equal(1, y, 1e-12));
    }
}
