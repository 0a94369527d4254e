namespace AudioIO.Samples.Colors;

/// <summary>
/// A colour by what the eye tells apart: the polar form of Oklab (Björn Ottosson, A perceptual color space for image processing, 2020).
/// </summary>
/// <param name="Lightness">From 0, black, to 1, white.</param>
/// <param name="Chroma">From 0, grey.</param>
/// <param name="Hue">In radians.</param>
internal readonly record struct Oklch(double Lightness, double Chroma, double Hue)
{
    /// <summary>The colour with the largest chroma up to the wished one that sRGB can show.</summary>
    public Rgb ToRgb()
    {
        if (TryConvert(out Rgb color)) return color;
        double low = 0;
        double high = Chroma;
        for (int i = 0; i < 20; i++)
        {
            double middle = (low + high) / 2;
            if ((this with { Chroma = middle }).TryConvert(out Rgb shown))
                (low, color) = (middle, shown);
            else
                high = middle;
        }
        return color;
    }

    /// <summary>Oklch → linear sRGB with the matrices of Ottosson's article → sRGB (IEC 61966-2-1).</summary>
    private bool TryConvert(out Rgb color)
    {
        double a = Chroma * Math.Cos(Hue);
        double b = Chroma * Math.Sin(Hue);
        double l = Math.Pow(Lightness + (0.3963377774 * a) + (0.2158037573 * b), 3);
        double m = Math.Pow(Lightness - (0.1055613458 * a) - (0.0638541728 * b), 3);
        double s = Math.Pow(Lightness - (0.0894841775 * a) - (1.2914855480 * b), 3);
        double red = (4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s);
        double green = (-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s);
        double blue = (-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s);
        color = new Rgb(Byte(red), Byte(green), Byte(blue));
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
