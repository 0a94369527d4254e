using System.Globalization;

namespace AudioIO.Tests.Tools;

[Trait("Needs", "tools")]
public class FilterDesignToolsTests
{
    private const double Rate = 48000;

    private const int MaxOrder = 12;

    private static readonly (double Low, double High)[] Bands = [(300, 6000), (2000, 2500), (9000, 23000), (5, 4000)];

    // Edges as steep as those of the last elliptic one have, above order 7, a modulus within 1e-10 of 1, and scipy computes with its square
    // alone; the levels of our own are exact there too (FilterShapeTests).
    [ToolsTheory]
    [InlineData("butter({0}, {1})", MaxOrder)]
    [InlineData("cheby1({0}, 0.5, {1})", MaxOrder)]
    [InlineData("cheby1({0}, 3, {1})", MaxOrder)]
    [InlineData("cheby2({0}, 40, {1})", MaxOrder)]
    [InlineData("cheby2({0}, 90, {1})", MaxOrder)]
    [InlineData("ellip({0}, 1, 40, {1})", MaxOrder)]
    [InlineData("ellip({0}, 0.01, 100, {1})", MaxOrder)]
    [InlineData("ellip({0}, 3, 10, {1})", 7)]
    [InlineData("bessel({0}, {1}, norm='phase')", MaxOrder)]
    public void Sections_are_those_of_scipy_to_12_digits(string call, int maxOrder)
    {
        var filters = new List<IirFilter>();
        var lines = new List<string>();
        for (int order = 1; order <= maxOrder; order++)
        {
            foreach ((double low, double high) in Bands)
            {
                foreach (string kind in new[] { "lowpass", "highpass", "bandpass", "bandstop" })
                {
                    filters.Add(Create(call, order, kind, low, high));
                    string edges = kind switch { "lowpass" => $"{high}", "highpass" => $"{low}", _ => $"[{low}, {high}]" };
                    lines.Add("signal." + string.Format(
                        CultureInfo.InvariantCulture, call, order, $"{edges}, btype='{kind}', fs={Rate}, output='sos'"));
                }
            }
        }
        double[] expected = Scipy.Run($"result({string.Join(",\n", lines)})\n");

        int at = 0;
        var failures = new List<string>();
        for (int i = 0; i < filters.Count; i++)
        {
            SecondOrderSection[] sections = filters[i].Design(Rate);
            double worst = sections.Select((section, n) => Difference(section, expected.AsSpan(at + (6 * n), 6), n == 0)).Max();
            if (!(worst <= 1e-12)) failures.Add($"{worst:E1}: {lines[i]}");
            at += 6 * sections.Length;
        }
        Assert.Equal(expected.Length, at);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>
    /// Of the factors between −2 and 2 the difference; the gain, in the first section, may be tiny, and is compared relatively.
    /// </summary>
    private static double Difference(SecondOrderSection section, ReadOnlySpan<double> expected, bool hasGain)
    {
        double gain = hasGain ? Math.Abs(expected[0]) : 1;
        double[] differences =
        [
            (section.B0 - expected[0]) / gain, (section.B1 - expected[1]) / gain, (section.B2 - expected[2]) / gain, 1 - expected[3],
            section.A1 - expected[4], section.A2 - expected[5],
        ];
        return differences.Max(Math.Abs);
    }

    private static IirFilter Create(string call, int order, string kind, double low, double high)
    {
        string family = call[..call.IndexOf('(', StringComparison.Ordinal)];
        double[] decibels = [.. call.Split(',').Where(part => double.TryParse(part, CultureInfo.InvariantCulture, out _))
            .Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
        return (family, kind) switch
        {
            ("butter", "lowpass") => Butterworth.LowPass(order, high),
            ("butter", "highpass") => Butterworth.HighPass(order, low),
            ("butter", "bandpass") => Butterworth.BandPass(order, low, high),
            ("butter", _) => Butterworth.BandStop(order, low, high),
            ("cheby1", "lowpass") => Chebyshev1.LowPass(order, decibels[0], high),
            ("cheby1", "highpass") => Chebyshev1.HighPass(order, decibels[0], low),
            ("cheby1", "bandpass") => Chebyshev1.BandPass(order, decibels[0], low, high),
            ("cheby1", _) => Chebyshev1.BandStop(order, decibels[0], low, high),
            ("cheby2", "lowpass") => Chebyshev2.LowPass(order, decibels[0], high),
            ("cheby2", "highpass") => Chebyshev2.HighPass(order, decibels[0], low),
            ("cheby2", "bandpass") => Chebyshev2.BandPass(order, decibels[0], low, high),
            ("cheby2", _) => Chebyshev2.BandStop(order, decibels[0], low, high),
            ("ellip", "lowpass") => Elliptic.LowPass(order, decibels[0], decibels[1], high),
            ("ellip", "highpass") => Elliptic.HighPass(order, decibels[0], decibels[1], low),
            ("ellip", "bandpass") => Elliptic.BandPass(order, decibels[0], decibels[1], low, high),
            ("ellip", _) => Elliptic.BandStop(order, decibels[0], decibels[1], low, high),
            ("bessel", "lowpass") => Bessel.LowPass(order, high),
            ("bessel", "highpass") => Bessel.HighPass(order, low),
            ("bessel", "bandpass") => Bessel.BandPass(order, low, high),
            _ => Bessel.BandStop(order, low, high),
        };
    }
}
