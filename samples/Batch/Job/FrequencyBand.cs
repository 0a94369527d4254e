using System.Globalization;

namespace AudioIO.Samples.Batch;

/// <summary>Frequencies from one up to, but without, another one; half the sampling rate is in every band that reaches it.</summary>
/// <param name="LowHz">Lowest frequency in Hz.</param>
/// <param name="HighHz">The frequency in Hz above the highest one.</param>
internal readonly record struct FrequencyBand(double LowHz, double HighHz)
{
    private const double LowestOctave = 62.5;

    /// <summary>Reads <c>2000-8000</c>; null where it is no band.</summary>
    public static FrequencyBand? TryParse(string text)
    {
        string[] ends = text.Split('-');
        bool isBand = ends.Length == 2 && TryParse(ends[0], out double low) && TryParse(ends[1], out double high) && low < high;
        return isBand ? new FrequencyBand(Parse(ends[0]), Parse(ends[1])) : null;

        static bool TryParse(string end, out double hertz) =>
            double.TryParse(end, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out hertz) && double.IsFinite(hertz);

        static double Parse(string end) => double.Parse(end, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>Everything, and the octaves from 62.5 Hz that have values of a spectrum and lie below half the rate.</summary>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="size">Frames of a spectrum.</param>
    public static FrequencyBand[] Octaves(double rate, int size)
    {
        var bands = new List<FrequencyBand> { new(0, rate / 2) };
        for (double low = LowestOctave; 2 * low <= rate / 2; low *= 2)
        {
            var octave = new FrequencyBand(low, 2 * low);
            if (octave.Bins(rate, size).Count > 0) bands.Add(octave);
        }
        return [.. bands];
    }

    /// <summary>The values of a spectrum whose frequencies lie in the band.</summary>
    /// <param name="rate">Sampling rate in Hz.</param>
    /// <param name="size">Frames of a spectrum, which has size / 2 + 1 values.</param>
    public FrameRange Bins(double rate, int size)
    {
        // The first k with k · rate / size ≥ the frequency: at most size / 2 + 1.
        long last = (size / 2) + 1;
        long start = (long)Math.Clamp(Math.Ceiling(LowHz * size / rate), 0, last);
        long stop = HighHz >= rate / 2 ? last : (long)Math.Clamp(Math.Ceiling(HighHz * size / rate), 0, last);
        return new FrameRange(start, Math.Max(start, stop));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LowHz}-{HighHz}");
}
