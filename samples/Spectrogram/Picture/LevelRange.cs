using System.Runtime.CompilerServices;

namespace AudioIO.Samples.Spectrogram;

/// <summary>The levels in dBFS that the darkest and the brightest colour stand for.</summary>
internal readonly record struct LevelRange(double Floor, double Ceiling)
{
    /// <summary>Ends of a range that is found lie on multiples of this.</summary>
    private const double Step = 5;

    private const double NarrowestFound = 30;
    private const double WidestFound = 100;

    /// <summary>The colour fraction of a level: 0 at the floor, 1 at the ceiling.</summary>
    public float Fraction(float level) => (float)((level - Floor) / (Ceiling - Floor));

    /// <summary>
    /// The range asked for; an end that is not given is found from the levels: quiet background dark, the strongest level bright.
    /// </summary>
    public static LevelRange Choose(IReadOnlyList<LevelMap> maps, double? floor, double? ceiling)
    {
        (double quiet, double loud) = Extent(maps);
        double high = ceiling ?? Math.Ceiling(loud / Step) * Step;
        double low = floor ?? Math.Clamp(Math.Floor(quiet / Step) * Step, high - WidestFound, high - NarrowestFound);
        if (ceiling is null && high <= low) high = low + NarrowestFound;
        return new LevelRange(low, high);
    }

    /// <summary>
    /// The level that a tenth of the pixels stay below, and the strongest. Digital silence and what is no level do not count.
    /// </summary>
    // A loop over all levels, called once: it would be done before a counter of calls had it compiled well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Quiet, double Loud) Extent(IReadOnlyList<LevelMap> maps)
    {
        const int Lowest = (int)LevelMap.Silence;
        const int BinsPerDecibel = 4;
        Span<int> histogram = stackalloc int[400 * BinsPerDecibel];
        histogram.Clear();
        long counted = 0;
        float loudest = float.NegativeInfinity;
        foreach (LevelMap map in maps)
        {
            foreach (float level in map.Levels)
            {
                if (!float.IsFinite(level) || level <= Lowest) continue;
                histogram[Math.Min((int)((level - Lowest) * BinsPerDecibel), histogram.Length - 1)]++;
                counted++;
                loudest = Math.Max(loudest, level);
            }
        }
        if (counted == 0) return (-WidestFound, 0);

        long below = 0;
        int bin = 0;
        while ((below += histogram[bin]) < (counted + 9) / 10) bin++;
        return (Lowest + ((double)bin / BinsPerDecibel), loudest);
    }
}
