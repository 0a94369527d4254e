using System.Numerics;
using AudioIO.Lanes;
using AudioIO.Spectra;

namespace AudioIO.Filters;

/// <summary>
/// How a signal of M frames becomes one of L: output m lies at m · M / L of the input, exactly, in whole numbers. The filter is a sinc
/// under a Kaiser window at L times the rate of the input; of its taps, an output needs every L-th, and which ones (its phase) depends on
/// m · M mod L (Crochiere and Rabiner, Multirate Digital Signal Processing, 1983, §3.3; Oppenheim and Schafer, §4.6). The stop band begins
/// at half the lower one of both rates, so that nothing folds back; with 32 crossings the pass band, flat to the same measure, reaches to
/// 78 % of it.
/// </summary>
internal sealed unsafe class ResamplingPlan
{
    /// <summary>Zero crossings of the sinc on each side.</summary>
    public const int DefaultCrossings = 32;

    public const double Attenuation = 120;

    // Rates without a common divisor, such as 44100 and 48001 Hz, would need a table of that many phases.
    private const int MaxFactor = 1 << 16;

    private const long MaxTaps = 1 << 23;

    private readonly ResamplingPhase[] _phases;
    private readonly Workspace<double> _taps;

    /// <param name="up">L, from 1; reduced with <paramref name="down"/> by their common divisor.</param>
    /// <param name="down">M, from 1.</param>
    /// <param name="crossings">Zero crossings of the sinc on each side: more make the edge steeper.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is below 1.</exception>
    /// <exception cref="ArgumentException">The ratio needs more phases or taps than are reasonable.</exception>
    public ResamplingPlan(long up, long down, int crossings = DefaultCrossings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(up, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(down, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(crossings, 1);
        long divisor = (long)BigInteger.GreatestCommonDivisor(up, down);
        (up, down) = (up / divisor, down / divisor);
        if (Math.Max(up, down) > MaxFactor)
            throw new ArgumentException($"Expected a ratio of at most {MaxFactor} on either side, found {up} / {down}.");
        (Up, Down) = ((int)up, (int)down);
        int slower = Math.Max(Up, Down);

        // Half the width of the transition, as a part of the cutoff, is (A − 7.95) / (2.285 · 4π · crossings) (eq. 7.76).
        double cutoff = 1 / (1 + ((Attenuation - 7.95) / (2.285 * 4 * Math.PI * crossings)));
        long half = (long)Math.Ceiling(crossings * slower / cutoff);
        if (half > MaxTaps) throw new ArgumentException($"A ratio of {up} / {down} needs {2 * half} taps. Expected at most {2 * MaxTaps}.");
        double[] taps = WindowedSinc.Taps((int)(2 * half) + 1, KaiserWindow.BetaFor(Attenuation), [(0, cutoff / slower)]);

        // Output m = L i + r needs input d frames from it, where the tap half + r − L d exists.
        _phases = new ResamplingPhase[Up];
        int row = DotProducts.RowLength((int)(2 * half / Up) + 1);
        _taps = new Workspace<double>(checked(row * Up));
        new Span<double>(_taps.Start, _taps.Length).Clear();
        for (int r = 0; r < Up; r++)
        {
            int last = (int)((half + r) / Up), first = -(int)((half - r) / Up);
            _phases[r] = new ResamplingPhase(r * row, first, last - first + 1);
            for (int d = first; d <= last; d++) _taps.Start[(r * row) + d - first] = Up * taps[half + r - ((long)Up * d)];
        }
        FirstOffset = _phases.Min(phase => phase.First);
        LastOffset = _phases.Max(phase => phase.First + phase.Count - 1);
    }

    /// <summary>L.</summary>
    public int Up { get; }

    /// <summary>M.</summary>
    public int Down { get; }

    /// <summary>The earliest frame that an output needs, from the one at or before its place; not above 0.</summary>
    public int FirstOffset { get; }

    /// <summary>The latest frame that an output needs, from the one at or before its place; not below 0.</summary>
    public int LastOffset { get; }

    /// <summary>Number of outputs of so many frames: ⌈frames · L / M⌉.</summary>
    /// <exception cref="OverflowException">The result is beyond the range of long.</exception>
    public long OutputFrames(long frames) => checked((long)((((Int128)frames * Up) + Down - 1) / Down));

    /// <summary>The input frame at or before an output, and the phase of the output between it and the next one, in parts of L.</summary>
    public (long Frame, int Phase) PlaceOf(long output)
    {
        (Int128 frame, Int128 phase) = Int128.DivRem((Int128)output * Down, Up);
        return (checked((long)frame), (int)phase);
    }

    /// <summary>The input frames that outputs need; some may lie before the first or behind the last one of the input.</summary>
    /// <param name="start">First output.</param>
    /// <param name="count">Number of outputs, from 1.</param>
    public (long Start, long Count) Needs(long start, long count)
    {
        long first = PlaceOf(start).Frame + FirstOffset, last = PlaceOf(start + count - 1).Frame + LastOffset;
        return (first, last - first + 1);
    }

    /// <summary>The taps of all phases; valid as long as this object is referenced.</summary>
    public double* Taps => _taps.Start;

    /// <summary>Which taps a phase has.</summary>
    public ResamplingPhase Phase(int phase) => _phases[phase];
}

/// <summary>The taps of a phase.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="First">Where the value of the first one lies, from the frame at or before the output.</param>
/// <param name="Count">Number of taps.</param>
internal readonly record struct ResamplingPhase(int Offset, int First, int Count);
