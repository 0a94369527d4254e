using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Spectrogram;

/// <summary>A mark on an axis.</summary>
/// <param name="Value">Where it is, in the axis's unit.</param>
/// <param name="Label">What is written there.</param>
internal readonly record struct Tick(double Value, string Label);

/// <summary>An axis: its title with the unit, and ticks at round values within its range.</summary>
internal sealed record Axis(string Title, double From, double To, IReadOnlyList<Tick> Ticks)
{
    /// <summary>Steps that read well on a clock, in seconds; beyond them, whole days.</summary>
    private static readonly double[] ClockSteps =
        [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

    /// <summary>True where every octave has the same length.</summary>
    public bool IsLogarithmic { get; private init; }

    /// <summary>Place of a value on the axis: 0 at its start, 1 at its end.</summary>
    public double Fraction(double value) =>
        IsLogarithmic ? Math.Log(value / From) / Math.Log(To / From) : (value - From) / (To - From);

    /// <summary>An axis of frequency, in Hz or kHz.</summary>
    /// <param name="scale">The frequencies at its ends, and how they are spread.</param>
    /// <param name="mostTicks">How many labels find room.</param>
    public static Axis Frequency(FrequencyScale scale, int mostTicks)
    {
        bool kilo = scale.High >= 2000;
        double unit = kilo ? 1000 : 1;
        string title = kilo ? "Frequency (kHz)" : "Frequency (Hz)";
        double from = scale.Low / unit, to = scale.High / unit;
        return scale.IsLogarithmic ? Logarithmic(title, from, to, mostTicks) : Linear(title, from, to, mostTicks);
    }

    /// <summary>An axis of levels in dBFS.</summary>
    public static Axis Level(LevelRange range, int mostTicks) => Linear("Level (dBFS)", range.Floor, range.Ceiling, mostTicks);

    /// <summary>An axis of time: in seconds for what ends within the first minute, else as m:ss or h:mm:ss.</summary>
    /// <param name="from">Start in seconds.</param>
    /// <param name="to">End in seconds, above <paramref name="from"/>.</param>
    /// <param name="mostTicks">How many labels find room.</param>
    public static Axis Time(double from, double to, int mostTicks)
    {
        if (to <= 60) return Linear("Time (s)", from, to, mostTicks);

        double least = (to - from) / mostTicks;
        double step = least < 1 ? LinearStep(least) : ClockStep(least);
        int decimals = Decimals(step);
        bool withHours = to >= 3600;
        return new Axis(
            withHours ? "Time (h:mm:ss)" : "Time (m:ss)", from, to,
            Multiples(from, to, step, value => TimeText.Format(value, decimals, withHours)));
    }

    /// <summary>An axis with ticks at multiples of 1, 2 or 5 times a power of ten.</summary>
    public static Axis Linear(string title, double from, double to, int mostTicks)
    {
        double step = LinearStep((to - from) / mostTicks);
        string format = "F" + Decimals(step).ToString(CultureInfo.InvariantCulture);
        // U+2212, the minus sign: a hyphen is too short beside digits.
        return new Axis(title, from, to, Multiples(from, to, step, Label));

        string Label(double value) => value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212');
    }

    /// <summary>
    /// An axis with ticks at 1, 2 and 5 times every power of ten, at the powers alone where there is no room for more; at equal distances
    /// where it is too short for either.
    /// </summary>
    /// <param name="title">Title with the unit.</param>
    /// <param name="from">Start, above 0.</param>
    /// <param name="to">End, above <paramref name="from"/>.</param>
    /// <param name="mostTicks">How many labels find room.</param>
    public static Axis Logarithmic(string title, double from, double to, int mostTicks)
    {
        // Labels of 1 and 2 lie 0.3 of a decade apart: the room counts for the narrowest pair.
        double labels = Math.Log10(to / from) / Math.Log10(2);
        List<Tick> ticks = Decades(from, to, labels <= mostTicks ? [1, 2, 5] : [1]);
        if (ticks.Count < 3) ticks = Decades(from, to, [1, 2, 5]);
        return ticks.Count < 2
            ? Linear(title, from, to, mostTicks) with { IsLogarithmic = true }
            : new Axis(title, from, to, ticks) { IsLogarithmic = true };
    }

    private static List<Tick> Decades(double from, double to, ReadOnlySpan<double> mantissas)
    {
        var ticks = new List<Tick>();
        for (int exponent = (int)Math.Floor(Math.Log10(from)); exponent <= Math.Log10(to); exponent++)
        {
            foreach (double mantissa in mantissas)
            {
                // Divided, not multiplied by a tenth: 0.2 shall be the number that is written so.
                double value = exponent < 0 ? mantissa / Math.Pow(10, -exponent) : mantissa * Math.Pow(10, exponent);
                if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9))
                    ticks.Add(new Tick(value, value.ToString("0.######", CultureInfo.InvariantCulture)));
            }
        }
        return ticks;
    }

    /// <summary>The smallest of 1, 2, 5 times a power of ten that is not below <paramref name="least"/>.</summary>
    internal static double LinearStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        foreach (double mantissa in (ReadOnlySpan<double>)[1, 2, 5])
        {
            // A hair of tolerance: 0.2 and 2 × 0.1 are not the same number.
            if (mantissa * power >= least * (1 - 1e-9)) return mantissa * power;
        }
        return 10 * power;
    }

    internal static double ClockStep(double least)
    {
        foreach (double step in ClockSteps)
        {
            if (step >= least) return step;
        }
        return 86_400 * LinearStep(least / 86_400);
    }

    internal static int Decimals(double step) => Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));

    private static List<Tick> Multiples(double from, double to, double step, Func<double, string> label)
    {
        // Ends count although rounding may put them a hair outside.
        double tolerance = step * 1e-6;
        var ticks = new List<Tick>();
        for (double k = Math.Ceiling((from - tolerance) / step); k * step <= to + tolerance; k++)
        {
            // k may be a negative zero, which would be written as -0.
            double value = (k * step) + 0.0;
            ticks.Add(new Tick(value, label(value)));
        }
        return ticks;
    }
}
