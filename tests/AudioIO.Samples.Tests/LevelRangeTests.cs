using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

public class LevelRangeTests
{
    [Fact]
    public void The_quiet_background_is_dark_and_the_strongest_level_bright()
    {
        float[] levels = [.. Enumerable.Repeat(-87f, 900), .. Enumerable.Repeat(-50f, 99), -21f];

        Assert.Equal(new LevelRange(-90, -20), LevelRange.Choose(levels, null, null));
    }

    [Fact]
    public void Ends_that_are_given_are_kept()
    {
        Assert.Equal(new LevelRange(-100, 0), LevelRange.Choose([-60, -50], -100, 0));
        Assert.Equal(new LevelRange(-30, 0), LevelRange.Choose([-60, -50], -30, null));
        Assert.Equal(new LevelRange(-160, -60), LevelRange.Choose([-300, -190], null, -60));
    }

    [Fact]
    public void Silence_and_what_is_no_level_do_not_count()
    {
        Assert.Equal(new LevelRange(-100, 0), LevelRange.Choose([LevelMap.Silence, float.NaN, float.PositiveInfinity], null, null));
        Assert.Equal(new LevelRange(-60, -20), LevelRange.Choose([LevelMap.Silence, LevelMap.Silence, -58, -22, float.NaN], null, null));
    }

    [Fact]
    public void A_narrow_range_is_widened_and_a_wide_one_bounded()
    {
        Assert.Equal(new LevelRange(-80, -50), LevelRange.Choose([-52, -51], null, null));
        Assert.Equal(new LevelRange(-100, 0), LevelRange.Choose([-190, -3], null, null));
    }

    [Fact]
    public void Lightness_of_the_colours_grows_in_equal_steps()
    {
        double previous = Lightness(0);
        for (int i = 1; i < 256; i++)
        {
            double lightness = Lightness(i / 255.5f);
            // 0.88 / 255 = 0.00345 per step; 8 bits per colour are rounded.
            Assert.InRange(lightness - previous, 0.0005, 0.0085);
            Assert.Equal(0.10 + (0.88 * i / 255), lightness, 0.006);
            previous = lightness;
        }
        Assert.Equal(ColorMap.At(0), ColorMap.At(-5));
        Assert.Equal(ColorMap.At(1), ColorMap.At(5));
    }

    /// <summary>L of Oklab, from sRGB: the way back of what the colour map computes.</summary>
    private static double Lightness(float fraction)
    {
        SkiaSharp.SKColor color = ColorMap.At(fraction);
        (double r, double g, double b) = (Linear(color.Red), Linear(color.Green), Linear(color.Blue));
        double l = Math.Cbrt((0.4122214708 * r) + (0.5363325363 * g) + (0.0514459929 * b));
        double m = Math.Cbrt((0.2119034982 * r) + (0.6806995451 * g) + (0.1073969566 * b));
        double s = Math.Cbrt((0.0883024619 * r) + (0.2817188376 * g) + (0.6299787005 * b));
        return (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s);

        static double Linear(byte value)
        {
            double encoded = value / 255.0;
            return encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);
        }
    }
}
