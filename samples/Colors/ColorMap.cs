namespace AudioIO.Samples.Colors;

/// <summary>
/// Colours for levels, from one end to the other. Their lightness changes in equal steps, so that equal differences in dB look equal, also
/// in print without colour and to those who do not tell red from green.
/// </summary>
public sealed class ColorMap
{
    private const int Steps = 256;

    private readonly Rgb[] _colors = new Rgb[Steps];

    private ColorMap(string name, Func<double, Oklch> color)
    {
        Name = name;
        for (int i = 0; i < Steps; i++) _colors[i] = color(i / (Steps - 1.0)).ToRgb();
    }

    /// <summary>From nearly black over violet, red and orange to light yellow.</summary>
    public static ColorMap Ember { get; } = new("ember", t => Hues(t, 285, 465, 0.18));

    /// <summary>From nearly black over blue and green to light yellow.</summary>
    public static ColorMap Lagoon { get; } = new("lagoon", t => Hues(t, 285, 105, 0.09));

    /// <summary>From nearly black to white: below, 8 bits per colour have no equal steps.</summary>
    public static ColorMap Gray { get; } = new("gray", t => new Oklch(0.10 + (0.90 * t), 0, 0));

    /// <summary>From white to nearly black, for print.</summary>
    public static ColorMap Ink { get; } = new("ink", t => new Oklch(1 - (0.90 * t), 0, 0));

    /// <summary>Every map there is, the usual one first.</summary>
    public static IReadOnlyList<ColorMap> All { get; } = [Ember, Lagoon, Gray, Ink];

    /// <summary>The colour of what is no level, as a recording of NaN gives.</summary>
    public static Rgb NoLevel { get; } = new(0x80, 0x80, 0x80);

    /// <summary>What the map is called.</summary>
    public string Name { get; }

    /// <summary>The 256 colours, that of the lowest level first.</summary>
    public ReadOnlySpan<Rgb> Colors => _colors;

    /// <summary>The colour of a level.</summary>
    /// <param name="fraction">Place between the first (0) and the last colour (1); what lies outside gets the outermost colour.</param>
    public Rgb At(float fraction) => float.IsNaN(fraction) ? NoLevel : _colors[(int)Math.Clamp(fraction * Steps, 0, Steps - 1)];

    private static Oklch Hues(double t, double from, double to, double chroma) => new(
        0.10 + (0.88 * t),
        // Little colour at both ends, where sRGB has little to offer, much in the middle.
        0.02 + (chroma * Math.Sqrt(Math.Sin(Math.PI * t))),
        (from + ((to - from) * t)) * Math.PI / 180);
}
