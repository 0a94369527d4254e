using System.Numerics;

namespace AudioIO.Tests.Filters;

/// <summary>What a cascade of sections does to a sine.</summary>
internal static class Response
{
    /// <summary>|H| at a frequency in cycles per frame.</summary>
    public static double At(ReadOnlySpan<SecondOrderSection> sections, double frequency)
    {
        Complex delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequency), response = 1;
        foreach (SecondOrderSection s in sections)
            response *= (s.B0 + (delay * (s.B1 + (delay * s.B2)))) / (1 + (delay * (s.A1 + (delay * s.A2))));
        return response.Magnitude;
    }

    public static double Decibels(ReadOnlySpan<SecondOrderSection> sections, double frequency) => 20 * Math.Log10(At(sections, frequency));

    /// <summary>|H| in dB at so many frequencies from one to the other, in cycles per frame.</summary>
    public static double[] Sweep(SecondOrderSection[] sections, double from, double to, int count = 6001) =>
        [.. Enumerable.Range(0, count).Select(i => Decibels(sections, from + ((to - from) * i / (count - 1))))];
}
