using SkiaSharp;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Colours from nearly black over violet, red and orange to light yellow. Their lightness grows in equal steps, so that equal differences
/// in dB look equal, also in print without colour and to those who do not tell red from green.
/// </summary>
/// <remarks>Computed in Oklch, the polar form of Oklab (Björn Ottosson, A perceptual color space for image processing, 2020).</remarks>
internal static class ColorMap
{
    private const int Steps = 256;

    private static readonly SKColor[] Colors = Build();

    /// <summary>The colour of what is no level, as a recording of NaN gives.</summary>
    public static SKColor NoLevel { get; } = new(0x80, 0x80, 0x80);

    /// <summary>The colour of a level.</summary>
    /// <param name="fraction">Place between the darkest (0) and the brightest colour (1); what lies outside gets the outermost
    /// colour.</param>
    public static SKColor At(float fraction) =>
        float.IsNaN(fraction) ? NoLevel : Colors[(int)Math.Clamp(fraction * Steps, 0, Steps - 1)];

    private static SKColor[] Build()
    {
        var colors = new SKColor[Steps];
        for (int i = 0; i < Steps; i++)
        {
            double t = i / (Steps - 1.0);
            double lightness = 0.10 + (0.88 * t);
            // From blue-violet (285°) through red (390°) to yellow (465°).
            double hue = (285 + (180 * t)) * Math.PI / 180;
            // Little colour at both ends, where sRGB has little to offer, much in the middle.
            double chroma = 0.02 + (0.18 * Math.Sqrt(Math.Sin(Math.PI * t)));
            colors[i] = InGamut(lightness, chroma, hue);
        }
        return colors;
    }

    /// <summary>The colour with the largest chroma up to the wished one that sRGB can show.</summary>
    private static SKColor InGamut(double lightness, double chroma, double hue)
    {
        double low = 0;
        double high = chroma;
        if (!TryConvert(lightness, chroma, hue, out SKColor color))
        {
            for (int i = 0; i < 20; i++)
            {
                double middle = (low + high) / 2;
                if (TryConvert(lightness, middle, hue, out SKColor shown))
                    (low, color) = (middle, shown);
                else
                    high = middle;
            }
        }
        return color;
    }

    /// <summary>Oklch → linear sRGB with the matrices of Ottosson's article → sRGB (IEC 61966-2-1).</summary>
    private static bool TryConvert(double lightness, double chroma, double hue, out SKColor color)
    {
        double a = chroma * Math.Cos(hue);
        double b = chroma * Math.Sin(hue);
        double l = Math.Pow(lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        double m = Math.Pow(lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        double s = Math.Pow(lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        double red = (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s);
        double green = (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s);
        double blue = (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s);
        color = new SKColor(Byte(red), Byte(green), Byte(blue));
        return IsShown(red) && IsShown(green) && IsShown(blue);

        static bool IsShown(double linear) => linear is >= -1e-4 and <= 1.0001;
    }

    private static byte Byte(double linear)
    {
        double value = Math.Clamp(linear, 0, 1);
        double encoded = value <= 0.0031308 ? 12.92 * value : (1.055 * Math.Pow(value, 1 / 2.4)) - 0.055;
        return (byte)Math.Round(255 * encoded);
    }
}
