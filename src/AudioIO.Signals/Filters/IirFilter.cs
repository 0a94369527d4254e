using System.Globalization;
using AudioIO.Filters;

namespace AudioIO;

/// <summary>
/// A recursive filter described in Hz, without a rate: its sections are designed for the rate of the signal that it is applied to. Made by
/// <see cref="Butterworth"/>, <see cref="Chebyshev1"/>, <see cref="Chebyshev2"/>, <see cref="Elliptic"/>, <see cref="Bessel"/> and
/// <see cref="Biquad"/>.
/// </summary>
public sealed class IirFilter
{
    /// <summary>2^−40: what a filter has forgotten by then is below the rounding of floats, of full scale, by 2^16.</summary>
    private const double DefaultTolerance = 1.0 / (1L << 40);

    private readonly string _name;
    private readonly double _highest;
    private readonly Func<double, SecondOrderSection[]> _design;

    /// <param name="name">What the filter is, in words.</param>
    /// <param name="highest">Highest frequency in the design, in Hz, checked to be above 0.</param>
    /// <param name="design">From the rate, of which half is above <paramref name="highest"/>, to the sections.</param>
    internal IirFilter(string name, double highest, Func<double, SecondOrderSection[]> design)
    {
        _name = name;
        _highest = highest;
        _design = design;
    }

    /// <summary>
    /// Designs the filter for a rate. Sections, their order and the place of the gain are those of scipy's <c>output='sos'</c>.
    /// </summary>
    /// <param name="rate">Frames per second, more than twice the highest frequency of the filter.</param>
    /// <returns>Sections in the order in which they are applied.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A frequency of the filter is not below half of <paramref name="rate"/>.</exception>
    /// <exception cref="ArgumentException">
    /// The filter has a pole on or outside the unit circle in double precision, as when a cutoff is a tiny fraction of the rate, or needs
    /// more than 2^24 frames to settle.
    /// </exception>
    public SecondOrderSection[] Sections(double rate)
    {
        SecondOrderSection[] sections = Design(rate);
        FilterSettling.Frames(sections, DefaultTolerance, this, rate);
        return sections;
    }

    /// <summary>The sections, however long they ring.</summary>
    internal SecondOrderSection[] Design(double rate)
    {
        if (!(rate > 0 && rate < double.PositiveInfinity) || !(_highest < rate / 2))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, string.Create(CultureInfo.InvariantCulture,
                $"The frequency of {_highest} Hz of the {_name} has to lie below half the rate, {rate / 2} Hz."));
        }
        return _design(rate);
    }

    /// <summary>
    /// Frames after which the filter has forgotten what it was fed before: ⌈ln tolerance / ln r⌉ with r the radius of the slowest pole.
    /// </summary>
    /// <param name="rate">Frames per second, more than twice the highest frequency of the filter.</param>
    /// <param name="tolerance">What remains of it, above 0, below 1; 2^−40 when not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="tolerance"/> is out of its range, or a frequency of the filter is not below half of <paramref name="rate"/>.
    /// </exception>
    /// <exception cref="ArgumentException">A pole lies on or outside the unit circle, or the result exceeds 2^24.</exception>
    public int SettlingFrames(double rate, double tolerance = DefaultTolerance) =>
        FilterSettling.Frames(Design(rate), tolerance, this, rate);

    /// <summary>The filter in words.</summary>
    public override string ToString() => _name;
}
