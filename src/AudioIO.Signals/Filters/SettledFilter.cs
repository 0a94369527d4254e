namespace AudioIO.Filters;

/// <summary>A filter designed for a rate, and how long it remembers: what can fail about it, before a signal holds another one open.</summary>
internal sealed class SettledFilter
{
    /// <param name="filter">Filter.</param>
    /// <param name="rate">Frames per second.</param>
    /// <param name="tolerance">What remains of the past, above 0, below 1.</param>
    public SettledFilter(IirFilter filter, double rate, double tolerance)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Filter = filter;
        Sections = filter.Design(rate);
        Margin = FilterSettling.Frames(Sections, tolerance, filter, rate);
        int firstOrder = Math.Min(Sections.Count(section => section.B2 == 0), Sections.Count(section => section.A2 == 0));
        Extension = 3 * ((2 * Sections.Length) + 1 - firstOrder);
    }

    public IirFilter Filter { get; }

    public SecondOrderSection[] Sections { get; }

    /// <summary>Frames after which it has settled.</summary>
    public int Margin { get; }

    /// <summary>
    /// The length of sosfiltfilt's extension: 3 · (2 · sections + 1), less the sections of first order, whose last factors are zeros.
    /// </summary>
    public int Extension { get; }

    /// <summary>Of zero phase, at an end, the frames that are turned about it have to be among those needed.</summary>
    public int ZeroPhaseMargin => Math.Max(Margin, Extension + 1);
}
