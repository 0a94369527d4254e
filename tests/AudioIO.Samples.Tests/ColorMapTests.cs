using AudioIO.Samples.Colors;

namespace AudioIO.Samples.Tests;

public class ColorMapTests
{
    [Fact]
    public void Lightness_of_every_map_changes_in_equal_steps()
    {
        foreach (ColorMap map in ColorMap.All)
        {
            double first = Lightness(map.Colors[0]), last = Lightness(map.Colors[255]);
            Assert.InRange(Math.Abs(last - first), 0.87, 0.91);
            for (int i = 0; i < 256; i++)
            {
                Assert.Equal(first + ((last - first) * i / 255), Lightness(map.Colors[i]), 0.009);
                // 0.88 / 255 = 0.00345 per step; 8 bits per colour are rounded.
                if (i > 0) Assert.InRange((Lightness(map.Colors[i]) - Lightness(map.Colors[i - 1])) * Math.Sign(last - first), 0, 0.011);
            }
        }
    }

    [Fact]
    public void Levels_outside_get_the_outermost_colours()
    {
        Assert.Equal(ColorMap.Ember.Colors[0], ColorMap.Ember.At(-5));
        Assert.Equal(ColorMap.Ember.Colors[255], ColorMap.Ember.At(5));
        Assert.Equal(ColorMap.Ember.Colors[127], ColorMap.Ember.At(127.5f / 256));
    }

    [Fact]
    public void The_usual_map_keeps_its_colours()
    {
        // As they were in pictures drawn before there were others.
        Rgb[] expected = [new(3, 3, 8), new(88, 0, 85), new(200, 31, 71), new(254, 148, 30), new(250, 250, 234)];
        Assert.Equal(expected, new[] { 0, 64, 128, 192, 255 }.Select(i => ColorMap.Ember.Colors[i]));
    }

    /// <summary>L of Oklab, from sRGB: the way back of what the colour map computes.</summary>
    private static double Lightness(Rgb color)
    {
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
