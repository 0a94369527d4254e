using AudioIO.Samples.Spectrogram;

namespace AudioIO.Samples.Tests;

public class LevelRangeTests
{
    [Fact]
    public void The_quiet_background_is_dark_and_the_strongest_level_bright()
    {
        float[] levels = [.. Enumerable.Repeat(-87f, 900), .. Enumerable.Repeat(-50f, 99), -21f];

        Assert.Equal(new LevelRange(-90, -20), Choose(levels, null, null));
    }

    [Fact]
    public void Ends_that_are_given_are_kept()
    {
        Assert.Equal(new LevelRange(-100, 0), Choose([-60, -50], -100, 0));
        Assert.Equal(new LevelRange(-30, 0), Choose([-60, -50], -30, null));
        Assert.Equal(new LevelRange(-160, -60), Choose([-300, -190], null, -60));
    }

    [Fact]
    public void Silence_and_what_is_no_level_do_not_count()
    {
        Assert.Equal(new LevelRange(-100, 0), Choose([LevelMap.Silence, float.NaN, float.PositiveInfinity], null, null));
        Assert.Equal(new LevelRange(-60, -20), Choose([LevelMap.Silence, LevelMap.Silence, -58, -22, float.NaN], null, null));
    }

    [Fact]
    public void A_narrow_range_is_widened_and_a_wide_one_bounded()
    {
        Assert.Equal(new LevelRange(-80, -50), Choose([-52, -51], null, null));
        Assert.Equal(new LevelRange(-100, 0), Choose([-190, -3], null, null));
    }

    private static LevelRange Choose(float[] levels, double? floor, double? ceiling)
    {
        var map = new LevelMap(1, levels.Length);
        levels.CopyTo(map.Column(0));
        return LevelRange.Choose([map], floor, ceiling);
    }
}
