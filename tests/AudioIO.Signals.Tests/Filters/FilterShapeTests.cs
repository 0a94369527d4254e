namespace AudioIO.Tests.Filters;

/// <summary>What the families promise, checked on the response alone.</summary>
public class FilterShapeTests
{
    private const double Rate = 1000;

    public static TheoryData<int> Orders => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Butterworth_has_3_dB_at_its_edges_and_falls_without_ripples(int order)
    {
        double half = 10 * Math.Log10(0.5);
        Assert.Equal(half, Response.Decibels(Butterworth.LowPass(order, 120).Sections(Rate), 0.12), 1e-9);
        Assert.Equal(half, Response.Decibels(Butterworth.HighPass(order, 120).Sections(Rate), 0.12), 1e-9);
        Assert.Equal(half, Response.Decibels(Butterworth.BandPass(order, 120, 200).Sections(Rate), 0.2), 1e-9);
        Assert.Equal(half, Response.Decibels(Butterworth.BandStop(order, 120, 200).Sections(Rate), 0.12), 1e-9);
        double[] sweep = Response.Sweep(Butterworth.LowPass(order, 120).Sections(Rate), 0, 0.4);
        Assert.Equal(0, sweep[0], 1e-9);
        Assert.All(sweep.Zip(sweep.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-9));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Chebyshev_I_ripples_between_0_dB_and_its_depth(int order)
    {
        SecondOrderSection[] sections = Chebyshev1.LowPass(order, 0.5, 120).Sections(Rate);
        double[] pass = Response.Sweep(sections, 0, 0.12);
        Assert.Equal(0, pass.Max(), 1e-5);
        Assert.Equal(-0.5, pass.Min(), 1e-8);
        Assert.Equal(-0.5, Response.Decibels(sections, 0.12), 1e-8);
        Assert.True(Response.Decibels(sections, 0.14) < -0.5);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Chebyshev_II_keeps_its_stop_band_below_its_attenuation(int order)
    {
        SecondOrderSection[] sections = Chebyshev2.HighPass(order, 50, 120).Sections(Rate);
        double[] stop = Response.Sweep(sections, 1e-6, 0.12);
        Assert.Equal(-50, stop.Max(), 1e-6);
        Assert.Equal(0, Response.Decibels(sections, 0.5), 1e-9);
    }

    [Theory]
    [InlineData(0.1, 80)]
    [InlineData(1, 40)]
    [InlineData(3, 10)]
    public void Elliptic_filters_ripple_between_their_levels_in_both_bands(double ripple, double attenuation)
    {
        for (int order = 2; order <= 12; order++)
        {
            SecondOrderSection[] sections = Elliptic.LowPass(order, ripple, attenuation, 120).Design(Rate);
            double[] pass = Response.Sweep(sections, 0, 0.12);
            Assert.InRange(pass.Max(), -0.02, 1e-5);
            Assert.InRange(pass.Min(), -ripple - 1e-5, -ripple + 0.02);
            Assert.Equal(-ripple, Response.Decibels(sections, 0.12), 1e-5);
            // Beyond the edge it falls to the attenuation and never leaves it again.
            double[] beyond = Response.Sweep(sections, 0.12, 0.5);
            int fallen = Array.FindIndex(beyond, level => level <= -attenuation);
            Assert.True(fallen >= 0);
            Assert.InRange(beyond.Skip(fallen).Max(), -attenuation - 0.02, -attenuation + 1e-5);
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Bessel_passes_0_Hz_and_falls_without_ripples(int order)
    {
        double[] sweep = Response.Sweep(Bessel.LowPass(order, 100).Sections(Rate), 0, 0.3);
        Assert.Equal(0, sweep[0], 1e-9);
        Assert.All(sweep.Zip(sweep.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1e-9));
    }

    [Fact]
    public void A_notch_removes_its_frequency_and_nothing_far_from_it()
    {
        SecondOrderSection[] sections = Biquad.Notch(50, 30).Sections(Rate);
        Assert.Single(sections);
        Assert.InRange(Response.At(sections, 0.05), 0, 1e-12);
        Assert.Equal(0, Response.Decibels(sections, 0), 1e-12);
        Assert.Equal(0, Response.Decibels(sections, 0.5), 1e-12);
        // The edges lie 50 / 30 Hz apart, about evenly.
        Assert.Equal(-3.01, Response.Decibels(sections, (50 + (25.0 / 30)) / Rate), 0.15);
        Assert.Equal(-3.01, Response.Decibels(sections, (50 - (25.0 / 30)) / Rate), 0.15);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-12)]
    [InlineData(0)]
    public void A_peak_has_its_gain_at_its_frequency_alone(double gain)
    {
        SecondOrderSection[] sections = Biquad.Peak(120, 2, gain).Sections(Rate);
        Assert.Equal(gain, Response.Decibels(sections, 0.12), 1e-9);
        Assert.Equal(0, Response.Decibels(sections, 0), 1e-9);
        Assert.Equal(0, Response.Decibels(sections, 0.5), 1e-9);
    }
}
