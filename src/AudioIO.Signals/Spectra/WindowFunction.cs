using AudioIO.Spectra;

namespace AudioIO;

/// <summary>
/// A window for spectra, in its periodic form: the first of the values that follow the last one would be the first one again, as a Fourier
/// transform assumes (<c>scipy.signal.get_window</c> with its default <c>fftbins=True</c>). The symmetric form, for the design of filters,
/// of n values is the first n of the periodic form of n − 1, and its first value once more.
/// </summary>
public sealed class WindowFunction
{
    private readonly string _name;
    private readonly Func<double, double> _value;

    // The argument of the function is the position, from 0 to 1 (exclusive).
    private WindowFunction(string name, Func<double, double> value)
    {
        _name = name;
        _value = value;
    }

    /// <summary>No window: every value is 1.</summary>
    public static WindowFunction Rectangular { get; } = new("Rectangular", _ => 1);

    /// <summary>½ − ½ cos 2πx. Side lobes −31 dB, falling by 18 dB per octave.</summary>
    public static WindowFunction Hann { get; } = Cosines("Hann", 0.5, 0.5);

    /// <summary>0.54 − 0.46 cos 2πx. Side lobes −43 dB.</summary>
    public static WindowFunction Hamming { get; } = Cosines("Hamming", 0.54, 0.46);

    /// <summary>0.42 − 0.5 cos 2πx + 0.08 cos 4πx. Side lobes −58 dB, falling by 18 dB per octave.</summary>
    public static WindowFunction Blackman { get; } = Cosines("Blackman", 0.42, 0.5, 0.08);

    /// <summary>
    /// The four-term window of least side lobes, −92 dB (F. J. Harris, On the use of windows for harmonic analysis with the discrete
    /// Fourier transform, Proc. IEEE 66 (1), 1978).
    /// </summary>
    public static WindowFunction BlackmanHarris { get; } = Cosines("Blackman–Harris", 0.35875, 0.48829, 0.14128, 0.01168);

    /// <summary>
    /// I₀(β √(1 − (2x − 1)²)) / I₀(β), with the modified Bessel function I₀ (J. F. Kaiser, Nonrecursive digital filter design using the
    /// I₀-sinh window function, Proc. IEEE ISCAS, 1974).
    /// </summary>
    /// <param name="beta">Shape, from 0 (rectangular) to 700; 8.6 is much like Blackman.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is out of its range.</exception>
    public static WindowFunction Kaiser(double beta)
    {
        KaiserWindow.ThrowIfImpossible(beta);
        return new WindowFunction($"Kaiser (β = {beta})", x => KaiserWindow.Value(beta, (2 * x) - 1));
    }

    /// <summary>The values of a window.</summary>
    /// <param name="size">Number of values, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is below 1.</exception>
    public double[] Values(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        var values = new double[size];
        // A single value is 1, as scipy has it: at its own place, most windows are 0.
        if (size == 1) values[0] = 1;
        else
        {
            // Both halves from the same values: symmetric to the last bit.
            for (int n = 0; n <= size / 2; n++) values[n] = values[n == 0 ? 0 : size - n] = _value((double)n / size);
        }
        return values;
    }

    /// <summary>The name of the window.</summary>
    public override string ToString() => _name;

    private static WindowFunction Cosines(string name, params double[] terms) => new(name, x =>
    {
        double sum = 0, sign = 1;
        for (int k = 0; k < terms.Length; k++, sign = -sign) sum += sign * terms[k] * Math.Cos(2 * Math.PI * k * x);
        return sum;
    });
}
