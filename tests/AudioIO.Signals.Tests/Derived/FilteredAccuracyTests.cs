using AudioIO.Filters;
using AudioIO.Tests.Filters;

namespace AudioIO.Tests.Derived;

/// <summary>Tiles against one recursion over the whole recording, sample by sample.</summary>
public class FilteredAccuracyTests
{
    // What is left of the past, the constants of a cascade around it, and the rounding of a recursion near the unit circle.
    private const double Tolerance = 1e-10;

    private static readonly double[] Noise = [.. Kinds.Noise(100_000, 7).Select(x => (double)x)];

    public static TheoryData<string> Names => [.. Filters.Keys];

    private static Dictionary<string, IirFilter> Filters { get; } = new()
    {
        ["2 Hz high-pass"] = Butterworth.HighPass(2, 2),
        ["2 Hz high-pass of fourth order"] = Butterworth.HighPass(4, 2),
        ["band"] = Butterworth.BandPass(5, 300, 1500),
        ["odd order"] = Chebyshev1.LowPass(3, 1, 100),
        ["narrow band"] = Elliptic.BandPass(3, 0.5, 50, 95, 105),
        ["notch"] = Biquad.Notch(50, 20),
        ["short"] = Butterworth.LowPass(1, 1900),
        ["resonance"] = Biquad.Peak(1000, 10, 20),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Tiles_of_a_causal_filter_have_no_seams(string name)
    {
        using var source = new Recording<double>(Noise);
        using Signal<double> signal = source.Filter(Filters[name]);
        Close(PlainFilter.Run(Filters[name].Sections(8000), Noise), signal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tiles_of_a_zero_phase_filter_have_no_seams(string name)
    {
        using var source = new Recording<double>(Noise);
        using Signal<double> signal = source.FilterZeroPhase(Filters[name]);
        Close(ForwardAndBackward(Filters[name].Sections(8000), Noise), signal);
    }

    [Fact]
    public void An_offset_under_a_slow_high_pass_shows_no_tile()
    {
        float[] offset = new float[1 << 20];
        Array.Fill(offset, 0.3f);
        using var source = new Recording<float>(offset);
        foreach (Signal<float> signal in (Signal<float>[])[source.Filter(Butterworth.HighPass(2, 2)), source.FilterZeroPhase(Butterworth.HighPass(2, 2))])
        {
            var values = new float[(1 << 20) - 200_000];
            signal.Read(100_000, values);
            Assert.True(values.Max(Math.Abs) < 1e-9, $"{values.Max(Math.Abs)}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    public void A_recording_shorter_than_the_extension_is_extended_as_far_as_it_goes(int frames)
    {
        IirFilter filter = Butterworth.LowPass(4, 300);
        double[] values = Noise[..frames];
        using var source = new Recording<double>(values);
        using Signal<double> signal = source.FilterZeroPhase(filter);
        Close(ForwardAndBackward(filter.Sections(8000), values), signal);
    }

    [Fact]
    public void A_steady_sine_has_an_envelope_of_its_amplitude()
    {
        float[] sine = [.. Enumerable.Range(0, 100_000).Select(n => (float)(0.4 * Math.Sin(n * 0.7)))];
        using var source = new Recording<float>(sine);
        using Signal<float> envelope = source.Envelope(20);
        var values = new float[80_000];
        envelope.Read(10_000, values);
        foreach (float value in values) Assert.Equal(0.4, value, 0.002);
    }

    private static void Close(double[] expected, Signal<double> signal)
    {
        Assert.Equal(expected.Length, signal.Frames);
        var values = new double[expected.Length];
        signal.Read(0, values);
        double worst = 0;
        for (int i = 0; i < values.Length; i++) worst = Math.Max(worst, Math.Abs(values[i] - expected[i]));
        Assert.True(worst <= Tolerance, $"{worst}");
    }

    /// <summary>sosfiltfilt by its definition.</summary>
    private static double[] ForwardAndBackward(SecondOrderSection[] sections, double[] values)
    {
        int firstOrder = Math.Min(sections.Count(s => s.B2 == 0), sections.Count(s => s.A2 == 0));
        int pad = Math.Min(3 * ((2 * sections.Length) + 1 - firstOrder), values.Length - 1);
        double[] extended =
        [
            .. Enumerable.Range(1, pad).Select(n => (2 * values[0]) - values[n]).Reverse(), .. values,
            .. Enumerable.Range(1, pad).Select(n => (2 * values[^1]) - values[^(n + 1)]),
        ];
        double[] steady = SteadyState.Of(sections);
        for (int pass = 0; pass < 2; pass++)
        {
            extended = PlainFilter.Run(sections, extended, [.. steady.Select(s => s * extended[0])]);
            Array.Reverse(extended);
        }
        return extended[pad..^pad];
    }
}
