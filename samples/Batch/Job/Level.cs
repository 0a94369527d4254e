namespace AudioIO.Samples.Batch;

/// <summary>Levels in decibels.</summary>
internal static class Level
{
    /// <summary>Silence, and what is no louder: a level that can be averaged, unlike minus infinity.</summary>
    public const double FloorDb = -200;

    /// <summary>dB of a power relative to 1. Rounded to float, in which what two machines' logarithms may differ in is lost.</summary>
    public static float Of(double power) => (float)Math.Max(FloorDb, 10 * Math.Log10(power));

    /// <summary>The power of a level.</summary>
    public static double PowerOf(double decibels) => Math.Pow(10, decibels / 10);
}
